"""The people of the manual at their pages."""

from page import DESK, PHONE, Page, open_browser, pictures


class Numbered:
    """Whoever sees the protocol's number."""

    @property
    def protocol(self):
        return "".join(one for one in self.find("protocol").text if one.isdigit())


class Customer(Numbered, Page):
    """A visitor with the chat, as the launcher opens it in a frame, here in a page of its own."""

    def __init__(self, address, channel="site", tenant="acme", name="customer", size=(420, 720), driver=None):
        super().__init__(driver or open_browser(size), address, pictures(), name)
        self.place = f"/widget/?tenant={tenant}&channel={channel}"
        self.go(self.place)

    def start(self, name=None):
        if name:
            self.type("start-name", name)
        self.click("start")
        return self

    def ask_for(self, subject="boleto"):
        self.click("subject", id=subject)
        self.find("status")
        return self

    def say(self, text):
        self.type("message", text, enter=True)

    def hears(self, *words, kind=None):
        return self.says("line", *words, **({"kind": kind} if kind else {}))

    def another_tab(self):
        self.here()
        tab = Customer.__new__(Customer)
        self.driver.switch_to.new_window("tab")
        Page.__init__(tab, self.driver, self.address, self.pictures, f"{self.name}-tab")
        tab.place = self.place
        tab.go(self.place)
        return tab


class Console(Numbered, Page):
    """An agent at the console."""

    def __init__(self, address, user="ana", tenant="acme", size=DESK, driver=None):
        super().__init__(driver or open_browser(size), address, pictures(), user)
        self.go("/console/")
        self.sign_in(user, tenant)
        self.find("channels")

    def sign_in(self, user, tenant, password="guiche-demo"):
        self.find("login")
        if self.seen("company"):
            self.driver.execute_script(
                "const one = arguments[0]; one.value = arguments[1]; one.dispatchEvent(new Event('change'));",
                self.find("company"), tenant)
        self.type("user", user)
        self.type("password", password, enter=True)

    def enter(self, *channels):
        """"Canais de Atendimento", and the button of each."""
        self.click("channels")
        for channel in channels:
            row = self.wait("no row of the channel", lambda one=channel: self.driver.find_elements(
                "css selector", f'[data-channel="{one}"]')[0])
            if row.get_attribute("data-in") == "false":
                self.click("channel", within=row)
            self.wait("the channel did not turn green", lambda one=channel: self.driver.find_elements(
                "css selector", f'[data-channel="{one}"][data-in="true"] button.green'))
        self.click("channels")
        self.find("chat-icon", **{"in": "true"})
        return self

    def accept(self):
        self.click("accept", within=self.find("card"))
        self.find("desk-record")

    def say(self, text):
        self.type("message", text, enter=True)

    def hears(self, *words, **data):
        return self.says("line", *words, **data)

    def open_tab(self, name):
        self.click(f"tab-{name}")

    def finish(self):
        self.click("finish")
        self.click("yes", within=self.find("finish-dialog"))
        self.says("notice-finished", "encerrada")

    def save(self):
        self.click("save")
        self.says("toast-good", "Atendimento salvo")

    def wind_up(self):
        """Ends what is selected, so that nothing is left behind."""
        self.finish()
        self.save()

    def leave(self):
        self.click("logout-self")
        self.find("login")


class Supervisor(Console):
    def __init__(self, address, user="rui", tenant="acme", size=DESK):
        Page.__init__(self, open_browser(size), address, pictures(), user)
        self.go("/supervisor/")
        self.sign_in(user, tenant)
        self.find("panel")


__all__ = ["Customer", "Console", "Supervisor", "PHONE", "DESK"]
