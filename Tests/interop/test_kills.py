"""Programs are killed at any moment of the way, again and again; nothing is lost, doubled or overtaken."""

import os
import pathlib
import random
import signal
import time

import ledger
from crowd import Crowd

KILLS = int(os.environ.get("GUICHE_TEST_KILLS", "100"))
SEED = int(os.environ.get("GUICHE_TEST_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
PREFIX = "kills"
PROGRAMS = ("ingress", "bot-bridge", "router", "agent-presence", "protocol-writer")
AT_ONCE = 6


def children(pid):
    threads = pathlib.Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text(encoding="ascii").split()]


def name_of(pid):
    return pathlib.Path(f"/proc/{pid}/comm").read_text(encoding="ascii").strip()


def test_kill_9_of_any_program_at_any_moment(new_system, broker, contract):
    chance = random.Random(SEED)
    print(f"seed {SEED}: GUICHE_TEST_SEED={SEED} GUICHE_TEST_KILLS={KILLS}")
    system = new_system(prefix=PREFIX, replicas={name: 2 for name in PROGRAMS})
    crowd = Crowd(broker.url, contract, PREFIX, ["agent-path", "agent-cards", "agent-cards-2"], ["path", "cards"])
    crowd.log_in()
    killed = kill_while_they_talk(system, crowd, chance)
    crowd.until_all_are_done()
    found = ledger.check(crowd)
    print(f"seed {SEED}: killed {sum(killed.values())} {dict(killed)}; {found}")
    assert not crowd.rejections, crowd.rejections[:3]
    assert found.is_clean(), f"seed {SEED}: {found}"
    assert nothing_is_left(broker) == {}
    # Every desk that was taken over is what the inputs before made of it, and every decision comes out again.
    told = system.command("replay", timeout=300)
    assert told.returncode == 0 and "all byte-identical" in told.stdout, told.stderr
    print(told.stdout)
    crowd.close()


def kill_while_they_talk(system, crowd, chance):
    killed = {}
    while sum(killed.values()) < KILLS:
        while len(crowd.live) < AT_ONCE:
            crowd.start()
        until = time.monotonic() + chance.uniform(0, 0.6)
        while time.monotonic() < until:
            crowd.turn(0.01)
        victims = children(system.process.pid)
        if not victims:
            continue
        victim = chance.choice(victims)
        try:
            name = name_of(victim)
            os.kill(victim, signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError):
            continue  # it was on its way already
        killed[name] = killed.get(name, 0) + 1
    return killed


def nothing_is_left(broker, seconds=15):
    """What still lies in a queue of ours when all have come to rest."""
    deadline = time.monotonic() + seconds
    while True:
        rows = broker.ctl("list_queues", "--quiet", "--no-table-headers", "name", "messages").splitlines()
        pairs = [row.split("\t") for row in rows if row.startswith(f"{PREFIX}.")]
        left = {name: int(count) for name, count in pairs if int(count) and ".client." not in name}
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.2)
