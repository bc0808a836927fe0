"""Two customers and two agents at once, several tabs, reloads, losses: nothing lost, nothing doubled."""

import time

import pytest


def words(page, test="line", **data):
    """What was said, in order, as the page shows it."""
    lines = page.seen(test, **data)
    return [line.find_element("css selector", '[data-test="words"]').text for line in lines]


@pytest.fixture
def pair(people):
    """Ana serves Maria."""
    ana = people.console("ana", "site")
    maria = people.customer(name="maria").start("Maria").ask_for("boleto")
    ana.accept()
    maria.hears("Ana Souza")
    yield ana, maria
    if ana.seen("finish"):
        ana.wind_up()
    ana.leave()


def test_two_customers_and_two_agents_at_once(people):
    ana, carla = people.console("ana", "site"), people.console("carla", "site")
    maria = people.customer(name="maria").start("Maria").ask_for("boleto")  # only Ana is in Financeiro
    ana.accept()
    joao = people.customer(name="joao").start("João").ask_for("suporte")  # Ana is busy, Carla is free
    carla.accept()
    for number in range(4):
        maria.say(f"Maria: {number}")
        joao.say(f"João: {number}")
        ana.say(f"Ana: {number}")
        carla.say(f"Carla: {number}")
    for page, own, other in ((maria, "Maria", "Ana"), (joao, "João", "Carla"), (ana, "Ana", "Maria"),
                             (carla, "Carla", "João")):
        page.hears(f"{other}: 3")
        page.hears(f"{own}: 3")
        said = words(page)
        for name in (own, other):
            assert [text for text in said if text.startswith(f"{name}: ")] == [f"{name}: {n}" for n in range(4)]
        strangers = {"Maria", "Ana", "João", "Carla"} - {own, other}
        assert not [text for text in said if text.split(":")[0] in strangers]
    ana.shoot("with two at once")
    for agent in (ana, carla):
        agent.wind_up()
        agent.leave()


def test_one_agent_serves_several_and_keeps_what_is_typed_for_each(people):
    ana = people.console("ana", "site")
    for name in ("Primeiro", "Segundo"):
        people.customer(name=name.lower()).start(name).ask_for("boleto")
        ana.accept()
    ana.wait("two conversations", lambda: len(ana.seen("talk")) == 2)
    rows = {row.text.split("\n")[0]: row for row in ana.seen("talk")}
    assert set(rows) == {"Primeiro", "Segundo"}
    rows["Primeiro"].click()
    ana.says("record-title", "Primeiro")
    ana.type("message", "para o primeiro")
    people.made[2].say("do segundo")  # people.made: Ana, Primeiro, Segundo
    ana.says("unread", "1")
    ana.shoot("unread")
    ana.accessible("unread")
    rows["Segundo"].click()
    ana.hears("do segundo")
    ana.gone("unread")
    assert ana.find("message").get_attribute("value") == ""
    rows["Primeiro"].click()
    assert ana.find("message").get_attribute("value") == "para o primeiro"
    for _ in range(2):
        ana.wind_up()
        if ana.seen("talk"):
            ana.click("talk")
    ana.leave()


def test_a_reload_in_the_middle_loses_nothing_on_either_side(pair):
    ana, maria = pair
    maria.say("antes")
    ana.hears("antes")
    ana.open_tab("customer")
    ana.type("customer-phone", "+55 11 91234-5678")
    ana.type("message", "meio escrito")
    ana.driver.refresh()
    maria.driver.refresh()
    maria.hears("antes")
    ana.click("talk")
    ana.hears("antes")
    assert ana.find("message").get_attribute("value") == "meio escrito"
    ana.open_tab("customer")
    assert ana.find("customer-phone").get_attribute("value") == "+55 11 91234-5678"
    ana.say("depois")
    maria.hears("depois")
    maria.say("e depois")
    ana.hears("e depois")
    for page in (ana, maria):
        said = words(page)
        assert [text for text in said if text in ("antes", "depois", "e depois")] == ["antes", "depois", "e depois"]
    ana.says("status", "Em atendimento")  # a reload is no absence


def test_the_second_tab_of_each_side_shows_the_same(pair):
    ana, maria = pair
    tab = maria.another_tab()
    tab.hears("Ana Souza")  # no start screen: the same conversation
    maria.say("da primeira aba")
    tab.hears("da primeira aba")
    tab.say("da segunda aba")
    maria.hears("da segunda aba")
    desk = ana.tab_of_its_own()
    desk.go("/console/")
    desk.click("talk")
    desk.says("line", "da segunda aba")
    desk.type("message", "da outra aba da Ana", enter=True)
    ana.hears("da outra aba da Ana")
    maria.hears("da outra aba da Ana")
    assert words(maria) == words(tab)
    assert len(words(maria)) == len(set(words(maria)))
    tab.here()
    tab.driver.close()
    maria.say("a outra aba fechou")
    ana.hears("a outra aba fechou")
    assert not ana.seen("notice-away")


def test_in_eight_tabs_of_one_browser_everything_goes_on_whichever_is_closed(pair):
    """A browser has six connections to a host: the tabs share one stream (rule 16, T30, T31)."""
    ana, maria = pair
    tabs = [maria] + [maria.another_tab() for _ in range(7)]
    for tab in tabs:
        tab.hears("Ana Souza")
    tabs[7].say("da oitava aba")
    ana.hears("da oitava aba")
    for tab in tabs:
        tab.hears("da oitava aba")
    tabs[1].here()
    tabs[1].driver.close()
    maria.here()
    maria.driver.refresh()  # the one that held the stream; another one has it now
    maria.hears("da oitava aba")
    ana.say("vocês me ouvem?")
    for tab in [maria] + tabs[2:]:
        tab.hears("vocês me ouvem?")
    tabs[3].say("sim")
    maria.hears("sim")
    assert words(maria) == words(tabs[2]) == words(tabs[7])
    assert len(words(maria)) == len(set(words(maria)))
    assert not ana.seen("notice-away")


def test_a_lost_network_is_told_and_nothing_is_lost_or_doubled(people, cable):
    ana = people.console("ana", "site")
    maria = people.customer(name="maria", through=cable).start("Maria").ask_for("boleto")
    ana.accept()
    maria.say("antes da queda")
    ana.hears("antes da queda")
    cable.cut()
    maria.find("offline")
    maria.shoot("offline")
    maria.say("escrito sem rede")
    ana.says("notice-away", "perdeu a conexão")
    ana.say("enquanto ela não ouve")
    time.sleep(1)
    assert maria.seen("line", state="sending")
    maria.driver.refresh()  # nothing can be loaded
    cable.mend()
    maria.driver.refresh()
    maria.hears("enquanto ela não ouve")
    maria.gone("offline")
    ana.hears("escrito sem rede")
    maria.wait("the line is not sent", lambda: not maria.seen("line", state="sending"))
    for page in (ana, maria):
        said = words(page)
        assert said.count("escrito sem rede") == 1 and said.count("enquanto ela não ouve") == 1
    ana.gone("notice-away")
    ana.wind_up()
    ana.leave()


def test_an_agent_whose_network_is_lost_goes_on_where_he_was(people, cable):
    ana = people.console("ana", "site", through=cable)
    maria = people.customer(name="maria").start("Maria").ask_for("boleto")
    ana.accept()
    cable.cut()
    ana.find("offline")
    ana.shoot("offline")
    ana.say("escrito sem rede")
    maria.say("enquanto ela não ouve")
    cable.mend()
    ana.gone("offline")
    ana.hears("enquanto ela não ouve")
    maria.hears("escrito sem rede")
    said = words(ana)
    assert said.count("escrito sem rede") == 1 and said.count("enquanto ela não ouve") == 1
    ana.says("status", "Em atendimento")
    ana.wind_up()
    ana.leave()


def test_what_comes_too_late_is_shown_as_not_sent_with_the_reason(people, cable):
    ana = people.console("ana", "site", through=cable)
    maria = people.customer(name="maria").start("Maria").ask_for("boleto")
    ana.accept()
    maria.hears("Ana Souza")
    cable.cut()
    ana.find("offline")
    ana.say("tarde demais")
    maria.click("leave")
    maria.click("leave-yes")
    maria.find("ended")
    cable.mend()
    ana.says("line", "tarde demais", "Não enviada", "já foi encerrado")
    ana.shoot("too late")
    assert "tarde demais" not in maria.text()
    ana.click("discard")
    ana.wait("the line stayed", lambda: "tarde demais" not in ana.text())
    ana.save()
    ana.leave()


def test_what_people_write_is_text_never_markup(pair):
    ana, maria = pair
    evil = '<script>document.title = "x"</script><img src=x onerror="document.title=1"><b>oi</b> {{7*7}}'
    maria.say(evil)
    ana.hears(evil)
    ana.say(evil)
    maria.hears(evil)
    for page in (ana, maria):
        assert words(page).count(evil) == 2
        page.here()
        assert not page.driver.find_elements("css selector", "[data-test=line] script, [data-test=line] img")
        assert "x" != page.driver.title
    ana.open_tab("customer")
    ana.type("customer-name", "<b>Maria</b>")
    ana.says("record-title", "<b>Maria</b>")
    ana.shoot("markup is text")


def test_notes_are_for_colleagues_and_never_reach_the_customer(pair):
    ana, maria = pair
    ana.click("as-note")
    ana.type("message", "cliente nervosa", enter=True)
    ana.says("note", "cliente nervosa")
    ana.shoot("a note")
    ana.click("as-note")
    ana.say("Posso ajudar?")
    maria.hears("Posso ajudar?")
    assert "cliente nervosa" not in maria.text()


def test_a_stale_revision_keeps_what_was_typed_on_both_sides(pair):
    """A second tab of the same agent saves first: what differs is shown, what was typed is kept."""
    ana, _ = pair
    ana.open_tab("service")
    ana.type("service-descricao", "o que a primeira aba escreveu")
    other = ana.tab_of_its_own()
    other.go("/console/")
    other.click("talk")
    other.click("tab-service")
    other.type("service-descricao", "o que a segunda aba escreveu")
    other.type("service-solucao", "da segunda aba")
    other.click("save")
    other.says("toast-good", "Rascunho salvo")
    ana.says("conflict", "o que a segunda aba escreveu")
    ana.shoot("a conflict")
    assert ana.find("service-descricao").get_attribute("value") == "o que a primeira aba escreveu"
    assert ana.find("service-solucao").get_attribute("value") == "da segunda aba"
    ana.click("save")
    ana.says("toast-good", "Rascunho salvo")
    other.wait("the first tab's words", lambda: other.find("service-descricao").get_attribute("value")
               == "o que a primeira aba escreveu")


def test_a_customer_who_ends_it_is_seen_and_may_begin_anew(pair, people):
    ana, maria = pair
    first = maria.protocol
    maria.click("leave")
    maria.click("leave-yes")
    maria.find("ended")
    ana.says("notice-finished", "encerrada")
    ana.save()
    maria.click("again")
    maria.find("subject", id="boleto")
    assert maria.protocol != first
    maria.click("leave")
    maria.click("leave-yes")
    maria.find("ended")
