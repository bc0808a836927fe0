"""`channel.status` and `queue.status`: what a pick would get now, by the evaluator that decides picks."""

import time

from test_flows import next_monday

QUEUE = "status"


def channel(client, name, **options):
    return client.query("channels", "channel.status.v1", channelId=name, **options)


def test_a_channel_says_of_each_subject_what_a_pick_would_get(clients):
    state = channel(clients.gateway(), "hours")
    assert state["bot"] is False
    subjects = {subject["subjectId"]: subject for subject in state["subjects"]}
    assert subjects["mondays"]["reason"] == "out_of_hours" and subjects["mondays"]["nextOpenAt"] == next_monday()
    assert subjects["holiday"]["reason"] == "holiday" and subjects["holiday"]["nextOpenAt"]
    assert subjects["never"]["reason"] == "out_of_hours" and "nextOpenAt" not in subjects["never"]


def test_channels_without_subjects_with_a_bot_and_closed_with_a_form(clients):
    gateway = clients.gateway()
    empty = channel(gateway, "empty")
    assert (empty["open"], empty["reason"], empty["subjects"], empty["bot"]) == (False, "no_subjects", [], False)
    assert channel(gateway, "robot")["bot"] is True
    hasty = channel(gateway, "robot", tenant="hasty")
    assert hasty["open"] is False and hasty["reason"] == "no_agent_logged_in"
    papers = next(s for s in channel(gateway, "robot")["subjects"] if s["subjectId"] == "papers")
    assert papers["open"] is False


def test_login_room_and_the_queue_follow_what_happens(clients):
    """Closed while nobody is logged in, open with an agent, full when as many wait as may."""
    agent, first, second = clients.agent("agent-status"), *(clients.gateway(channel=QUEUE) for _ in range(2))
    assert channel(first, QUEUE)["reason"] == "no_agent_logged_in"
    agent.log_in(QUEUE)
    agent.expect("agent.state.changed.v1", status="available")
    assert channel(first, QUEUE)["open"] is True
    agent.send("agent.paused.v1")
    agent.expect("agent.state.changed.v1", status="paused")
    for gateway in (first, second):
        gateway.start()
        gateway.expect("conversation.subjects.offered.v1")
    first.select(QUEUE)
    queued = first.expect("conversation.queued.v1")
    state = channel(first, QUEUE)
    assert (state["open"], state["reason"]) == (False, "queue_full")
    second.select(QUEUE)
    assert second.expect("conversation.refused.v1")["reason"] == "queue_full"

    queue = first.query("queues", "queue.status.v1", queueId=QUEUE)["queues"]
    assert [entry["queueId"] for entry in queue] == [QUEUE] and queue[0]["open"] is True
    waiting = queue[0]["waiting"]
    assert [(entry["conversationId"], entry["protocol"], entry["position"]) for entry in waiting] == [
        (queued["conversationId"], queued["protocol"], 1)
    ]
    assert queue[0]["agents"] == [
        {"agentId": "agent-status", "status": "paused", "active": 0, "offered": 0, "capacity": 1}
    ]
    first.leave()
    first.expect("conversation.closed.v1")
    agent.log_out()
    agent.expect("agent.state.changed.v1", status="offline")
    assert channel(first, QUEUE)["reason"] == "no_agent_logged_in"


def test_all_queues_are_listed_in_the_order_of_their_ids(clients):
    queues = clients.gateway().query("queues", "queue.status.v1")["queues"]
    ids = [queue["queueId"] for queue in queues]
    assert ids == sorted(ids) and {"never", "status", "path"} <= set(ids)
    assert next(queue for queue in queues if queue["queueId"] == "never")["open"] is False


def test_mistakes_are_answered_with_their_code(clients):
    gateway = clients.gateway()
    assert channel(gateway, "nowhere")["code"] == "unknown_channel"
    assert channel(gateway, "off")["code"] == "unknown_channel"
    assert channel(gateway, "site", tenant="nobody")["code"] == "unknown_tenant"
    assert channel(gateway, "a.b")["code"] == "invalid_contract"
    assert gateway.query("queues", "queue.status.v1", queueId="nowhere")["code"] == "unknown_queue"
    assert gateway.query("queues", "queue.status.v1", cursor="?")["code"] == "invalid_contract"
    assert gateway.query("queues", "queue.state.of.affairs.v1")["code"] == "unknown_type"


def test_search_goes_on_from_page_to_page_and_a_read_needs_ids_that_agree(clients):
    gateways = [clients.gateway(channel="empty") for _ in range(5)]
    for gateway in gateways:
        gateway.start(customer={"name": "Paginada"})
        gateway.expect("conversation.closed.v1")
    asker, wanted = gateways[0], {gateway.conversation() for gateway in gateways}
    found, cursor, deadline = [], None, time.monotonic() + 5
    while len(found) < 5 and time.monotonic() < deadline:  # the book may be a moment behind
        found, cursor = [], None
        while True:
            more = {"cursor": cursor} if cursor else {}
            page = asker.query("protocols", "protocol.search.v1", customer="paginada", limit=2, **more)
            found += [item["conversationId"] for item in page["items"]]
            cursor = page.get("nextCursor")
            if not cursor:
                break
    assert len(found) == len(set(found)) and wanted <= set(found)
    other = {"channelId": "empty", "sessionId": gateways[1].session, "conversationId": asker.conversation()}
    answer = asker.query("conversations", "conversation.read.v1", audience="customer", **other)
    assert (answer.type, answer["code"]) == ("command.rejected.v1", "unknown_conversation")
