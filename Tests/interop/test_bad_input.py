"""Bad input gets a typed rejection or a dead letter with a reason, and the neighbours go on."""

import pytest

from client import TENANT, now
from test_path import in_service

AGENT = "agent-refused"
LONG = "x" * 4001
UNTELLABLE = {
    "empty": b"",
    "cut": b"{",
    "no UTF-8": b"\xff\xfe",
    "list": b"[]",
    "null": b"null",
    "no ids": b'{"tenant":"acme"}',
    "other tenant": b'{"tenant":"other","sessionId":"x","channelId":"y"}',
    "wildcards": b'{"tenant":"acme","channelId":"site","sessionId":"a.*.#"}',
    "deep": b"[" * 20_000,
    "huge": b'{"a":"' + b"x" * 65_536 + b'"}',
}


@pytest.fixture
def gateway(clients):
    return clients.gateway()


@pytest.mark.parametrize(
    "message_type, data, code",
    [
        ("webchat.message.sent.v1", {}, "invalid_contract"),
        ("webchat.message.sent.v1", {"text": ""}, "invalid_contract"),
        ("webchat.message.sent.v1", {"text": 7}, "invalid_contract"),
        ("webchat.message.sent.v1", {"text": "a\u0000b"}, "invalid_contract"),
        ("webchat.message.sent.v1", {"text": LONG}, "invalid_contract"),
        ("webchat.subject.selected.v1", {}, "invalid_contract"),
        ("webchat.subject.selected.v1", {"subjectId": "a.b"}, "invalid_contract"),
        ("webchat.session.ended.v1", {"reason": "whatever"}, "invalid_contract"),
        ("webchat.session.exploded.v1", {}, "unknown_type"),
        ("webchat.message.sent.v1", {"text": "oi"}, "unknown_conversation"),
    ],
)
def test_a_customer_command_is_refused(gateway, message_type, data, code):
    command = gateway.send(message_type, **data)
    rejection = gateway.expect_rejection(code, command)
    assert rejection["commandType"] == message_type and rejection["sessionId"] == gateway.session


def test_an_unknown_channel_is_refused_to_the_claimed_audience(clients):
    gateway = clients.gateway(channel="nowhere")
    gateway.expect_rejection("unknown_channel", gateway.start())


def test_an_unknown_subject_is_refused_and_the_choice_stays_open(gateway):
    gateway.start()
    gateway.expect("conversation.subjects.offered.v1")
    gateway.expect_rejection("unknown_subject", gateway.select("nothing"))


def test_a_routing_key_that_is_not_the_id_is_refused(gateway):
    body = {"tenant": TENANT, "channelId": "site", "sessionId": gateway.session, "at": now()}
    command = gateway.publish("webchat", "another-session", "webchat.session.started.v1", body)
    gateway.expect_rejection("invalid_contract", command)


def test_nobody_logged_in_is_the_standard_text_with_its_reason(gateway):
    gateway.start()
    gateway.expect("conversation.subjects.offered.v1")
    gateway.select("nobody")
    refused = gateway.expect("conversation.refused.v1", reason="no_agent_logged_in")
    assert refused["text"] == "Fora do horário de atendimento"
    assert gateway.expect("conversation.closed.v1")["outcome"] == "refused"
    gateway.expect_rejection("conversation_closed", gateway.say("alguém aí?"))


@pytest.mark.parametrize("body", UNTELLABLE.values(), ids=UNTELLABLE.keys())
def test_what_nobody_can_be_told_becomes_a_dead_letter(gateway, dead_letters, body):
    """The neighbour, published right after it with the same key, is handled all the same."""
    gateway.publish("webchat", gateway.session, "webchat.session.started.v1", body)
    gateway.start()
    gateway.expect("conversation.opened.v1")
    properties = dead_letters.next()
    assert properties.headers["reason"] and properties.headers["detail"]


def test_an_agent_who_is_not_logged_in_or_unknown_is_refused(clients):
    agent, stranger = clients.agent("agent-cards-2"), clients.agent("nobody-at-all")
    stranger.expect_rejection("unknown_agent", stranger.log_in("site"))
    heartbeat = agent.send("agent.heartbeat.v1")
    agent.expect_rejection("not_logged_in", heartbeat)


def test_what_an_agent_may_not_do_with_a_conversation(clients, gateway):
    agent, other = clients.agent(AGENT), clients.agent("agent-cards")
    agent.log_in("site")
    other.log_in("site")
    agent.expect("agent.state.changed.v1", status="available")
    card = in_service(gateway, agent, "refused")
    conversation = card["conversationId"]
    agent.expect_rejection("offer_taken", agent.accept(card))
    other.expect_rejection("not_your_conversation", other.say(conversation, "oi"))
    agent.expect_rejection("has_open_conversations", agent.log_out())
    agent.finish(conversation)
    agent.expect("conversation.finished.v1", conversationId=conversation)
    gateway.expect_rejection("conversation_closed", gateway.say("espere"))
    agent.expect_rejection("stale_revision", agent.save(conversation, 7))
    agent.save(conversation, 1)
    agent.expect("conversation.closed.v1", conversationId=conversation)
