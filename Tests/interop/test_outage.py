"""Page 2, "Timers": a broker that stands still for longer than a lease loses nobody his agent."""

import os
import signal
import subprocess
import time

import pytest

from house import ANA, end, leave, served
from processes import NODE


@pytest.fixture
def frozen(broker):
    """Stops the broker's process for so many seconds."""
    words = [NODE, "pid", "--data", broker.data]
    pid = int(subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout)

    def freeze(seconds):
        os.kill(pid, signal.SIGSTOP)
        try:
            time.sleep(seconds)
        finally:
            os.kill(pid, signal.SIGCONT)

    return freeze


def test_an_outage_longer_than_the_lease_is_nobodys_absence(clients, frozen):
    ana = clients.agent(ANA, tenant="house")
    ana.log_in("talk", lease=5)
    ana.expect("agent.state.changed.v1", status="available")
    gateway = served(clients, ana)
    ana.send("agent.heartbeat.v1")
    frozen(9)
    ana.patience = gateway.patience = 30  # connections are made anew meanwhile
    for _ in range(4):
        ana.send("agent.heartbeat.v1")
        gateway.expect_nothing("conversation.notice.v1", 1.5)
    ana.say(gateway.conversation(), "continuo aqui")
    gateway.expect("conversation.message.v1", text="continuo aqui")
    end(gateway, ana)
    leave(ana)


def test_without_an_outage_the_same_silence_is_one(clients):
    ana = clients.agent(ANA, tenant="house")
    ana.log_in("talk", lease=5)
    ana.expect("agent.state.changed.v1", status="available")
    gateway = served(clients, ana)
    ana.expect("agent.state.changed.v1", status="offline", timeout=12)
    ana.send("agent.heartbeat.v1")
    ana.expect("agent.state.changed.v1", status="in_service")
    end(gateway, ana)
    leave(ana)
