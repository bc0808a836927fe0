"""The manual page, step by step, with a mouse and a keyboard and its exact words."""

QUESTION = ("Deseja encerrar a sessão com o cliente? Apenas a sessão com cliente será encerrada. "
            "Você ainda poderá editar os dados do atendimento")
CLOSED = "Fora do horário de atendimento"


def test_the_manual_from_the_first_login_to_the_saved_protocol(people):
    ana = people.console("ana")
    log_in(ana)
    maria = people.customer("bot", name="maria")
    talk_to_the_bot(maria)
    accept_the_card(ana, maria)
    talk_while_filling_in(ana, maria)
    protocol = ana.protocol
    assert len(protocol) == 17 and protocol == maria.protocol
    finish(ana, maria)
    ana.type("service-solucao", "Enviado por e-mail às 10h.")  # the record can still be edited
    assert ana.texts("save") == ["Salvar atendimento"]
    ana.save()
    ana.says("status", "Disponível")
    find_it_again(ana, protocol)
    ana.leave()


def log_in(ana):
    ana.shoot("console before the login")
    assert ana.find("chat-icon").get_attribute("data-in") == "false"  # opening the page does not log in
    ana.click("channels")
    names = [row.text for row in ana.find("channels-panel").find_elements("css selector", "[data-channel]")]
    assert len(names) == 6 and any("Site com assistente" in name for name in names)
    ana.shoot("canais de atendimento")
    ana.accessible("canais de atendimento")
    ana.click("channels")
    ana.enter("bot")
    ana.shoot("logged in")
    ana.says("status", "Disponível")


def talk_to_the_bot(maria):
    maria.shoot("start")
    maria.accessible("start")
    maria.start("Maria Silva")
    maria.hears("assistente virtual", kind="bot")
    maria.shoot("the bot greets")
    maria.accessible("the bot greets")
    maria.click("option", id="atendente")
    maria.hears("Sobre qual assunto", kind="bot")
    maria.click("option", id="atendente-boleto")
    maria.hears("vou chamar um atendente", kind="bot")


def accept_the_card(ana, maria):
    card = ana.find("card")
    ana.says("card-who", "Maria Silva")
    ana.says("card-subject", "2ª via de boleto", "Financeiro")
    assert ana.texts("accept") == ["Aceitar"] and ana.texts("decline") == ["Recusar"]
    assert card.find_elements("css selector", 'use[href$="#webchat"]')
    ana.shoot("a card")
    ana.accessible("a card")
    ana.accept()
    ana.says("status", "Em atendimento")
    tabs = ana.driver.find_elements("css selector", "[role=tab]")
    assert [tab.text for tab in tabs] == ["Chat", "Cliente", "Atendimento"]
    ana.hears("assistente virtual", kind="bot")  # the bot's history
    ana.shoot("the record opens")
    ana.accessible("the record opens")
    maria.hears("Ana Souza")
    maria.shoot("served")


def talk_while_filling_in(ana, maria):
    ana.say("Bom dia, Maria. Qual é o mês do boleto?")
    maria.hears("Qual é o mês do boleto?", kind="agent")
    maria.say("O de novembro, por favor.")
    ana.hears("O de novembro, por favor.", kind="customer")
    ana.open_tab("customer")
    ana.type("customer-name", "Maria da Silva")
    ana.type("customer-email", "maria@exemplo.com.br")
    maria.say("Está aí?")
    ana.hears("Está aí?")  # the talk stays in sight while the data is filled in
    ana.shoot("talking while filling in")
    ana.accessible("talking while filling in")
    ana.open_tab("service")
    ana.type("service-assunto", "2ª via de boleto")
    ana.find("service-tipo").send_keys("Solicitação")
    ana.type("service-descricao", "Pediu o boleto de novembro.")
    ana.type("service-solucao", "Enviado por e-mail.")
    ana.shoot("dados do atendimento")


def finish(ana, maria):
    ana.click("finish")
    dialog = ana.find("finish-dialog")
    assert ana.find("question", within=dialog).text == QUESTION
    assert (ana.find("yes", within=dialog).text, ana.find("no", within=dialog).text) == ("Sim", "Não")
    ana.shoot("finalizar")
    ana.accessible("finalizar")
    ana.click("no", within=dialog)
    ana.gone("finish-dialog")
    ana.says("status", "Em atendimento")
    ana.finish()
    maria.find("ended")
    maria.shoot("ended")
    maria.accessible("ended")
    ana.shoot("after finalizar")


def find_it_again(ana, protocol):
    ana.click("menu-records")
    ana.type("search-number", protocol)
    ana.click("do-search")
    ana.says("result", protocol, "Maria da Silva")
    ana.shoot("atendimentos")
    ana.accessible("atendimentos")
    ana.click("open", protocol=protocol)
    ana.says("transcript", "O de novembro, por favor.")
    ana.says("record-service", "Enviado por e-mail às 10h.")
    ana.says("explanation", "Ana Souza")
    ana.shoot("the protocol")
    ana.accessible("the protocol")


def test_without_bot_and_without_subjects_the_standard_text_comes(people):
    visitor = people.customer("sem-assuntos")
    visitor.start()
    visitor.hears(CLOSED, kind="system")
    visitor.find("ended")
    visitor.shoot("no subjects")


def test_out_of_hours_without_a_form_the_standard_text_comes(people):
    visitor = people.customer("fechado", name="fechado")
    visitor.start()
    visitor.click("subject", id="reclamacao")
    visitor.hears(CLOSED, kind="system")
    visitor.find("ended")
    visitor.shoot("closed")


def test_with_nobody_logged_in_the_standard_text_comes(people):
    visitor = people.customer("sem-atendente", name="sem-atendente")
    visitor.start()
    visitor.click("subject", id="boleto")
    visitor.hears(CLOSED, kind="system")
    visitor.find("ended")
    visitor.shoot("nobody logged in")


def test_out_of_hours_with_a_form_the_form_is_filled_in_corrected_and_received(people):
    visitor = people.customer("formulario", name="formulario")
    visitor.start()
    visitor.click("subject", id="renegociar")
    visitor.hears(CLOSED, kind="system")
    visitor.find("form")
    visitor.says("refusal", "31/12")  # when it opens again
    visitor.shoot("the form")
    visitor.accessible("the form")
    visitor.click("form-submit")
    errors = visitor.wait("no errors at the fields", lambda: len(visitor.seen("field-error")) == 3 and
                          visitor.seen("field-error"))
    assert all(error.text for error in errors)
    visitor.shoot("errors")
    visitor.accessible("errors")
    visitor.type("field", "João", field="nome")
    visitor.type("field", "não é um e-mail", field="email")
    visitor.type("field", "Quero renegociar.", field="mensagem")
    visitor.click("form-submit")
    visitor.wait("one error", lambda: len(visitor.seen("field-error")) == 1)
    visitor.type("field", "joao@exemplo.com.br", field="email")
    visitor.click("form-submit")
    visitor.find("ended")
    visitor.hears("Recebemos seu formulário", kind="system")
    visitor.shoot("received")
    assert len(visitor.protocol) == 17


def test_the_demo_site_opens_the_chat_with_one_script_tag(people):
    visitor = people.customer("bot", name="site", size=(1024, 768))
    visitor.go("/demo/")
    visitor.accessible("demo sites")
    visitor.shoot("demo sites")
    visitor.go("/demo/acme/bot")
    visitor.accessible("demo site")
    visitor.click("launcher")
    frame = visitor.find("frame")
    visitor.shoot("the launcher opened the chat")
    visitor.driver.switch_to.frame(frame)
    visitor.start("Site")
    visitor.hears("assistente virtual", kind="bot")
    visitor.driver.switch_to.default_content()
    visitor.shoot("the bot answers inside the site")
