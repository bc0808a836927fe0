"""The customer's side of the HTTP interface: streams that lose and double nothing, and what is refused."""

import uuid

import pytest

from http_client import Customer, Http, token
from people import Agent, served


@pytest.fixture
def ana(site):
    agent = Agent(site.port)
    agent.arrive("site")
    yield agent
    agent.leave()


def numbers(stream):
    return [int(identifier) for _, identifier, _ in stream.seen if identifier]


def test_a_stream_that_comes_back_gets_exactly_what_it_missed(site, ana):
    customer, events, card = served(site.port, ana)
    seen = numbers(events)
    events.close()
    for number in range(5):
        ana.say(card, f"linha {number}")
    again = customer.events("c2", Last_Event_ID=str(seen[-1]))
    for number in range(5):
        again.expect("conversation.message.v1", text=f"linha {number}")
    ana.say(card, "e mais uma")
    again.expect("conversation.message.v1", text="e mais uma")
    assert all(one > seen[-1] for one in numbers(again))
    assert sorted(set(numbers(again))) == numbers(again)
    ana.end(card)
    again.close()


def test_a_second_tab_gets_the_whole_history_and_the_echo_of_the_first(site, ana):
    customer, events, card = served(site.port, ana)
    second = customer.events("c2")
    second.expect("conversation.accepted.v1")
    second.expect("gateway.ready", exists=True)
    identifier = str(uuid.uuid4())
    assert customer.say("message.sent", identifier, text="da primeira aba").status == 202
    for stream in (events, second):
        stream.expect("conversation.message.v1", messageId=identifier, text="da primeira aba")
    ana.end(card)
    assert numbers(second) == sorted(set(numbers(second)))


def test_the_same_command_twice_is_one_line(site, ana):
    customer, events, card = served(site.port, ana)
    identifier = str(uuid.uuid4())
    for _ in range(3):
        assert customer.say("message.sent", identifier, text="uma vez").status == 202
    assert customer.say("message.sent", text="depois").status == 202
    events.expect("conversation.message.v1", text="depois")
    texts = [body.get("text") for _, _, body in events.seen]
    assert texts.count("uma vez") == 1
    ana.end(card)


def test_closing_one_of_two_tabs_is_no_absence_closing_both_is(site, ana):
    customer, events, card = served(site.port, ana)
    second = customer.events("c2")
    second.expect("gateway.ready")
    events.close()
    assert customer.say("message.sent", text="ainda aqui").status == 202
    ana.events.expect("conversation.message.v1", text="ainda aqui")
    assert not [kind for kind, _, _ in ana.events.seen if kind == "conversation.customer.away.v1"]
    second.close()
    ana.events.expect("conversation.customer.away.v1", conversationId=card["conversationId"])
    ana.end(card)


def test_a_tab_that_reconnects_takes_its_old_connection_away(site, ana):
    """The one that held the old connection may have died without a word."""
    customer, events, card = served(site.port, ana)
    again = customer.events("c2&replaces=c1")
    again.expect("gateway.ready")
    again.close()
    ana.events.expect("conversation.customer.away.v1", conversationId=card["conversationId"])
    events.close()
    ana.end(card)


def test_who_has_another_token_sees_and_does_nothing_of_the_session(site, ana):
    customer, events, card = served(site.port, ana)
    stranger = Customer(site.port)
    stranger.events().expect("gateway.ready", exists=False)
    # The session's id stands in events that agents see. It is no token.
    forger = Customer(site.port, secret=card["sessionId"])
    forger.events().expect("gateway.ready", exists=False)
    assert card["sessionId"] != customer.secret
    ana.end(card)


def test_a_customer_who_comes_back_names_the_session_before_by_its_token(site, ana):
    customer, _, card = served(site.port, ana)
    ana.end(card)
    again = Customer(site.port)
    assert again.say("session.started", previousToken=customer.secret).status == 202
    opened = again.events().expect("conversation.opened.v1")
    assert opened["previousProtocol"] == card["protocol"]
    forger = Customer(site.port)
    assert forger.say("session.started", previousSessionId=card["sessionId"]).status == 202
    assert "previousProtocol" not in forger.events().expect("conversation.opened.v1")


@pytest.mark.parametrize("secret", ["", "short", token() + "x", "a" * 42 + "."])
def test_without_a_token_of_256_bits_nothing_is_served(site, secret):
    customer = Customer(site.port, secret=secret)
    assert customer.say("session.started").status == 401
    assert customer.get(f"{customer.place}/events").status == 401


@pytest.mark.parametrize("place, code", [
    ("/api/webchat/nobody/site", "unknown_tenant"), ("/api/webchat/acme/nothing", "unknown_channel"),
    ("/api/webchat/a*b/site", "unknown_tenant"), ("/api/webchat/acme/%23", "unknown_channel")])
def test_an_unknown_company_or_channel_is_not_found(site, place, code):
    customer = Customer(site.port)
    customer.place = place
    for answer in (customer.get(place), customer.say("session.started"), customer.get(f"{place}/events")):
        assert (answer.status, answer.json["code"]) == (404, code)


def test_bad_commands_are_refused_with_what_is_wrong(site):
    customer = Customer(site.port)
    place = f"{customer.place}/commands"
    good = {"id": "m1", "type": "webchat.message.sent.v1", "data": {"text": "oi"}}
    cases = [
        ("{", 400, "invalid_contract"), ("[]", 400, "invalid_contract"), (b"\xff\xfe", 400, "invalid_contract"),
        (good | {"id": ""}, 400, "invalid_contract"), (good | {"id": "x" * 65}, 400, "invalid_contract"),
        (good | {"data": {}}, 400, "invalid_contract"), (good | {"data": []}, 400, "invalid_contract"),
        (good | {"data": {"text": "x" * 4001}}, 400, "invalid_contract"),
        (good | {"type": "webchat.customer.away.v1"}, 400, "unknown_type"),
        (good | {"type": "agent.message.sent.v1"}, 400, "unknown_type"),
        (good | {"data": {"text": "x" * 70_000}}, 413, "too_large"),
    ]
    for body, status, code in cases:
        answer = customer.post(place, body)
        assert (answer.status, answer.json["code"]) == (status, code), (body, answer.text)
        assert answer.json["message"]


def test_too_many_sessions_from_one_address_are_told_to_wait(site):
    for _ in range(60):
        assert Customer(site.port, address="203.0.113.7").say("session.started").status == 202
    refused = Customer(site.port, address="203.0.113.7").say("session.started")
    assert (refused.status, refused.json["code"]) == (429, "rate_limited")
    assert int(refused.headers["Retry-After"]) >= 1
    assert Customer(site.port, address="203.0.113.8").say("session.started").status == 202


def test_what_a_client_writes_left_of_the_proxys_entry_counts_for_nothing(site):
    for number in range(60):
        customer = Customer(site.port, address=f"198.51.100.{number}, 203.0.113.9")
        assert customer.say("session.started").status == 202
    assert Customer(site.port, address="198.51.100.99, 203.0.113.9").say("session.started").status == 429


def test_too_many_streams_of_one_session_are_told_to_wait(site):
    customer = Customer(site.port)
    streams = [customer.events(f"c{number}") for number in range(20)]
    refused = customer.get(f"{customer.place}/events")
    assert refused.status == 429
    for stream in streams:
        stream.close()


def test_the_status_of_a_channel_is_what_a_visitor_would_get(site):
    status = Http(site.port).get("/api/webchat/acme/fechado").json
    assert status["channel"] == "Ouvidoria" and status["timeZone"] == "America/Sao_Paulo"
    assert status["status"]["open"] is False
