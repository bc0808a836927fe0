"""Rules 11, 16 and 18 from outside: who is there, what ends an absence, and what a customer says of himself."""

import pytest

AGENT, HASTY = "agent-absence", "hasty"


@pytest.fixture
def agent(clients):
    agent = clients.agent(AGENT, tenant=HASTY)
    agent.log_in("absence")
    agent.expect("agent.state.changed.v1")
    yield agent
    agent.send("agent.resumed.v1")


def queued(clients, agent):
    """A customer who waits, because the only agent is paused."""
    agent.send("agent.paused.v1")
    agent.expect("agent.state.changed.v1", status="paused")
    gateway = clients.gateway(channel="absence", tenant=HASTY)
    gateway.start()
    gateway.expect("conversation.subjects.offered.v1")
    gateway.select("absence")
    gateway.expect("conversation.queued.v1")
    return gateway


def served(clients, agent):
    gateway = queued(clients, agent)
    agent.send("agent.resumed.v1")
    card = agent.expect("conversation.offered.v1", conversationId=gateway.conversation())
    agent.accept(card)
    gateway.expect("conversation.accepted.v1")
    return gateway, agent.expect("protocol.opened.v1", conversationId=gateway.conversation())


def end(gateway, agent, revision):
    agent.finish(gateway.conversation())
    gateway.expect("conversation.finished.v1")
    agent.save(gateway.conversation(), revision)
    agent.expect("conversation.closed.v1", conversationId=gateway.conversation())


def away(gateway, **connection):
    gateway.send("webchat.customer.away.v1", **connection)


def returned(gateway, **connection):
    gateway.send("webchat.customer.returned.v1", **connection)


def test_who_stays_away_while_waiting_loses_his_place(clients, agent):
    gateway = queued(clients, agent)
    away(gateway)
    assert gateway.expect("conversation.closed.v1")["outcome"] == "abandoned_queue"


@pytest.mark.parametrize("back", [returned, lambda gateway: gateway.say("oi"), lambda gateway: gateway.start()])
def test_whatever_he_does_ends_the_absence(clients, agent, back):
    gateway = queued(clients, agent)
    away(gateway)
    back(gateway)
    gateway.expect_nothing("conversation.closed.v1", 1.6)
    gateway.leave()
    gateway.expect("conversation.closed.v1")


def test_t30_one_of_two_tabs_is_no_absence(clients, agent):
    gateway = queued(clients, agent)
    for tab in ("a", "b"):
        returned(gateway, connectionId=tab)
    away(gateway, connectionId="a")
    gateway.expect_nothing("conversation.closed.v1", 1.6)
    away(gateway, connectionId="b")
    gateway.expect("conversation.closed.v1")


def test_in_service_the_agent_sees_him_go_and_come_back(clients, agent):
    gateway, opened = served(clients, agent)
    conversation = gateway.conversation()
    away(gateway)
    agent.expect("conversation.customer.away.v1", conversationId=conversation)
    said = gateway.say("voltei")
    back = agent.expect("conversation.customer.returned.v1", conversationId=conversation)
    assert back["seq"] < agent.expect("conversation.message.v1", messageId=said)["seq"]
    away(gateway)
    finished = agent.expect("conversation.finished.v1", conversationId=conversation)
    assert (finished["by"], finished["reason"]) == ("customer", "left")
    agent.save(conversation, opened["revision"])
    agent.expect("conversation.closed.v1", conversationId=conversation)


def test_who_went_while_the_bot_answered_does_not_wait_for_ever(clients):
    bot, gateway = clients.bot(tenant=HASTY), clients.gateway(channel="robot", tenant=HASTY)
    gateway.start()
    start = bot.turn(gateway, kind="start")
    away(gateway)
    bot.hand_over(start, queueId="never")
    bot.expect("bot.transfer.rejected.v1", conversationId=gateway.conversation())
    gateway.expect("conversation.closed.v1", 10)


def test_what_he_says_of_himself_in_service_reaches_the_agent_as_a_revision(clients, agent):
    gateway, opened = served(clients, agent)
    conversation = gateway.conversation()
    gateway.send("webchat.customer.identified.v1", customer={"name": "Maria", "phone": "81999"})
    revised = agent.expect("protocol.revised.v1", conversationId=conversation)
    assert revised["revision"] == opened["revision"] + 1 and revised["final"] is False
    assert revised["customer"] == {"name": "Maria", "phone": "81999"}
    stale = agent.save(conversation, opened["revision"], final=False, customer={"name": "?"})
    assert agent.expect_rejection("stale_revision", stale)["details"]["revision"] == revised["revision"]
    gateway.send("webchat.customer.identified.v1", customer={"name": "Maria"})
    end(gateway, agent, revised["revision"])


def test_in_wrap_up_the_session_has_ended_for_a_start_and_an_identification(clients, agent):
    gateway, opened = served(clients, agent)
    agent.finish(gateway.conversation())
    gateway.expect("conversation.finished.v1")
    gateway.expect_rejection("conversation_closed", gateway.start())
    identified = gateway.send("webchat.customer.identified.v1", customer={"name": "Maria"})
    gateway.expect_rejection("conversation_closed", identified)
    agent.save(gateway.conversation(), opened["revision"])
    agent.expect("conversation.closed.v1", conversationId=gateway.conversation())


def test_a_declined_card_says_why(clients, agent):
    gateway = queued(clients, agent)
    agent.send("agent.resumed.v1")
    card = agent.expect("conversation.offered.v1", conversationId=gateway.conversation())
    agent.send(
        "agent.card.declined.v1", conversationId=card["conversationId"], offerId=card["offerId"], reason="outra língua"
    )
    gone = agent.expect("conversation.offer.withdrawn.v1", offerId=card["offerId"])
    assert (gone["reason"], gone["note"]) == ("declined", "outra língua")
    gateway.leave()
    gateway.expect("conversation.closed.v1")
