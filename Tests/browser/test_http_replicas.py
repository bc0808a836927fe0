"""Two web gateways: the sides of one talk are at different ones, and one of them is killed in the middle."""

import os
import signal
import time

from http_client import Customer, Http
from people import Agent, waiting


def test_a_killed_gateway_loses_and_doubles_nothing(two):
    first, second = two.port, two.port + 1
    assert sorted(two.gateways()) == [first, second]
    agent = Agent(second)
    agent.arrive("site")
    customer, events = waiting(first)
    card = agent.accept()
    events.expect("conversation.accepted.v1")
    for number in range(20):
        customer.port = (first, second)[number % 2]
        assert customer.say("message.sent", text=f"cliente {number}").status == 202
        agent.say(card, f"atendente {number}")
        if number == 10:
            os.kill(two.gateways()[first], signal.SIGKILL)
            assert events.ended.wait(5)
            last = [identifier for _, identifier, _ in events.seen if identifier][-1]
            again = Customer(second, secret=customer.secret)
            elsewhere = again.events("c2&replaces=c1", Last_Event_ID=last)
            wait_for(first)
    elsewhere.expect("conversation.message.v1", text="atendente 19")
    elsewhere.expect("gateway.ready") if not has(elsewhere, "gateway.ready") else None
    texts = [body["text"] for kind, _, body in events.seen + elsewhere.seen if kind == "conversation.message.v1"]
    drain(elsewhere, texts)
    assert [text for text in texts if text.startswith("cliente")] == [f"cliente {n}" for n in range(20)]
    assert [text for text in texts if text.startswith("atendente")] == [f"atendente {n}" for n in range(20)]
    agent.end(card)
    agent.leave()


def test_who_signed_in_at_one_is_signed_in_at_the_other_and_after_a_restart(two):
    browser = Http(two.port)
    assert browser.log_in("ana").status == 200
    browser.port = two.port + 1
    assert browser.get("/api/me").json["name"] == "Ana Souza"
    os.kill(two.gateways()[two.port + 1], signal.SIGKILL)
    wait_for(two.port + 1)
    assert browser.get("/api/me").json["name"] == "Ana Souza"


def has(stream, kind):
    return any(one[0] == kind for one in stream.seen)


def drain(stream, texts, seconds=2):
    """What is still on its way."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        while not stream.events.empty():
            kind, _, body = stream.events.get()
            if kind == "conversation.message.v1":
                texts.append(body["text"])
        time.sleep(0.05)


def wait_for(port, seconds=20):
    deadline = time.monotonic() + seconds
    while True:
        try:
            if Http(port).get("/api/companies").status == 200:
                return
        except OSError:
            pass
        assert time.monotonic() < deadline, f"nobody listens on {port} again"
        time.sleep(0.1)
