"""Rule 16: a client that lost everything but its session id shows the same talk again (T12, T29, T31 to T33)."""

import time

from test_path import in_service

AGENT = "agent-again"


def talk(clients):
    agent, gateway = clients.agent(AGENT), clients.gateway(channel="hours")
    agent.log_in("hours")
    agent.expect("agent.state.changed.v1")
    card = in_service(gateway, agent, "again")
    for number in range(3):
        gateway.expect("conversation.message.v1", messageId=gateway.say(f"pergunta {number}"))
        gateway.expect("conversation.message.v1", messageId=agent.say(card["conversationId"], f"resposta {number}"))
    return agent, gateway, card


def read(client, session, page=2, **options):
    """Everything a customer's client is to see, read page by page."""
    events, after, body = [], 0, {"channelId": "hours", "sessionId": session, "audience": "customer"} | options
    while after is not None:
        answer = client.query("conversations", "conversation.read.v1", afterSeq=after, limit=page, **body)
        events += answer["events"]
        after = answer.get("nextAfterSeq")
    return events, answer


def test_t29_t31_a_reload_shows_the_same_talk_word_for_word(clients):
    agent, gateway, card = talk(clients)
    reader = clients.gateway()
    last, deadline = gateway.seen[-1]["seq"], time.monotonic() + 5
    events, snapshot = read(reader, gateway.session)
    while snapshot["seq"] < last and time.monotonic() < deadline:  # the book may be a moment behind
        events, snapshot = read(reader, gateway.session)
    assert [(event["type"], event["messageId"], event["body"]) for event in events] == [
        (message.type, message.id, message.body) for message in gateway.seen
    ]
    assert snapshot["conversationId"] == card["conversationId"] and snapshot["state"] == "open"
    end(agent, gateway, card)


def test_t32_starting_again_from_the_session_id_alone_opens_nothing_new(clients):
    agent, gateway, card = talk(clients)
    reloaded = clients.gateway(channel="hours", session=gateway.session)
    reloaded.start()
    reloaded.expect_nothing("conversation.opened.v1")
    said = reloaded.say("voltei")
    assert agent.expect("conversation.message.v1", messageId=said)["conversationId"] == card["conversationId"]
    end(agent, gateway, card)


def test_t33_two_tabs_see_both_sides_with_the_same_numbers(clients):
    agent, gateway, card = talk(clients)
    tab = clients.gateway(channel="hours", session=gateway.session)
    mine, theirs = tab.say("da segunda aba"), agent.say(card["conversationId"], "para ambas")
    for message_id in (mine, theirs):
        lines = {client.expect("conversation.message.v1", messageId=message_id)["line"] for client in (gateway, tab)}
        assert len(lines) == 1
    end(agent, gateway, card)


def test_t12_an_agent_who_reloads_finds_his_card_and_his_conversations(clients):
    agent, gateway, card = talk(clients)
    waiting = clients.gateway(channel="hours")
    waiting.start()
    waiting.expect("conversation.subjects.offered.v1")
    waiting.select("again")
    offered = agent.expect("conversation.offered.v1", conversationId=waiting.conversation())
    reloaded = clients.agent(AGENT)
    reloaded.send("agent.sync.requested.v1")
    snapshot = reloaded.expect("agent.snapshot.v1")
    assert [entry["offerId"] for entry in snapshot["cards"]] == [offered["offerId"]]
    assert card["conversationId"] in [entry["conversationId"] for entry in snapshot["conversations"]]
    waiting.leave()
    waiting.expect("conversation.closed.v1")
    end(agent, gateway, card)


def test_a_reader_ahead_of_the_book_is_told_to_ask_again(clients):
    agent, gateway, card = talk(clients)
    body = {"tenant": "acme", "conversationId": card["conversationId"], "audience": "customer", "afterSeq": 10_000}
    answer = gateway.ask("conversations", "conversation.read.v1", body, time.monotonic() + 5)
    assert answer["code"] == "unavailable"
    end(agent, gateway, card)


def end(agent, gateway, card):
    agent.finish(card["conversationId"])
    agent.save(card["conversationId"], revision=1)
    gateway.expect("conversation.closed.v1")
