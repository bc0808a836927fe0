"""`guiche doctor` over a real broker: nothing to say of what is healthy, and every breakage found with what to do."""

import json
import os
import shlex
import signal
import subprocess

import pika
import pytest

from processes import System

DIRECTORY = """
tenants:
  - id: acme
    name: Acme
    timeZone: America/Sao_Paulo
    queues: [ { id: financeiro, name: Financeiro } ]
    channels: [ { id: site, name: Site, type: webchat, enabled: true, defaultQueue: financeiro } ]
    agents: [ { id: ana, name: Ana Souza, channels: [site], queues: [financeiro], capacity: 3 } ]
"""
RANK = ["ok", "warning", "error"]
# Without these rights the super-user is bound by a folder's permissions like everybody.
BOUND = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    file = tmp_path_factory.mktemp("directory") / "directory.yaml"
    file.write_text(DIRECTORY, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def running(broker, directory, tmp_path_factory):
    system = System(broker, tmp_path_factory.mktemp("running"), directory, prefix="well").start()
    yield system
    system.stop()


@pytest.fixture(scope="module")
def stopped(broker, directory, tmp_path_factory):
    """An installation that ran once: its queues and its store are there, its programs are not."""
    system = System(broker, tmp_path_factory.mktemp("stopped"), directory, prefix="ill").start()
    system.stop()
    return system


def examine(system, before=(), **environment):
    """Runs the doctor; returns the exit code and what it found, by subject, of one subject the worst. With an address
    of its own it uses the user in it."""
    if "GUICHE_AMQP_URL" in environment:
        environment["GUICHE_AMQP_USERS"] = ""
    ended = subprocess.run(
        [*before, system.bin / "guiche", "doctor", "--json"], env=system.environment | environment,
        capture_output=True, text=True, timeout=60,
    )
    assert ended.stdout, ended
    assert not ended.stderr, ended
    found = {}
    for finding in sorted(json.loads(ended.stdout), key=lambda finding: RANK.index(finding["level"])):
        assert (finding["level"] == "ok") == ("advice" not in finding), finding
        found[finding["subject"]] = finding
    return ended.returncode, found


def broken(system, subject, words, advice, **options):
    """One breakage: the exit code is 1, the finding says it, and says what to do."""
    code, found = examine(system, **options)
    assert code == 1, found
    finding = found[subject]
    assert finding["level"] == "error" and words in finding["found"], finding
    assert advice in finding["advice"], finding
    return found


def test_a_healthy_system_gives_nothing_to_do(running):
    code, found = examine(running)
    assert code == 0
    assert {finding["level"] for finding in found.values()} == {"ok"}, found
    programs = {"ingress", "bot-bridge", "router", "agent-presence", "protocol-writer"}
    assert programs | {"broker", "plugin", "rights", "topology", "directory", "store"} <= set(found)


def test_the_list_for_people(running):
    ended = running.command("doctor")
    assert ended.returncode == 0, ended
    lines = ended.stdout.splitlines()
    assert any(line.startswith("ok") and "RabbitMQ" in line for line in lines), lines
    assert lines[-1].endswith("0 warnings, 0 errors"), lines
    assert "\x1b" not in ended.stdout


def test_it_changes_nothing(stopped, broker):
    def everything():
        files = sorted(path.name for path in (stopped.folder / "store").iterdir())
        listed = broker.ctl("list_queues", "name") + broker.ctl("list_exchanges") + broker.ctl("list_bindings")
        # A replica's own queue goes with its connection, a moment after the replica.
        ours = [line for line in listed.splitlines() if "ill." in line and ".members." not in line]
        return files, sorted(ours)

    before = everything()
    examine(stopped)
    assert everything() == before


def test_with_nothing_running_the_rest_is_examined(stopped):
    code, found = examine(stopped)
    assert code == 0
    assert found["programs"]["level"] == found["queues"]["level"] == "warning"
    assert found["topology"]["level"] == "ok"


def test_no_broker(stopped):
    found = broken(stopped, "broker", "Nobody answers", "Start the broker", GUICHE_AMQP_URL="amqp://127.0.0.1:1/")
    assert found["directory"]["level"] == found["store router"]["level"] == "ok"
    assert "topology" not in found


def test_a_wrong_password(stopped, broker):
    url = broker.url.replace("guest:guest", "guest:not-the-password")
    found = broken(stopped, "broker", "refused the login", "Correct user and password", GUICHE_AMQP_URL=url)
    assert "not-the-password" not in json.dumps(found)


def test_a_missing_virtual_host(stopped, broker):
    broken(stopped, "broker", "nowhere", "rabbitmqctl add_vhost nowhere", GUICHE_AMQP_URL=broker.url + "nowhere")


def test_a_missing_plugin(stopped, without_plugin):
    broken(stopped, "plugin", "x-modulus-hash", "rabbitmq-plugins enable rabbitmq_sharding")


def test_a_missing_right_is_given_by_following_the_advice(stopped, broker):
    broker.ctl("add_user", "narrow", "narrow")
    try:
        broker.ctl("set_permissions", "narrow", "^ill", "^ill", "^ill")
        url = broker.url.replace("guest:guest", "narrow:narrow")
        found = broken(stopped, "rights", "narrow may not write to the default exchange", "", GUICHE_AMQP_URL=url)
        words = shlex.split(found["rights"]["advice"].split("rabbitmqctl ")[1])
        broker.ctl(*words)
        code, found = examine(stopped, GUICHE_AMQP_URL=url)
        assert code == 0 and found["rights"]["level"] == "ok", found
    finally:
        broker.ctl("delete_user", "narrow")


def test_no_right_to_make_queues(stopped, broker):
    broker.ctl("add_user", "guest2", "guest2")
    try:
        broker.ctl("set_permissions", "guest2", "^$", ".*", ".*")
        url = broker.url.replace("guest:guest", "guest2:guest2")
        broken(stopped, "rights", "guest2 may not configure", "rabbitmqctl set_permissions", GUICHE_AMQP_URL=url)
    finally:
        broker.ctl("delete_user", "guest2")


@pytest.fixture
def channel(broker):
    connection = pika.BlockingConnection(pika.URLParameters(broker.url))
    yield connection.channel()
    connection.close()


def test_a_deleted_queue(stopped, channel):
    channel.queue_delete("ill.desk.3")
    broken(stopped, "topology", "Missing on the broker: ill.desk.3", 'Start "guiche up" again')
    repair(stopped)


def test_a_queue_with_other_arguments(stopped, channel):
    channel.queue_delete("ill.record.5")
    channel.queue_declare("ill.record.5", durable=True)
    broken(stopped, "topology", "ill.record.5 is not as it must be", "delete it when it is empty")
    channel.queue_delete("ill.record.5")
    repair(stopped)


def repair(system):
    """What the advice says: `guiche up` makes what is missing."""
    system.log.unlink()  # its "guiche: ready" is of the last start
    system.start()
    system.stop()
    assert examine(system)[1]["topology"]["level"] == "ok"


def test_another_number_of_partitions(stopped):
    found = broken(stopped, "topology", "have 16 partitions", "Set GUICHE_PARTITIONS to 16", GUICHE_PARTITIONS="8")
    assert found["store router"]["level"] == "error"
    found = broken(stopped, "topology", "have 16 partitions", "Set GUICHE_PARTITIONS to 16", GUICHE_PARTITIONS="64")
    assert "Set GUICHE_PARTITIONS to 16" in found["store protocol-writer"]["advice"]


def test_dead_letters_are_counted(running, channel):
    channel.confirm_delivery()
    channel.basic_publish("well.webchat", "x", b"not json", pika.BasicProperties(type="no.such.type.v9"))
    for _ in range(100):
        code, found = examine(running)
        if found["dead letters"]["level"] == "warning":
            break
    assert code == 0 and "1 messages" in found["dead letters"]["found"], found
    channel.queue_purge("well.dead-letters")


def test_a_frozen_program(running):
    listed = json.loads(running.command("status", "--json").stdout)
    pid = next(member["pid"] for member in listed if member["program"] == "ingress")
    os.kill(pid, signal.SIGSTOP)
    try:
        code, found = examine(running)
    finally:
        os.kill(pid, signal.SIGCONT)
    assert code == 1 and found["ingress"]["level"] == "error", found


def test_a_store_that_cannot_be_written(stopped):
    store = stopped.folder / "store"
    store.chmod(0o555)
    try:
        broken(stopped, "store", "can't be written", "Give the user", before=BOUND)
    finally:
        store.chmod(0o755)


def test_a_broken_store(stopped, tmp_path):
    (tmp_path / "router.db").write_bytes(b"no database at all" * 500)
    broken(stopped, "store router", "router.db", "put back the last good one", GUICHE_STORE=f"sqlite:{tmp_path}")


def test_a_store_that_is_not_named(stopped):
    broken(stopped, "store", "GUICHE_STORE is missing", "sqlite:/path/to/folder", GUICHE_STORE="")


def test_a_mistake_in_the_directory_file(stopped, tmp_path):
    wrong = tmp_path / "directory.yaml"
    wrong.write_text(DIRECTORY.replace("defaultQueue: financeiro", "defaultQueue: nowhere"), encoding="utf-8")
    line = next(number for number, text in enumerate(DIRECTORY.splitlines(), 1) if "defaultQueue" in text)
    found = broken(
        stopped, "directory", f"line {line}: tenants[0].channels[0].defaultQueue", "Correct the file",
        GUICHE_DIRECTORY=str(wrong),
    )
    assert found["topology"]["level"] == "ok"


def test_a_setting_that_makes_no_sense(stopped):
    broken(stopped, "settings", "GUICHE_PARTITIONS must be a whole number", "Correct", GUICHE_PARTITIONS="many")
