"""Rule 22 and complaint T15 from outside: a supervisor can end, requeue, reassign and log out, with a reason."""

import pytest

from house import ANA, BRUNO, CARLA, DAVI, TENANT, arrive, customer, decisions, end, leave, served


@pytest.fixture
def sara(clients):
    return clients.supervisor()


@pytest.fixture
def ana(clients):
    ana = arrive(clients, ANA)
    yield ana
    leave(ana)


def reasons(client, gateway):
    """What the supervisor's decisions say, in order."""
    return [
        check["detail"] for decision in decisions(client, gateway) for check in decision["checks"]
        if check["check"] == "supervisor"
    ]


def waiting(clients, agent):
    agent.send("agent.paused.v1")
    agent.expect("agent.state.changed.v1", status="paused")
    gateway = customer(clients)
    gateway.expect("conversation.queued.v1")
    return gateway


def test_t15_whoever_waits_is_told_and_closed(clients, ana, sara):
    gateway = waiting(clients, ana)
    sara.close_conversation(gateway.conversation(), reason="teste")
    assert "encerrado" in gateway.expect("conversation.notice.v1", code="supervisor_closed")["text"]
    gateway.expect("conversation.closed.v1", outcome="abandoned_queue")
    assert reasons(sara, gateway) == ["sara: teste"]
    sara.expect_rejection("conversation_closed", sara.close_conversation(gateway.conversation()))


def test_t15_in_service_it_is_finished_and_the_record_stays_editable(clients, ana, sara):
    gateway = served(clients, ana)
    sara.close_conversation(gateway.conversation())
    gateway.expect("conversation.finished.v1", by="supervisor")
    ana.save(gateway.conversation(), 1)
    ana.expect("conversation.closed.v1", conversationId=gateway.conversation(), outcome="answered")


def test_t15_a_wrap_up_that_nobody_saves_is_ended(clients, ana, sara):
    gateway = served(clients, ana)
    ana.finish(gateway.conversation())
    gateway.expect("conversation.finished.v1")
    sara.close_conversation(gateway.conversation())
    gateway.expect("conversation.closed.v1", outcome="unsaved")
    ana.save(gateway.conversation(), 1)
    ana.expect("protocol.revised.v1", conversationId=gateway.conversation(), final=True)


def test_requeued_from_service_goes_to_the_next_agent(clients, ana, sara):
    gateway, bruno = served(clients, ana), arrive(clients, BRUNO)
    sara.requeue(gateway.conversation())
    gateway.expect("conversation.notice.v1", code="requeued")
    ana.expect("agent.state.changed.v1", active=0, status="available")
    bruno.accept(bruno.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    gateway.expect("conversation.accepted.v1", agentId=BRUNO)
    bruno.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, bruno)
    leave(bruno)


def test_a_card_is_taken_from_one_and_given_to_the_next(clients, ana, sara):
    gateway = customer(clients)
    card = ana.expect("conversation.offered.v1", conversationId=gateway.conversation())
    bruno = arrive(clients, BRUNO)
    sara.requeue(gateway.conversation())
    ana.expect("conversation.offer.withdrawn.v1", offerId=card["offerId"], reason="requeued")
    bruno.accept(bruno.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    bruno.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, bruno)
    leave(bruno)


def test_what_waits_in_no_queue_cannot_be_requeued(clients, ana, sara):
    gateway = clients.gateway(channel="talk", tenant=TENANT)
    gateway.start()
    gateway.expect("conversation.subjects.offered.v1")
    sara.expect_rejection("wrong_state", sara.requeue(gateway.conversation()))
    sara.close_conversation(gateway.conversation())
    gateway.expect("conversation.closed.v1")


def test_whoever_waits_is_brought_into_another_queue(clients, ana, sara):
    carla = arrive(clients, CARLA)
    gateway = waiting(clients, ana)
    sara.reassign(gateway.conversation(), queueId="help")
    carla.accept(carla.expect("conversation.offered.v1", conversationId=gateway.conversation(), queueId="help"))
    carla.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, carla)
    leave(carla)


def test_who_is_at_the_choice_of_subject_is_brought_before_one_agent(clients, ana, sara):
    bruno = arrive(clients, BRUNO)
    gateway = clients.gateway(channel="talk", tenant=TENANT)
    gateway.start()
    gateway.expect("conversation.subjects.offered.v1")
    sara.reassign(gateway.conversation(), toAgentId=BRUNO)
    bruno.accept(bruno.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    bruno.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, bruno)
    leave(bruno)


def test_an_agent_who_does_not_take_it_makes_it_everybodys(clients, ana, sara):
    bruno = arrive(clients, BRUNO)
    gateway = waiting(clients, ana)
    bruno.decline(bruno.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    sara.reassign(gateway.conversation(), toAgentId=BRUNO)
    card = bruno.expect("conversation.offered.v1", conversationId=gateway.conversation())
    bruno.decline(card)
    ana.send("agent.resumed.v1")
    ana.accept(ana.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    ana.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, ana)
    leave(bruno)


def test_a_bots_customer_is_taken_from_the_bot(clients, ana, sara):
    carla = arrive(clients, CARLA, channel="robot")
    gateway = clients.gateway(channel="robot", tenant=TENANT)
    gateway.start()
    gateway.expect("conversation.opened.v1")
    sara.reassign(gateway.conversation(), queueId="help")
    carla.accept(carla.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    carla.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, carla)
    leave(carla)


def test_a_talk_in_service_is_handed_over(clients, ana, sara):
    gateway, bruno = served(clients, ana), arrive(clients, BRUNO)
    sara.reassign(gateway.conversation(), toAgentId=BRUNO)
    ana.expect("conversation.transferred.v1", conversationId=gateway.conversation(), outcome="requested")
    bruno.accept(bruno.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    gateway.expect("conversation.accepted.v1", agentId=BRUNO)
    bruno.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, bruno)
    leave(bruno)


@pytest.mark.parametrize("target, code", [
    ({"queueId": "nowhere"}, "unknown_queue"),
    ({"toAgentId": "nobody"}, "unknown_agent"),
    ({"toAgentId": DAVI}, "not_logged_in"),
    ({}, "invalid_contract"),
])
def test_bad_targets_are_named(clients, ana, sara, target, code):
    gateway = served(clients, ana)
    sara.expect_rejection(code, sara.reassign(gateway.conversation(), **target))
    end(gateway, ana)


def test_an_agent_is_logged_out_and_his_customers_go_to_the_head(clients, ana, sara):
    gateway, bruno = served(clients, ana), arrive(clients, BRUNO)
    sara.send("supervisor.agent.loggedout.v1", agentId=ANA, reason="fim de turno")
    state = ana.expect("agent.state.changed.v1", status="offline")
    assert (state["supervisorId"], state["reason"]) == ("sara", "fim de turno")
    bruno.accept(bruno.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    bruno.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, bruno)
    assert reasons(sara, gateway) == ["sara: fim de turno"]
    beat = ana.send("agent.heartbeat.v1")
    ana.expect_rejection("not_logged_in", beat)
    again = sara.send("supervisor.agent.loggedout.v1", agentId=ANA)
    sara.expect_rejection("not_logged_in", again)
    ana.log_in("talk")
    ana.expect("agent.state.changed.v1", status="available")
    leave(bruno)


def test_logging_out_nobody(clients, sara):
    sara.expect_rejection("unknown_agent", sara.send("supervisor.agent.loggedout.v1", agentId="nobody"))


def test_a_supervisor_saves_and_both_are_told(clients, ana, sara):
    gateway = served(clients, ana)
    save = {"conversationId": gateway.conversation(), "final": True}
    sara.send("supervisor.protocol.saved.v1", revision=1, service={"motivo": "reclamação"}, **save)
    for client in (sara, ana):
        revised = client.expect("protocol.revised.v1", conversationId=gateway.conversation(), revision=2)
        assert revised["service"] == {"motivo": "reclamação"} and revised["final"] is False
    stale = sara.send("supervisor.protocol.saved.v1", revision=1, **save)
    assert sara.expect_rejection("stale_revision", stale)["details"]["revision"] == 2
    ana.finish(gateway.conversation())
    gateway.expect("conversation.finished.v1")
    sara.send("supervisor.protocol.saved.v1", revision=2, **save)
    gateway.expect("conversation.closed.v1", outcome="answered")
    document = sara.query("protocols", "protocol.read.v1", tenant=TENANT, conversationId=gateway.conversation())
    assert [revision.get("supervisorId") for revision in document["revisions"]] == ["sara", "sara"]


def test_only_supervisors_and_only_with_a_reason(clients, ana, sara):
    gateway = served(clients, ana)
    stranger = clients.supervisor("mallory")
    stranger.expect_rejection("not_permitted", stranger.close_conversation(gateway.conversation()))
    sara.expect_rejection("invalid_contract", sara.close_conversation(gateway.conversation(), reason=""))
    sara.expect_rejection("unknown_conversation", sara.close_conversation("no-such-conversation"))
    end(gateway, ana)


def test_figures_and_the_alarm_of_an_open_queue_without_anybody(clients, sara):
    davi = arrive(clients, DAVI)
    sara.expect("queue.figures.changed.v1", queueId="empty", open=True)
    gateway = served(clients, davi, "empty")
    figures = sara.expect("queue.figures.changed.v1", queueId="empty", inService=1)
    assert figures["answered"] >= 1 and figures["answeredInTarget"] >= 1 and figures["targetSeconds"] == 20
    end(gateway, davi)
    leave(davi)
    sara.expect("queue.unattended.v1", queueId="empty")
    sara.expect("queue.figures.changed.v1", queueId="empty", inService=0, waiting=0)


def test_rule_8_everybody_logs_out_the_grace_then_the_standard_text(clients):
    davi = arrive(clients, DAVI)
    davi.send("agent.paused.v1")
    davi.expect("agent.state.changed.v1", status="paused")
    gateway = customer(clients, "empty")
    gateway.expect("conversation.queued.v1", position=1)
    leave(davi)
    gateway.expect_nothing("conversation.refused.v1", 1.0)
    assert gateway.expect("conversation.refused.v1")["reason"] == "no_agent_logged_in"
    gateway.expect("conversation.closed.v1", outcome="refused")
