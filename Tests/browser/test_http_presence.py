"""Presence follows the browser: the stream's life renews the lease, and opening one never logs in."""

import time

from people import Agent

LEASE = 30  # the gateway says every 20 s that the agent is there


def test_a_login_lives_as_long_as_a_stream_and_no_longer(site):
    agent = Agent(site.port, "bruno")
    assert agent.events.seen[-1][2]["status"] == "offline"  # opening does not log in
    agent.arrive("site", lease=LEASE)
    second = agent.stream("/api/agent/events")
    second.expect("agent.snapshot.v1", status="available")
    agent.events.close()
    time.sleep(LEASE + 12)
    third = agent.stream("/api/agent/events")  # the lease has been renewed by the second alone
    third.expect("agent.snapshot.v1", status="available")
    third.close()
    second.close()
    closed = time.monotonic()
    time.sleep(LEASE + 4)
    after = agent.stream("/api/agent/events")
    after.expect("agent.snapshot.v1", status="offline")
    assert time.monotonic() - closed < LEASE + 15
    # Rule 10: within 60 s a sign of life would bring the login back; opening a tab is none.
    time.sleep(3)
    assert not [body for kind, _, body in after.seen if body.get("status") == "available"]
    after.close()
    # The tab that knew the login goes on with it.
    same = agent.stream("/api/agent/events?resume=true")
    same.expect("agent.state.changed.v1", status="available")
    agent.events = same
    agent.leave()
