"""The supervisor's page: everything live, and what he may do, with a reason."""


def open_row(rui, kind, words):
    return rui.wait(f"no {kind} with {words}", lambda: [one for one in rui.seen(kind) if words in one.text])[0]


def act(rui, row, name, reason):
    rui.click(name, within=row)
    rui.shoot(name)
    rui.accessible(name)
    dialog = rui.find("dialog")
    rui.click("confirm", within=dialog)
    rui.find("dialog-error")  # not without a reason
    rui.type("reason", reason, within=dialog)
    rui.click("confirm", within=dialog)
    rui.gone("dialog")


def test_who_waits_and_who_serves_is_seen_live_and_can_be_moved(people):
    rui = people.supervisor()
    rui.shoot("panel, empty")
    rui.accessible("panel")
    ana = people.console("ana", "site")
    open_row(rui, "agent", "Ana Souza")
    rui.says("agent", "Ana Souza", "Disponível")
    maria = people.customer(name="maria").start("Maria").ask_for("boleto")
    ana.accept()
    row = open_row(rui, "conversation", maria.protocol)
    rui.says("agent", "Ana Souza", "Em atendimento")
    rui.shoot("panel, in service")
    rui.accessible("panel, in service")
    bruno = people.console("bruno", "site")
    act(rui, row, "requeue", "a cliente pediu outro atendente")
    bruno.accept()
    maria.hears("Bruno Lima")
    ana.gone("talk")
    row = open_row(rui, "conversation", maria.protocol)
    act(rui, row, "close", "conversa encerrada pelo supervisor")
    maria.find("ended")
    bruno.says("notice-finished", "encerrada")
    bruno.save()
    rui.click("menu-records")
    rui.type("search-number", maria.protocol)
    rui.click("do-search")
    rui.click("open", protocol=maria.protocol)
    rui.says("explanation", "a cliente pediu outro atendente")
    rui.shoot("why it was so")
    for agent in (ana, bruno):
        agent.leave()


def test_an_agent_can_be_logged_out(people):
    ana = people.console("ana", "site")
    rui = people.supervisor()
    row = open_row(rui, "agent", "Ana Souza")
    act(rui, row, "logout", "fim do turno")
    ana.says("status", "Offline")
    assert ana.find("chat-icon").get_attribute("data-in") == "false"


def test_the_panel_works_at_the_width_of_a_phone(people):
    rui = people.supervisor(size=(320, 640))
    rui.accessible("phone: panel")
    rui.shoot("phone: panel")
