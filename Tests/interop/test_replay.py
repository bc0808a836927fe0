"""Rule 24: `guiche replay` runs what the router was given through the rules again, and finds what was changed."""

import copy
import re
import shutil
import sqlite3

import pytest

from house import ANA, CARLA, TENANT, arrive, end, leave, served

REPORT = re.compile(r"^(\d+) inputs of (\d+) conversations and desks replayed: (\d+) decisions, all byte-identical")


def replay(system, *words, store=None):
    if store:
        system = copy.copy(system)
        system.environment = system.environment | {"GUICHE_STORE": f"sqlite:{store}"}
    return system.command("replay", *words, timeout=120)


def report(told):
    assert told.returncode == 0, told.stderr
    found = REPORT.match(told.stdout)
    assert found, told.stdout
    return [int(number) for number in found.groups()]


@pytest.fixture
def talk(clients):
    """A conversation that was handed over and saved."""
    ana, carla = arrive(clients, ANA), arrive(clients, CARLA)
    gateway = served(clients, ana)
    ana.send("agent.transfer.requested.v1", conversationId=gateway.conversation(), queueId="help")
    carla.accept(carla.expect("conversation.offered.v1", conversationId=gateway.conversation()))
    carla.expect("protocol.opened.v1", conversationId=gateway.conversation())
    end(gateway, carla)
    leave(ana, carla)
    return gateway


@pytest.fixture
def copied(system, tmp_path):
    """The router's store as it is now, for a test that tampers with it."""
    folder = tmp_path / "copy"
    folder.mkdir()
    source = system.environment["GUICHE_STORE"].removeprefix("sqlite:")
    with sqlite3.connect(f"file:{source}/router.db?mode=ro", uri=True) as live:
        with sqlite3.connect(folder / "router.db") as backup:
            live.backup(backup)
    yield folder
    shutil.rmtree(folder)


def test_everything_that_was_recorded(system, talk):
    inputs, subjects, decisions = report(replay(system))
    assert inputs > decisions > 5 and subjects >= 2


def test_one_protocol(system, talk):
    inputs, subjects, decisions = report(replay(system, "--tenant", TENANT, talk.seen[0]["protocol"]))
    # Subjects offered, enqueued, assigned; transferred, assigned again.
    assert subjects == 1 and decisions == 5 and inputs > decisions


def test_an_unknown_protocol(system):
    told = replay(system, "--tenant", TENANT, "20200101000000015")
    assert told.returncode != 0 and "20200101000000015" in told.stderr


@pytest.mark.parametrize("old, new", [("only_one_free", "fewest_conversations"), ("arrival", "agent_free")])
def test_the_first_difference_is_shown(system, talk, copied, old, new):
    with sqlite3.connect(copied / "router.db") as store:
        changed = store.execute(
            "UPDATE journal SET decided = CAST(replace(CAST(decided AS TEXT), ?, ?) AS BLOB) WHERE subject = ?"
            " AND CAST(decided AS TEXT) LIKE ?", (old, new, f"desk/{TENANT}", f"%{old}%"))
        assert changed.rowcount > 0
    told = replay(system, store=copied)
    assert told.returncode != 0
    assert f"desk/{TENANT}, input " in told.stderr and "decides differently" in told.stderr
    assert new in told.stderr and old in told.stderr


def test_a_changed_input_is_found(system, talk, copied):
    with sqlite3.connect(copied / "router.db") as store:
        changed = store.execute(
            "UPDATE journal SET input = CAST(replace(CAST(input AS TEXT), '\"money\"', '\"night\"') AS BLOB)"
            " WHERE subject = ? AND CAST(input AS TEXT) LIKE '%subjectSelected%'", (talk.conversation(),))
        assert changed.rowcount == 1
    told = replay(system, "--tenant", TENANT, talk.seen[0]["protocol"], store=copied)
    assert told.returncode != 0 and "recorded: nothing" in told.stderr and "out_of_hours" in told.stderr
