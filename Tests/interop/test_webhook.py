"""Webhook bots, seen from both sides: the customer's, and the bot's own HTTP server."""

import os
import random
import signal
import time

import pytest
import yaml

from accounts import client_user
from agent_front_end import AgentFrontEnd
from gateway import Gateway
from processes import System, children, name_of
from webhook_bot import WebhookBots, say, transfer

PREFIX = "hooks"
ANSWER_SECONDS = 4  # after which the conversation replaces the bot; 20 where nobody says otherwise
BOTS = ("rasa", "hasty", "quiet", "added")


class HookGateway(Gateway):
    prefix = PREFIX


class HookAgent(AgentFrontEnd):
    prefix = PREFIX


def directory(bots, names, **more):
    """A tenant with a channel of the same name for each bot, and one queue behind all of them."""
    entries = [{"id": name, "webhook": bots.address(name), "startText": "/inicio"} for name in names]
    for entry in entries:
        if entry["id"] == "hasty":
            entry["answerSeconds"] = 0.5
        if entry["id"] == "quiet":
            del entry["startText"]
    subjects = [{"id": "boleto", "label": "2ª via de boleto", "queue": "fila"},
                {"id": "outros", "label": "Outros", "queue": "vazia"}]
    channels = [{"id": name, "name": name, "type": "webchat", "enabled": True, "bot": name, "defaultQueue": "fila",
                 "subjects": subjects} for name in names]
    tenant = {
        "id": "acme", "name": "Acme", "timeZone": "America/Sao_Paulo", "botAnswerSeconds": ANSWER_SECONDS,
        "botAfterRefusalSeconds": 1, "bots": entries, "channels": channels,
        "queues": [{"id": "fila", "name": "Fila"}, {"id": "vazia", "name": "Vazia"}],
        "agents": [{"id": "ana", "name": "Ana Souza", "channels": list(names), "queues": ["fila"], "capacity": 100}],
    } | more
    return yaml.safe_dump({"tenants": [tenant]}, allow_unicode=True)


@pytest.fixture(scope="module")
def bots():
    bots = WebhookBots()
    yield bots
    bots.stop()


@pytest.fixture(scope="module")
def hooks(broker, bots, tmp_path_factory):
    """A system with two bridges whose bots are all called over HTTP."""
    folder = tmp_path_factory.mktemp("hooks")
    file = folder / "directory.yaml"
    file.write_text(directory(bots, BOTS[:-1]), encoding="utf-8")
    system = System(broker, folder, file, replicas={"bot-bridge": 2}, prefix=PREFIX).start()
    system.file = file
    yield system
    system.stop()


@pytest.fixture
def site(hooks, broker, contract):
    """Makes visitors: `site("rasa")` is one on that bot's channel."""
    made = []

    def visitor(channel):
        made.append(HookGateway(broker.url, contract, channel))
        return made[-1]

    yield visitor
    for gateway in made:
        gateway.close()


@pytest.fixture
def agent(hooks, broker, contract):
    with HookAgent(broker.url, contract, "ana") as agent:
        agent.log_in(*BOTS[:-1])
        agent.expect("agent.state.changed.v1")
        yield agent
        agent.log_out()


def echo(call):
    return say(f"eco: {call.message}")


def bot_lines(gateway):
    return [line["text"] for line in gateway.lines() if line["from"]["kind"] == "bot"]


def bridges(system):
    return [pid for pid in children(system.process.pid) if name_of(pid) == "bot-bridge"]


def test_a_talk_with_buttons(site, bots):
    def behaviour(call):
        if call.message == "/inicio":
            buttons = [{"title": "Boleto", "payload": '/boleto{"via":2}'}, {"title": "Outro"}]
            return say("Olá!") + [{"text": "Qual assunto?", "buttons": buttons}]
        return echo(call)

    calls = bots.behave("rasa", behaviour)
    gateway = site("rasa")
    gateway.start(customer={"name": "Maria"}, attributes={"contrato": "4711"}, locale="pt-BR",
                  page={"url": "https://www.acme.example/", "title": "Início"})
    gateway.expect("conversation.message.v1", text="Olá!")
    asked = gateway.expect("conversation.message.v1", text="Qual assunto?")
    assert asked["from"] == {"kind": "bot", "id": "rasa"}
    assert asked["options"] == [{"id": '/boleto{"via":2}', "label": "Boleto"}, {"id": "Outro", "label": "Outro"}]
    gateway.send("webchat.message.sent.v1", text="Boleto", optionId='/boleto{"via":2}')
    gateway.expect("conversation.message.v1", text='eco: /boleto{"via":2}')
    start, picked = calls
    opened = gateway.seen[0]
    assert start.sender == picked.sender == opened["conversationId"]
    assert start.metadata == {
        "turnId": start.turn, "kind": "start", "tenant": "acme", "botId": "rasa", "channelId": "rasa",
        "protocol": opened["protocol"], "customer": {"name": "Maria"}, "attributes": {"contrato": "4711"},
        "locale": "pt-BR", "page": {"url": "https://www.acme.example/", "title": "Início"},
    }
    assert picked.metadata["kind"] == "message" and picked.metadata["text"] == "Boleto"
    assert picked.turn != start.turn


def test_a_bot_without_a_start_text_is_not_called_at_the_start(site, bots):
    calls = bots.behave("quiet", echo)
    gateway = site("quiet")
    gateway.start()
    gateway.say("oi")
    gateway.expect("conversation.message.v1", text="eco: oi")
    assert [call.message for call in calls] == ["oi"]


def test_a_slow_talk_holds_up_no_other(site, bots):
    def behaviour(call):
        if call.message == "devagar":
            time.sleep(3)
        return echo(call)

    bots.behave("rasa", behaviour)
    slow, quick = site("rasa"), site("rasa")
    for gateway in (slow, quick):
        gateway.start()
        gateway.expect("conversation.message.v1", text="eco: /inicio")
    slow.say("devagar")
    began = time.monotonic()
    for number in range(5):
        quick.say(f"ligeiro {number}")
        quick.expect("conversation.message.v1", text=f"eco: ligeiro {number}")
    assert time.monotonic() - began < 3
    assert "eco: devagar" not in bot_lines(slow)
    slow.expect("conversation.message.v1", text="eco: devagar")


def test_a_failed_call_is_repeated_under_the_same_turn(site, bots):
    calls = bots.behave("quiet", lambda call: {1: 503, 2: b"<html>"}.get(len(calls), say("enfim")))
    gateway = site("quiet")
    gateway.start()
    gateway.say("oi")
    gateway.expect("conversation.message.v1", text="enfim")
    assert len(calls) == 3 and len({call.turn for call in calls}) == 1
    gateway.expect_nothing("conversation.notice.v1")


def test_an_answer_that_takes_too_long_is_asked_for_again(site, bots):
    def behaviour(call):
        if len(calls) == 1:
            time.sleep(1.5)
        return say(f"resposta {len(calls)}")

    calls = []
    gateway = site("hasty")
    bots.behave("hasty", lambda call: [])
    gateway.start()
    gateway.expect("conversation.opened.v1")
    until(lambda: bots.calls["hasty"])
    calls = bots.behave("hasty", behaviour)
    gateway.say("oi")
    gateway.expect("conversation.message.v1", text="resposta 2")
    gateway.expect_nothing("conversation.notice.v1", seconds=2)
    assert len(calls) == 2 and bot_lines(gateway) == ["resposta 2"]


def until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "what was waited for did not happen"
        time.sleep(0.02)


@pytest.mark.parametrize(
    "answer, most",
    [
        (404, 1), (302, 1), (500, 3), (429, 3), (b"no JSON", 3), (b'{"text":"oi"}', 3), (b"\xff", 3),
        (b"[" * 100_000, 3), (b'[{"text":"' + b"x" * 300_000 + b'"}]', 3), ([], 1), ([{"custom": {"chart": 1}}], 1),
    ],
    ids=["404", "302", "500", "429", "no-json", "object", "no-utf8", "deep", "huge", "nothing", "unknown"],
)
def test_a_bot_that_says_nothing_is_replaced(site, bots, answer, most):
    calls = bots.behave("quiet", lambda call: answer)
    gateway = site("quiet")
    gateway.start()
    gateway.say("oi")
    gateway.expect("conversation.notice.v1", timeout=ANSWER_SECONDS + 5, code="bot_replaced")
    gateway.expect("conversation.subjects.offered.v1")
    assert len(calls) == most
    assert bot_lines(gateway) == []


def test_a_bot_that_never_answers_is_replaced_and_comes_too_late(site, bots):
    bots.behave("rasa", lambda call: time.sleep(ANSWER_SECONDS + 0.5) or echo(call))
    gateway = site("rasa")
    gateway.start()
    gateway.say("oi")
    gateway.expect("conversation.notice.v1", timeout=ANSWER_SECONDS + 5, code="bot_replaced")
    gateway.expect_nothing("conversation.refused.v1", seconds=2)
    assert bot_lines(gateway) == []


def test_what_exceeds_the_contract_is_split_or_cut(site, bots):
    text = "palavra " * 1_100
    many = [{"title": f"b{number}", "payload": f"p{number}"} for number in range(60)]
    bots.behave("quiet", lambda call: [{"text": text, "buttons": many}] + say(*[f"linha {n}" for n in range(30)]))
    gateway = site("quiet")
    gateway.start()
    gateway.say("oi")
    gateway.expect("conversation.message.v1", text="linha 29")
    lines = [line for line in gateway.lines() if line["from"]["kind"] == "bot"]
    assert "".join(line["text"] for line in lines[:3]) == text
    assert [line["text"] for line in lines[3:]] == [f"linha {n}" for n in range(30)]
    assert len(lines[2]["options"]) == 50


def test_a_hand_over_to_a_subject_brings_the_card_with_the_summary(site, bots, agent):
    bots.behave("quiet", lambda call: transfer("Um momento", subjectId="boleto", summary="quer a 2ª via"))
    gateway = site("quiet")
    gateway.start(customer={"name": "Maria"})
    gateway.say("oi")
    gateway.expect("conversation.queued.v1", queueId="fila", subjectId="boleto")
    said = [message["text"] for message in gateway.seen if message.type == "conversation.message.v1"]
    assert said == ["oi", "Um momento"]
    card = agent.expect("conversation.offered.v1", conversationId=gateway.seen[0]["conversationId"])
    assert card["summary"] == "quer a 2ª via"
    agent.accept(card)
    gateway.expect("conversation.accepted.v1")


@pytest.mark.parametrize("target", [{"queueId": "fila"}, {"subjectId": "nada"}], ids=["queue", "unknown"])
def test_a_hand_over_to_a_queue_or_to_the_unknown(site, bots, agent, target):
    bots.behave("quiet", lambda call: transfer(**target))
    gateway = site("quiet")
    gateway.start()
    gateway.say("oi")
    gateway.expect("conversation.queued.v1", queueId="fila")


def test_a_hand_over_to_nothing_in_particular_offers_the_subjects(site, bots, agent):
    bots.behave("quiet", lambda call: transfer("Escolha"))
    gateway = site("quiet")
    gateway.start()
    gateway.say("oi")
    gateway.expect("conversation.message.v1", text="Escolha")
    assert len(gateway.expect("conversation.subjects.offered.v1")["subjects"]) == 2


def test_a_refused_hand_over_can_be_told_to_the_customer_alone(site, bots):
    bots.behave("quiet", lambda call: transfer(subjectId="outros"))
    gateway = site("quiet")
    gateway.start()
    gateway.say("oi")
    assert gateway.expect("conversation.refused.v1")["reason"] == "no_agent_logged_in"


def test_a_bridge_killed_in_the_middle_of_a_call_answers_once(site, bots, hooks):
    def behaviour(call):
        if len(calls) <= 2:
            time.sleep(1)
        return say(f"resposta a {call.message}")

    calls = bots.behave("quiet", behaviour)
    gateway = site("quiet")
    gateway.start()
    gateway.say("oi")
    for number in (1, 2):
        until(lambda: len(calls) >= number)
        for pid in bridges(hooks):
            os.kill(pid, signal.SIGKILL)
    gateway.expect("conversation.message.v1", text="resposta a oi", timeout=10)
    gateway.say("tchau")
    gateway.expect("conversation.message.v1", text="resposta a tchau")
    assert bot_lines(gateway) == ["resposta a oi", "resposta a tchau"]
    assert len({call.turn for call in calls}) == 2 and len(calls) >= 4


def test_two_bridges_keep_order_while_one_after_the_other_is_killed(site, bots, hooks):
    seed = int(os.environ.get("GUICHE_TEST_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
    print(f"seed {seed}: GUICHE_TEST_SEED={seed}")
    chance = random.Random(seed)
    bots.behave("quiet", lambda call: time.sleep(chance.uniform(0, 0.03)) or echo(call))
    visitors = [site("quiet") for _ in range(4)]
    for visitor in visitors:
        visitor.start()
    asked = []
    for number in range(40):
        for visitor in visitors:
            visitor.say(f"{number}")
        asked.append(f"{number}")
        if number % 10 == 5 and (victims := bridges(hooks)):
            os.kill(chance.choice(victims), signal.SIGKILL)
        time.sleep(0.03)
    for visitor in visitors:
        visitor.expect("conversation.message.v1", text="eco: 39", timeout=20)
        assert bot_lines(visitor) == [f"eco: {number}" for number in asked], f"seed {seed}"
    heard = bots.calls["quiet"]
    for sender in {call.sender for call in heard}:
        turns = [call.message for call in heard if call.sender == sender]
        first = list(dict.fromkeys(turns))
        assert first == asked, f"seed {seed}"


def test_a_bot_that_a_reload_adds_is_called(site, bots, hooks, broker):
    bots.behave("added", echo)
    hooks.file.write_text(directory(bots, BOTS), encoding="utf-8")
    hooks.process.send_signal(signal.SIGHUP)
    queue = f"{PREFIX}.bot.acme.added.webhook"

    def is_consumed():
        rows = broker.ctl("list_queues", "--quiet", "--no-table-headers", "name", "consumers").splitlines()
        return f"{queue}\t2" in rows

    until(is_consumed, 20)
    gateway = site("added")
    gateway.start()
    gateway.say("oi")
    gateway.expect("conversation.message.v1", text="eco: oi")


def visitor(url, contract, prefix):
    kind = type("OtherGateway", (Gateway,), {"prefix": prefix})
    return kind(url, contract, channel="quiet")


def test_a_stop_gives_a_call_up_and_the_next_start_repeats_it(bots, broker, contract, tmp_path):
    file = tmp_path / "directory.yaml"
    file.write_text(directory(bots, ["quiet"], botAnswerSeconds=60), encoding="utf-8")
    calls = bots.behave("quiet", lambda call: time.sleep(4 if len(calls) == 1 else 0) or echo(call))
    system = System(broker, tmp_path, file, prefix=PREFIX + "2").start()
    try:
        with visitor(broker.url, contract, PREFIX + "2") as gateway:
            gateway.start()
            gateway.say("oi")
            until(lambda: calls)
            began = time.monotonic()
            system.stop()
            assert time.monotonic() - began < 10
            system.start()
            gateway.expect("conversation.message.v1", text="eco: oi", timeout=10)
            assert len(calls) == 2 and calls[0].turn == calls[1].turn
            assert bot_lines(gateway) == ["eco: oi"]
    finally:
        system.stop()


def test_a_bridge_needs_no_entry_among_the_broker_users(bots, broker, contract, tmp_path):
    """The tenant takes messages of its own broker user alone; what the bridge says for a webhook bot passes."""
    file, user = tmp_path / "directory.yaml", client_user("acme", "gateway", PREFIX + "3")
    file.write_text(directory(bots, ["quiet"], brokerUsers=[user]), encoding="utf-8")
    system = System(broker, tmp_path, file, prefix=PREFIX + "3").start()
    bots.behave("quiet", echo)
    try:
        with visitor(broker.url, contract, PREFIX + "3") as gateway:
            gateway.start()
            gateway.say("oi")
            gateway.expect("conversation.message.v1", text="eco: oi")
    finally:
        system.stop()
