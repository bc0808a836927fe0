"""The demo bot, as a customer and an agent meet it: the real programs, and nothing but the public contract."""

import os
import re
import signal

import pytest
import yaml

from agent_front_end import AgentFrontEnd
from gateway import Gateway
from processes import System, children, name_of

PREFIX = "menu"
DIRECTORY = {
    "id": "acme", "name": "Acme", "timeZone": "America/Sao_Paulo", "botAfterRefusalSeconds": 5,
    "calendars": [{"id": "raro", "weekly": {}, "holidays": [{"yearly": "02-29", "hours": ["08:00-09:00"]}]}],
    "bots": [{"id": "menu", "demo": True}],
    "queues": [{"id": "financeiro", "name": "Financeiro"}, {"id": "tecnico", "name": "Suporte", "calendar": "raro"}],
    "channels": [{
        "id": "bot", "name": "Bot", "type": "webchat", "enabled": True, "bot": "menu",
        "subjects": [{"id": "boleto", "label": "2ª via de boleto", "queue": "financeiro"},
                     {"id": "suporte", "label": "Suporte técnico", "queue": "tecnico"}],
    }],
    "agents": [{"id": "ana", "name": "Ana Souza", "channels": ["bot"], "queues": ["financeiro"], "capacity": 9}],
}


class DemoGateway(Gateway):
    prefix = PREFIX


class DemoAgent(AgentFrontEnd):
    prefix = PREFIX


@pytest.fixture(scope="module")
def demo(broker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    file = folder / "directory.yaml"
    file.write_text(yaml.safe_dump({"tenants": [DIRECTORY]}, allow_unicode=True), encoding="utf-8")
    system = System(broker, folder, file, replicas={"demo-bot": 2}, prefix=PREFIX, without="web-gateway").start()
    yield system
    system.stop()


@pytest.fixture
def gateway(demo, broker, contract):
    with DemoGateway(broker.url, contract, "bot") as gateway:
        gateway.start(customer={"name": "Maria da Conceição"})
        yield gateway


@pytest.fixture
def agent(demo, broker, contract):
    with DemoAgent(broker.url, contract, "ana") as agent:
        agent.log_in("bot")
        agent.expect("agent.state.changed.v1")
        yield agent
        agent.log_out()


def heard(gateway):
    """The next line the bot says."""
    while True:
        message = gateway.expect("conversation.message.v1")
        if message["from"]["kind"] == "bot":
            return message


def pick(gateway, message, option):
    """Clicks a button that the message has."""
    assert option in [known["id"] for known in message["options"]], message.body
    gateway.send("webchat.message.sent.v1", optionId=option)


def test_the_bot_answers_and_hands_over_with_a_summary(gateway, agent):
    greeting = heard(gateway)
    assert greeting["text"].startswith("Olá, Maria!")
    pick(gateway, greeting, "boleto")
    answer = heard(gateway)
    assert "https://www.acme.example/boletos" in answer["text"]
    gateway.say("quero um atendente, é sobre o BOLETO de maio")
    assert "vou chamar um atendente" in heard(gateway)["text"]
    gateway.expect("conversation.queued.v1", queueId="financeiro", subjectId="boleto")
    card = agent.expect("conversation.offered.v1", conversationId=gateway.conversation())
    assert "Ele escreveu: quero um atendente, é sobre o BOLETO de maio" in card["summary"]
    assert card["attributes"] == {"origem": "demo-bot", "escolha": "atendente-boleto"}
    agent.accept(card)
    gateway.expect("conversation.accepted.v1")
    agent.finish(card["conversationId"])  # he can't log out before
    gateway.expect("conversation.finished.v1")


def test_a_refused_hand_over_is_explained_and_the_talk_goes_on(gateway, agent):
    pick(gateway, heard(gateway), "atendente")
    pick(gateway, heard(gateway), "atendente-suporte")
    assert "vou chamar" in heard(gateway)["text"]
    refusal = heard(gateway)
    assert re.search(r"Voltamos a atender .*, 29/02, às 08:00\.", refusal["text"]), refusal["text"]
    gateway.say("MENU")
    assert heard(gateway)["text"].startswith("Como posso ajudar?")


def test_nobody_logged_in_is_explained(gateway):
    heard(gateway)
    gateway.say("4")
    assert "vou chamar" in heard(gateway)["text"]
    assert heard(gateway)["text"].startswith("Não há atendentes disponíveis")


def test_another_subject_is_the_customers_to_pick(gateway, agent):
    heard(gateway)
    gateway.say("6")
    assert [subject["subjectId"] for subject in gateway.expect("conversation.subjects.offered.v1")["subjects"]] == [
        "boleto", "suporte"
    ]


def test_the_hours_come_from_the_engine(gateway, agent):
    pick(gateway, heard(gateway), "horario")
    answer = heard(gateway)["text"]
    assert answer.startswith("Estamos atendendo agora."), answer
    assert re.search(r"Suporte técnico: fechado agora\. Voltamos a atender .*, 29/02, às 08:00\.", answer), answer


def test_what_it_does_not_understand_brings_the_menu_again(gateway):
    heard(gateway)
    gateway.say("qwerty")
    message = heard(gateway)
    assert message["text"].startswith("Não entendi.") and message["options"]


def test_goodbye_ends_the_talk(gateway):
    heard(gateway)
    gateway.say("tchau!")
    assert heard(gateway)["text"].startswith("Obrigado")
    assert gateway.expect("conversation.closed.v1")["outcome"] == "bot_contained"


def test_a_killed_bot_says_nothing_twice(gateway, demo):
    heard(gateway)
    for number in range(12):
        gateway.say("qwerty")
        for pid in children(demo.process.pid):
            if number % 4 == 1 and name_of(pid) == "demo-bot":
                os.kill(pid, signal.SIGKILL)
        assert heard(gateway)["text"].startswith("Não entendi.")
    gateway.expect_nothing("conversation.message.v1")


def test_status_lists_it(demo):
    listed = demo.command("status")
    assert listed.returncode == 0 and listed.stdout.count("demo-bot") >= 2, listed.stdout
