"""`guiche watch`: what happens in the queues is on the wallboard within a second or two."""

import re
import subprocess
import time

from house import DAVI, arrive, customer, end, leave, served

ROW = re.compile(r"^Sem ninguém \(empty\) +(\S+(?: \S+)?) +(\d+) +(-|\d+ s) +(\d+|-) +(\d+|-) +(\d+|-) ", re.MULTILINE)


def watched(system, body, seconds=6):
    """Everything the wallboard showed while `body` ran."""
    words = [system.bin / "guiche", "watch", "--tenant", "house", "--seconds", str(seconds)]
    with subprocess.Popen(words, env=system.environment, stdout=subprocess.PIPE, text=True) as watch:
        time.sleep(1.5)
        body()
        shown, _ = watch.communicate(timeout=30)
    assert watch.returncode == 0
    return shown


def test_a_wallboard_shows_who_waits_and_who_serves(system, clients):
    davi = arrive(clients, DAVI)

    def day():
        davi.send("agent.paused.v1")
        davi.expect("agent.state.changed.v1", status="paused")
        waiting = customer(clients, "empty")
        waiting.expect("conversation.queued.v1")
        time.sleep(1.5)
        waiting.leave()
        davi.send("agent.resumed.v1")
        davi.expect("agent.state.changed.v1", status="available")
        gateway = served(clients, davi, "empty")
        time.sleep(1.5)
        end(gateway, davi)

    shown = watched(system, day, seconds=8)
    rows = [row.groups() for row in ROW.finditer(shown)]
    assert rows, shown
    assert any(waiting == "1" for _, waiting, *_ in rows), shown
    assert any(serving == "1" for _, _, _, _, serving, _ in rows), shown
    assert "davi-house" in shown and "em pausa" in shown
    leave(davi)


def test_an_open_queue_without_anybody_stands_out(system, clients):
    davi = arrive(clients, DAVI)
    shown = watched(system, lambda: leave(davi), seconds=4)
    assert any(state == "sem atendente" for state, *_ in (row.groups() for row in ROW.finditer(shown))), shown
