"""A real browser at one page: finds things by their `data-test`, waits for what has to come, keeps pictures."""

import os
import pathlib
import re
import time

from axe_core_python import selenium as axe_selenium
from selenium import webdriver
from selenium.common.exceptions import NoSuchWindowException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

PATIENCE = 15  # seconds; a busy machine with two cores
DESK, PHONE = (1440, 900), (320, 640)
AXE = axe_selenium.Axe()
# What axe checks is WCAG 2.x A and AA, and what it calls good practice.
SERIOUS = ("serious", "critical")


def open_browser(size=DESK):
    options = Options()
    for word in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=pt-BR",
                 "--force-color-profile=srgb", f"--window-size={size[0]},{size[1]}"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    # A window has a least width of its own; what the page sees has not.
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False})
    return driver


class Page:
    """What one tab shows. Several pages can share a browser: each call goes to its own tab first."""

    def __init__(self, driver, address, pictures=None, name="page"):
        self.driver, self.address, self.name = driver, address, name
        self.pictures, self.shots, self.frame = pictures, 0, None
        self.tab = driver.current_window_handle

    def go(self, path):
        self.here()
        self.driver.get(self.address + path)
        return self

    def here(self):
        try:
            is_here = self.driver.current_window_handle == self.tab
        except NoSuchWindowException:
            is_here = False  # the tab that had the focus was closed
        if not is_here:
            self.driver.switch_to.window(self.tab)

    def tab_of_its_own(self):
        self.driver.switch_to.new_window("tab")
        return Page(self.driver, self.address, self.pictures, f"{self.name}-tab")

    def all(self, test, within=None, **data):
        self.here()
        more = "".join(f'[data-{name.replace("_", "-")}="{value}"]' for name, value in data.items())
        return (within or self.driver).find_elements(By.CSS_SELECTOR, f'[data-test="{test}"]{more}')

    def seen(self, test, within=None, **data):
        """Those that can be seen."""
        return [one for one in self.all(test, within, **data) if one.is_displayed()]

    def wait(self, what, condition, seconds=PATIENCE):
        deadline = time.monotonic() + seconds
        error = None
        while time.monotonic() < deadline:
            try:
                found = condition()
                if found:
                    return found
            except Exception as failure:  # a page that is being drawn anew: what was found is gone
                error = failure
            time.sleep(0.05)
        self.shoot("failed")
        raise AssertionError(f"{self.name}: {what} within {seconds} s; {error or ''} page: {self.text()[:1500]}")

    def find(self, test, within=None, seconds=PATIENCE, **data):
        """The one that can be seen, when it can."""
        return self.wait(f"no {test} {data} was seen", lambda: (self.seen(test, within, **data) or [None])[0], seconds)

    def gone(self, test, seconds=PATIENCE, **data):
        self.wait(f"{test} {data} stayed", lambda: not self.seen(test, **data), seconds)

    def says(self, test, *words, seconds=PATIENCE, **data):
        """Waits until one of them has all these words."""
        def found():
            return [one for one in self.seen(test, **data) if all(word in one.text for word in words)]
        return self.wait(f"no {test} {data} said {words}", found, seconds)[0]

    def click(self, test, within=None, **data):
        def clicked():
            (self.seen(test, within, **data) or [None])[0].click()
            return True
        self.wait(f"no {test} {data} could be clicked", clicked)

    def type(self, test, text, within=None, enter=False, **data):
        field = self.find(test, within, **data)
        field.clear()
        for number, line in enumerate(text.split("\n")):
            if number:
                field.send_keys(Keys.SHIFT, Keys.ENTER)
            field.send_keys(line)
        if enter:
            field.send_keys(Keys.ENTER)
        return field

    def text(self):
        self.here()
        try:
            return self.driver.find_element(By.TAG_NAME, "body").text
        except Exception as error:
            return f"(no page: {type(error).__name__})"

    def texts(self, test, **data):
        return [one.text for one in self.seen(test, **data)]

    def shoot(self, step):
        """Keeps a picture of this step."""
        if self.pictures is None:
            return
        self.shots += 1
        self.here()
        folder = pathlib.Path(self.pictures)
        folder.mkdir(parents=True, exist_ok=True)
        safe = re.sub(r"[^a-z0-9]+", "-", step.lower())
        self.driver.save_screenshot(str(folder / f"{self.name}-{self.shots:02}-{safe}.png"))

    def complaints(self):
        """What the browser's console says of scripts, security policy and missing files."""
        self.here()
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]

    def accessible(self, step):
        """Nothing serious for people who can't see or use a mouse; nothing wider than the page."""
        self.here()
        found = AXE.run(self.driver)["violations"]
        bad = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]])
               for one in found if one["impact"] in SERIOUS]
        assert not bad, f"{self.name}, {step}: {bad}"
        wide = self.driver.execute_script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.name}, {step}: {wide} px wider than the window"


def pictures():
    return os.environ.get("GUICHE_TEST_PICTURES")
