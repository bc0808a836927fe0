"""Whatever the AMQP properties of a publication say, it is taken, refused or buried, once, and the session goes on."""

import gzip
import json
import time

import pika
import pytest

from client import TENANT, new_id, now

DEEP = {"a": {"b": {"c": {"d": [1, [2, [3, {"e": None}]]]}}}}
TAKEN = {
    "nothing but type and id": {"content_type": None, "delivery_mode": None},
    "the longest id": {"message_id": "x" * 64},
    "an id beyond ASCII": {"message_id": "ç" * 64},
    "another content type": {"content_type": "text/plain"},
    "another encoding": {"content_encoding": "gzip"},
    "not to be kept": {"delivery_mode": 1},
    "the highest priority": {"priority": 255},
    "a moment long ago": {"timestamp": 0},
    "a moment beyond all": {"timestamp": 2**63},
    "an answer wanted": {"reply_to": "amq.nowhere", "correlation_id": "x" * 255},
    "the longest sender": {"app_id": "x" * 255},
    "no text in the sender": {"app_id": b"\xff" * 255},
    "deep headers": {"headers": DEEP},
    "large headers": {"headers": {f"h{number}": "x" * 200 for number in range(250)}},
    "headers of all kinds": {"headers": {"b": True, "i": -1, "l": 2**40, "n": None, "y": b"\xff\x00"}},
    "a trace that is none": {"headers": {"traceparent": 7}},
    "a trace without end": {"headers": {"traceparent": "x" * 5000}},
    "a trace of bytes": {"headers": {"traceparent": b"\xff\xfe"}},
    "copies for others": {"headers": {"CC": ["another"], "BCC": ["one", "more"]}},
}
REFUSED = {
    "no type": ({"type": None}, "invalid_contract"),
    "an empty type": ({"type": ""}, "invalid_contract"),
    "another version": ({"type": "webchat.session.started.v2"}, "unknown_type"),
    "a type with wildcards": ({"type": "webchat.#"}, "unknown_type"),
    "the longest type": ({"type": "x" * 255}, "unknown_type"),
    "no text in the type": ({"type": b"\xff" * 255}, "unknown_type"),
    "no id": ({"message_id": None}, "invalid_contract"),
    "an empty id": ({"message_id": ""}, "invalid_contract"),
    "an id that is too long": ({"message_id": "x" * 65}, "invalid_contract"),
    "the longest id of all": ({"message_id": "x" * 255}, "invalid_contract"),
    "no text in the id": ({"message_id": b"\xff" * 255}, "invalid_contract"),
}
WELL = {"type": "webchat.session.started.v1", "content_type": "application/json", "delivery_mode": 2}


@pytest.fixture
def gateway(clients):
    return clients.gateway()


def publish(gateway, changes, data=None):
    properties = pika.BasicProperties(**{**WELL, "message_id": new_id(), **changes})
    body = {"tenant": TENANT, "channelId": "site", "sessionId": gateway.session, "at": now()}
    data = json.dumps(body).encode() if data is None else data
    gateway.publishing.basic_publish(f"{gateway.prefix}.webchat", gateway.session, data, properties, mandatory=True)


@pytest.mark.parametrize("changes", TAKEN.values(), ids=TAKEN)
def test_what_is_taken(gateway, changes):
    publish(gateway, changes)
    gateway.expect("conversation.subjects.offered.v1")
    assert [message.type for message in gateway.seen].count("conversation.opened.v1") == 1
    assert "command.rejected.v1" not in [message.type for message in gateway.seen]


@pytest.mark.parametrize("changes, code", REFUSED.values(), ids=REFUSED)
def test_what_is_refused(gateway, changes, code):
    publish(gateway, changes)
    gateway.start()
    gateway.expect("conversation.opened.v1")
    gateway.expect_rejection(code)
    gateway.expect_nothing("command.rejected.v1", 0.2)


UNREADABLE = {
    "packed": (gzip.compress(b"{}"), {"content_encoding": "gzip"}),
    "with a type that is no text": (b"{", {"type": b"\xff" * 255}),
    "with ids that are no text": (b"{", {"message_id": b"\xff" * 255, "correlation_id": b"\xfe" * 255}),
    "with copies for others": (b"{", {"headers": {"BCC": ["one"], "reason": "mine"}}),
    "with large headers": (b"{", {"headers": {f"h{number}": "x" * 200 for number in range(250)}}),
}


@pytest.mark.parametrize("data, changes", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_buried(gateway, dead_letters, data, changes):
    publish(gateway, changes, data)
    gateway.start()
    gateway.expect("conversation.opened.v1")
    letter = dead_letters.next()
    assert letter.headers["reason"] == "invalid_contract" and letter.headers["detail"]
    assert set(letter.headers) - {"x-delivery-count"} == {"reason", "detail", "exchange", "routingKey", "since"}


def ask(gateway, changes, data=b'{"tenant":"acme"}'):
    known = {"type": "protocol.search.v1", "message_id": new_id(), "correlation_id": "c1", "reply_to": gateway.replies}
    properties = pika.BasicProperties(**{**known, **changes})
    gateway.publishing.basic_publish(f"{gateway.prefix}.queries", "protocols", data, properties, mandatory=True)


@pytest.mark.parametrize(
    "changes", [{"correlation_id": None}, {"message_id": None}, {"message_id": "x" * 65}, {"type": None}]
)
def test_a_query_without_what_it_needs_is_answered_all_the_same(gateway, changes):
    ask(gateway, changes)
    deadline = time.monotonic() + 5
    while not gateway.answers and time.monotonic() < deadline:
        gateway.connection.process_data_events(time_limit=0.05)
    assert [answer["code"] for answer in gateway.answers.values()] == ["invalid_contract"]


@pytest.mark.parametrize("changes", [{"reply_to": None}, {"reply_to": ""}], ids=["none", "empty"])
def test_a_query_that_wants_no_answer_is_buried(gateway, dead_letters, changes):
    ask(gateway, changes)
    assert dead_letters.next().headers["detail"] == "reply-to: is required"


@pytest.mark.parametrize("queue", ["amq.nowhere", "x" * 255, b"\xff" * 255], ids=["gone", "long", "no text"])
def test_an_answer_nobody_waits_for_hurts_nobody(gateway, queue):
    ask(gateway, {"reply_to": queue})
    assert gateway.query("protocols", "protocol.search.v1").type == "protocol.page.v1"
