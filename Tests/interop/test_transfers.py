"""Rule 15 from outside: the target is checked first, the source keeps the customer, what nobody takes comes back."""

import pytest

from house import ANA, BRUNO, CARLA, arrive, decisions, document, end, leave, served


def ask(agent, gateway, **target):
    return agent.send("agent.transfer.requested.v1", conversationId=gateway.conversation(), **target)


def told(client, gateway, outcome, **fields):
    return client.expect(
        "conversation.transferred.v1", conversationId=gateway.conversation(), outcome=outcome, **fields)


@pytest.fixture
def ana(clients):
    ana = arrive(clients, ANA)
    yield ana
    leave(ana)


def test_to_a_queue_until_somebody_accepts_the_source_goes_on(clients, ana):
    gateway, carla = served(clients, ana), arrive(clients, CARLA)
    ask(ana, gateway, queueId="help", note="quer falar do contrato")
    told(ana, gateway, "requested", toQueueId="help", fromAgentId=ANA)
    card = carla.expect("conversation.offered.v1", conversationId=gateway.conversation())
    assert (card["fromAgentId"], card["note"], card["queueId"]) == (ANA, "quer falar do contrato", "help")
    ana.say(gateway.conversation(), "um momento, por favor")
    gateway.expect("conversation.message.v1", text="um momento, por favor")
    gateway.say("está bem")
    ana.expect("conversation.message.v1", text="está bem")
    carla.accept(card)
    assert gateway.expect("conversation.accepted.v1", agentId=CARLA)["text"] == "Carla Reis está atendendo você."
    told(ana, gateway, "accepted")
    told(carla, gateway, "accepted")
    opened = carla.expect("protocol.opened.v1", conversationId=gateway.conversation())
    assert "está bem" in [line["text"] for line in opened["transcript"]]
    late = ana.say(gateway.conversation(), "ainda estou aqui?")
    ana.expect_rejection("not_your_conversation", late)
    again = carla.accept(card)
    carla.expect_rejection("offer_taken", again)
    end(gateway, carla)
    leave(carla)
    read = document(clients.listener("reader"), gateway)
    assert (read["record"]["queueId"], read["record"]["agentId"]) == ("help", CARLA)
    assert [decision["decision"] for decision in read["decisions"]][-2:] == ["transfer", "assign"]


def test_the_source_is_free_once_it_was_accepted(clients, ana):
    gateway, bruno = served(clients, ana), arrive(clients, BRUNO)
    ask(ana, gateway, toAgentId=BRUNO)
    bruno.accept(bruno.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    bruno.expect("protocol.opened.v1", conversationId=gateway.conversation())
    ana.expect("agent.state.changed.v1", active=0, status="available")
    end(gateway, bruno)
    leave(bruno)


def test_nobody_accepts_in_time_it_comes_back_with_the_reason(clients, ana):
    gateway, carla = served(clients, ana), arrive(clients, CARLA)
    ask(ana, gateway, queueId="help")
    card = carla.expect("conversation.offered.v1", conversationId=gateway.conversation())
    told(ana, gateway, "returned", reason="timeout")
    carla.expect("conversation.offer.withdrawn.v1", offerId=card["offerId"], reason="cancelled")
    late = carla.accept(card)
    carla.expect_rejection("offer_expired", late)
    end(gateway, ana)
    leave(carla)


def test_a_colleague_declines(clients, ana):
    gateway, bruno = served(clients, ana), arrive(clients, BRUNO)
    ask(ana, gateway, toAgentId=BRUNO)
    bruno.decline(bruno.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    told(ana, gateway, "returned", reason="declined", toAgentId=BRUNO)
    end(gateway, ana)
    leave(bruno)


def test_taken_back(clients, ana):
    gateway, carla = served(clients, ana), arrive(clients, CARLA)
    ask(ana, gateway, queueId="help")
    card = carla.expect("conversation.offered.v1", conversationId=gateway.conversation())
    ana.send("agent.transfer.cancelled.v1", conversationId=gateway.conversation())
    told(ana, gateway, "cancelled")
    carla.expect("conversation.offer.withdrawn.v1", offerId=card["offerId"], reason="cancelled")
    again = ana.send("agent.transfer.cancelled.v1", conversationId=gateway.conversation())
    ana.expect_rejection("wrong_state", again)
    end(gateway, ana)
    leave(carla)


def test_a_second_transfer_and_a_repeat(clients, ana):
    gateway, carla = served(clients, ana), arrive(clients, CARLA)
    first = ask(ana, gateway, queueId="help")
    told(ana, gateway, "requested")
    second = ask(ana, gateway, queueId="help")
    ana.expect_rejection("wrong_state", second)
    ana.send(
        "agent.transfer.requested.v1", first, conversationId=gateway.conversation(), queueId="help")
    ana.expect_nothing("command.rejected.v1")
    ana.send("agent.transfer.cancelled.v1", conversationId=gateway.conversation())
    told(ana, gateway, "cancelled")
    end(gateway, ana)
    leave(carla)


@pytest.mark.parametrize("target, code, reason", [
    ({"queueId": "nowhere"}, "unknown_queue", None),
    ({"toAgentId": "nobody"}, "unknown_agent", None),
    ({"toAgentId": ANA}, "wrong_state", None),
    ({"toAgentId": BRUNO}, "not_logged_in", "not_logged_in"),
    ({"toAgentId": CARLA}, "not_a_member", "not_a_member"),
    ({"queueId": "night"}, "unavailable", "out_of_hours"),
    ({"queueId": "empty"}, "unavailable", "no_agent_logged_in"),
    ({}, "invalid_contract", None),
    ({"queueId": "help", "toAgentId": BRUNO}, "invalid_contract", None),
])
def test_the_target_is_checked_first(clients, ana, target, code, reason):
    gateway = served(clients, ana)
    rejection = ana.expect_rejection(code, ask(ana, gateway, **target))
    if reason:
        assert rejection["details"]["reason"] == reason
        told(ana, gateway, "refused", reason=reason)
    ana.say(gateway.conversation(), "continuo com você")
    gateway.expect("conversation.message.v1", text="continuo com você")
    end(gateway, ana)


def test_somebody_else_cannot_hand_it_over(clients, ana):
    gateway, bruno = served(clients, ana), arrive(clients, BRUNO)
    bruno.expect_rejection("not_your_conversation", ask(bruno, gateway, queueId="help"))
    end(gateway, ana)
    ana.expect_rejection("conversation_closed", ask(ana, gateway, queueId="help"))
    leave(bruno)


def test_the_customer_leaves_meanwhile(clients, ana):
    gateway, carla = served(clients, ana), arrive(clients, CARLA)
    ask(ana, gateway, queueId="help")
    card = carla.expect("conversation.offered.v1", conversationId=gateway.conversation())
    gateway.leave()
    carla.expect("conversation.offer.withdrawn.v1", offerId=card["offerId"], reason="customer_left")
    told(ana, gateway, "cancelled", reason="ended")
    ana.expect("conversation.finished.v1", conversationId=gateway.conversation(), by="customer")
    ana.save(gateway.conversation(), 1)
    ana.expect("conversation.closed.v1", conversationId=gateway.conversation())
    assert decisions(carla, gateway)
    leave(carla)
