"""The agent's console beyond the manual: cards, pause, transfer, absence, accounts."""

import time

import pytest

from people import Agent


@pytest.fixture
def ana(people):
    ana = people.console("ana", "site")
    yield ana
    if ana.seen("logout-self"):
        ana.leave()


def arrive(people, name="Maria", subject="boleto"):
    return people.customer(name=name.lower()).start(name).ask_for(subject)


def test_a_card_can_be_declined_and_the_customer_keeps_his_place(people, ana):
    maria = arrive(people)
    ana.click("decline", within=ana.find("card"))
    dialog = ana.find("decline-dialog")
    ana.accessible("decline")
    ana.type("reason", "outro assunto", within=dialog)
    ana.click("yes", within=dialog)
    ana.gone("card")
    maria.says("status", "próximo")
    bruno = people.console("bruno", "site")
    bruno.accept()
    maria.hears("Bruno Lima")
    bruno.wind_up()
    bruno.leave()


def test_a_card_whose_customer_leaves_goes_with_a_word(people, ana):
    maria = arrive(people)
    ana.find("card")
    maria.click("leave")
    maria.click("leave-yes")
    ana.gone("card")
    ana.says("toast-news", "O cliente saiu")


def test_a_card_that_nobody_answers_goes_with_a_word_and_after_two_the_agent_is_away(people):
    lia = people.console("lia", "vitrine", tenant="loja")
    for _ in range(2):
        visitor = people.customer("vitrine", tenant="loja", name="visitante").start().ask_for("pedido")
        lia.find("card")
        lia.gone("card", seconds=30)
        lia.says("toast-news", "O tempo do card acabou")
        visitor.click("leave")
        visitor.click("leave-yes")
    lia.says("away", "Você está ausente")
    lia.shoot("away")
    lia.accessible("away")
    lia.click("back")
    lia.says("status", "Disponível")
    lia.leave()


def test_a_pause_has_a_reason_and_takes_no_cards(people, ana):
    ana.click("pause")
    dialog = ana.find("pause-dialog")
    ana.shoot("pause")
    ana.accessible("pause")
    ana.type("reason", "Almoço", within=dialog)
    ana.click("yes", within=dialog)
    ana.says("status", "Em pausa")
    maria = arrive(people)
    assert not ana.seen("card")
    ana.click("pause")
    ana.says("status", "Disponível")
    ana.accept()
    maria.hears("Ana Souza")
    ana.wind_up()


def test_a_channel_is_left_only_without_a_conversation(people, ana):
    arrive(people)
    ana.accept()
    ana.click("channels")
    row = ana.driver.find_element("css selector", '[data-channel="site"]')
    ana.click("channel", within=row)
    ana.says("toast-error", "Há atendimentos em andamento")
    assert row.get_attribute("data-in") == "true"
    ana.click("channels")
    ana.click("logout-self")
    ana.says("toast-error", "Finalize os atendimentos")
    ana.wind_up()


def test_a_transfer_goes_to_a_colleague_with_its_note_and_history(people, ana):
    bruno = people.console("bruno", "site")
    bruno.click("pause")
    bruno.click("yes", within=bruno.find("pause-dialog"))
    bruno.says("status", "Em pausa")
    maria = arrive(people)
    ana.accept()
    bruno.click("pause")
    bruno.says("status", "Disponível")
    maria.say("o que eu já contei")
    ana.hears("o que eu já contei")
    ana.click("transfer")
    dialog = ana.find("transfer-dialog")
    ana.shoot("transferir")
    ana.accessible("transferir")
    for option in ana.find("transfer-to", within=dialog).find_elements("css selector", "option"):
        if option.text == "Bruno Lima":
            option.click()
    ana.type("transfer-note", "cliente antiga", within=dialog)
    ana.click("yes", within=dialog)
    ana.says("notice-transfer", "Bruno Lima")
    ana.shoot("a transfer is asked for")
    bruno.says("card-note", "cliente antiga")
    bruno.says("card", "Transferido por Ana Souza")
    bruno.shoot("the card of a transfer")
    bruno.accept()
    bruno.hears("o que eu já contei")
    ana.says("toast-good", "Transferência aceita")
    ana.gone("talk")
    bruno.say("continuo daqui")
    maria.hears("continuo daqui")
    bruno.wind_up()
    bruno.leave()


def test_a_transfer_can_be_taken_back_and_comes_back_when_it_is_declined(people, ana):
    bruno = people.console("bruno", "site")
    maria = arrive(people, subject="suporte")  # only Ana is a member of both
    ana.accept()
    ana.click("transfer")
    dialog = ana.find("transfer-dialog")
    ana.find("transfer-to", within=dialog).find_element("css selector", 'option[value="queueId/financeiro"]').click()
    ana.click("yes", within=dialog)
    ana.says("notice-transfer", "Financeiro")
    bruno.find("card")
    ana.click("cancel-transfer")
    ana.says("toast-news", "Transferência cancelada")
    bruno.gone("card")
    ana.gone("notice-transfer")
    ana.say("ainda comigo")
    maria.hears("ainda comigo")
    ana.wind_up()
    bruno.leave()


def test_an_idle_customer_is_warned_and_then_the_session_ends(people):
    lia = people.console("lia", "vitrine", tenant="loja")
    visitor = people.customer("vitrine", tenant="loja", name="calado").start("Calado").ask_for("pedido")
    lia.accept()
    visitor.find("idle-warning", seconds=30)
    visitor.shoot("idle warning")
    visitor.accessible("idle warning")
    visitor.say("estou aqui")
    visitor.gone("idle-warning")
    visitor.find("idle-warning", seconds=30)
    visitor.find("ended", seconds=30)
    lia.says("notice-finished", "encerrada")
    lia.save()
    lia.leave()


def test_a_record_that_was_never_saved_waits_for_its_agent(people):
    """A supervisor ends the wrap-up; the record stays to be saved."""
    ana = people.console("ana", "site")
    maria = arrive(people)
    ana.accept()
    ana.finish()
    protocol = ana.protocol
    rui = people.supervisor()
    row = rui.wait("the conversation is not listed", lambda: [
        one for one in rui.seen("conversation") if protocol in one.text])[0]
    rui.click("close", within=row)
    rui.type("reason", "fim do turno", within=rui.find("dialog"))
    rui.click("confirm")
    ana.says("notice-unsaved", "terminou sem ser salvo")
    ana.shoot("pendente de salvar")
    ana.driver.refresh()
    ana.click("talk", state="unsaved")
    ana.open_tab("service")
    ana.type("service-descricao", "salvo depois")
    ana.save()
    ana.gone("talk")
    maria.find("ended")
    ana.leave()


def test_a_wrong_password_and_an_expired_session_are_told(people):
    ana = people.console("ana")
    ana.leave()
    ana.sign_in("ana", "acme", "errada")
    ana.says("error", "Usuário ou senha incorretos")
    ana.shoot("wrong password")
    ana.accessible("wrong password")
    ana.sign_in("ana", "acme")
    ana.find("channels")
    ana.driver.delete_all_cookies()
    ana.driver.execute_script("fetch('/api/me')")
    ana.go("/console/")
    ana.find("login")


def test_the_supervisor_cannot_open_the_console_nor_the_agent_his_page(people):
    ana = people.console("ana")
    ana.go("/supervisor/")
    ana.find("signed-in")
    ana.shoot("signed in as somebody else")
    ana.click("continue")
    ana.find("channels")


def test_it_all_works_at_the_width_of_a_phone(people):
    ana = people.console("ana", "site", size=(320, 640))
    maria = people.customer(name="phone", size=(320, 568))
    maria.accessible("phone: start")
    maria.start("Maria").ask_for("boleto")
    ana.accessible("phone: a card")
    ana.shoot("phone: a card")
    ana.accept()
    ana.accessible("phone: record")
    ana.shoot("phone: record")
    ana.say("no telefone")
    maria.hears("no telefone")
    maria.say("aqui também")
    ana.hears("aqui também")
    maria.shoot("phone: talk")
    maria.accessible("phone: talk")
    ana.open_tab("customer")
    ana.shoot("phone: customer")
    ana.accessible("phone: customer")
    ana.wind_up()
    ana.click("menu-records")
    ana.find("do-search")
    ana.accessible("phone: records")
    ana.shoot("phone: records")
    ana.leave()


def test_an_agent_who_is_lost_and_comes_back_is_told_to_the_customer(people, site):
    lia = Agent(site.port, "lia", tenant="loja")
    lia.arrive("vitrine", lease=5)
    visitor = people.customer("vitrine", tenant="loja", name="espera").start().ask_for("pedido")
    card = lia.accept()
    visitor.hears("Lia Prado")
    time.sleep(4)
    visitor.say("alguém aí?")  # or the silence would be his own
    lia.events.close()
    visitor.says("status", "perdeu a conexão", seconds=20)
    visitor.hears("conexão", kind="system")
    visitor.shoot("agent lost")
    visitor.accessible("agent lost")
    lia.events = lia.stream("/api/agent/events?resume=true")
    visitor.gone("status")
    visitor.shoot("agent back")
    lia.end(card)
    visitor.find("ended")
    lia.leave()
