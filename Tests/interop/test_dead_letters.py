"""What could not be handled is listed, shown, tried again and thrown away by an operator, in order and with a reason
that is recorded; and neither a message that fails nor one that ends programs stops its neighbours."""

import json
import signal
import sqlite3
import time

import pika
import pytest

from accounts import STRANGER
from agent_front_end import AgentFrontEnd
from client import TENANT, new_id
from conftest import DIRECTORY
from dead_letters import DeadLetters
from gateway import Gateway
from processes import System

PREFIX, CRASH_PREFIX = "dead", "dead-crash"
WORKERS = "ingress,bot-bridge,router,agent-presence,protocol-writer,web-gateway,demo-bot"
OwnGateway = type("DeadGateway", (Gateway,), {"prefix": PREFIX, "patience": 20})
OwnAgent = type("DeadAgent", (AgentFrontEnd,), {"prefix": PREFIX, "patience": 20})


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    file = tmp_path_factory.mktemp("directory") / "directory.yaml"
    file.write_text(DIRECTORY.read_text(encoding="utf-8"), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def stage(broker, directory, tmp_path_factory):
    system = System(broker, tmp_path_factory.mktemp("dead"), directory, prefix=PREFIX).start()
    yield system
    system.stop()


@pytest.fixture
def letters(stage):
    return DeadLetters(stage)


@pytest.fixture
def gateway(broker, contract):
    """Makes gateways and closes them at the end."""
    made = []

    def make(**options):
        made.append(OwnGateway(broker.url, contract, **options))
        return made[-1]

    yield make
    for client in made:
        client.close()


@pytest.fixture
def channel(broker):
    connection = pika.BlockingConnection(pika.URLParameters(broker.url))
    yield connection.channel()
    connection.close()


@pytest.fixture
def empty(channel):
    """Nothing of another test lies in the queue."""
    yield channel.queue_purge(f"{PREFIX}.dead-letters")
    channel.queue_purge(f"{PREFIX}.dead-letters")


def of(listed, key):
    return [entry for entry in listed if entry["key"] == key]


# The queue


def test_a_letter_is_put_back_once_its_cause_is_put_right(stage, directory, letters, gateway, empty):
    """A gateway of a company that has its broker users and is not in the directory yet."""
    early = gateway(tenant=STRANGER, channel="site")
    command = early.start()
    (letter,) = letters.until(lambda listed: of(listed, early.session))
    assert letter["reason"] == "unknown_tenant" and letter["place"] == "dead-letters" and letter["since"]
    assert letter["type"] == "webchat.session.started.v1"

    shown = letters.good("show", letter["id"])
    for words in ("unknown_tenant", command, f"{PREFIX}.webchat, key {early.session}", '"tenant" : "nobody"'):
        assert words in shown, shown
    assert letters.list() == [letter], "looking changes nothing"

    kept = directory.read_text(encoding="utf-8")
    start = kept.index("\n  - id: acme")
    copy = kept[start:kept.index("\n  - id: ", start + 1)].replace("id: acme", f"id: {STRANGER}", 1)
    directory.write_text(kept.rstrip() + copy + "\n", encoding="utf-8")
    stage.process.send_signal(signal.SIGHUP)
    deadline = time.monotonic() + 10
    while early.query("channels", "channel.status.v1", tenant=STRANGER, channelId="site").type == "command.rejected.v1":
        assert time.monotonic() < deadline
    assert "again" in letters.good("redrive", letter["id"], "--reason", "a empresa foi cadastrada")
    early.expect("conversation.opened.v1")
    assert letters.list() == []
    (entry,) = of_subject(letters.log(), letter["id"])
    assert entry["action"] == "redrive" and entry["reason"] == "a empresa foi cadastrada" and entry["by"]
    assert entry["message"]["messageId"] == command and json.loads(entry["message"]["body"])["tenant"] == STRANGER


def of_subject(log, subject):
    return [entry for entry in log if entry["subject"] == subject]


def test_what_is_discarded_is_in_the_log(letters, gateway, empty):
    sender = gateway()
    for text in ("first", "second"):
        sender.publish("webchat", sender.session, "webchat.message.sent.v1", text.encode())
    first, second = letters.until(lambda listed: len(of(listed, sender.session)) == 2)
    assert "discarded" in letters.good("discard", first["id"], "--reason", "lixo")
    assert letters.list() == [second], "the other one stays where it was"
    (entry,) = of_subject(letters.log(), first["id"])
    assert entry["action"] == "discard" and entry["reason"] == "lixo" and entry["message"]["body"] == "first"
    assert "lixo" in letters.good("log")


def test_two_hundred_letters_keep_their_order_and_their_names(letters, gateway, channel, empty):
    sender = gateway()
    channel.confirm_delivery()
    for number in range(200):
        properties = pika.BasicProperties(type="webchat.message.sent.v1", message_id=f"m{number}", delivery_mode=2)
        channel.basic_publish(f"{PREFIX}.webchat", sender.session, f"no json {number}".encode(), properties)
    first = letters.until(lambda listed: len(listed) == 200)
    assert letters.list() == first == letters.list()
    chosen = [first[150]["id"], first[50]["id"]]
    told = letters.good("redrive", *chosen, "--reason", "outra vez").splitlines()
    assert [line.split(":")[0] for line in told] == list(reversed(chosen)), "in the queue's order"
    # Nothing was put right, so they come back, behind the others and under their old names.
    again = letters.until(lambda listed: len(listed) == 200)
    rest = [entry["id"] for entry in first if entry["id"] not in chosen]
    assert [entry["id"] for entry in again] == rest + list(reversed(chosen))
    bodies = []
    while (got := channel.basic_get(f"{PREFIX}.dead-letters", auto_ack=True))[0]:
        bodies.append(int(got[2].split()[-1]))
    assert bodies == [number for number in range(200) if number not in (50, 150)] + [50, 150]


def test_more_letters_than_are_read_at_once_are_told(letters, channel, empty):
    channel.confirm_delivery()
    for number in range(1_003):
        properties = pika.BasicProperties(type="t", message_id=f"m{number}", delivery_mode=2)
        channel.basic_publish("", f"{PREFIX}.dead-letters", b"x", properties)
    ended = letters.run("list", "--json")
    assert ended.returncode == 0 and "3 more lie in the queue; the first 1000 are shown" in ended.stderr, ended.stderr
    listed = json.loads(ended.stdout)
    assert len(listed) == 1_000 and len({entry["id"] for entry in listed}) == 1_000
    said = letters.bad("redrive", listed[0]["id"], "--reason", "x")
    assert "Nothing says where it came in" in said and "1 could not be redriven" in said


def test_what_is_not_there_and_what_is_not_said(letters, empty):
    for word in ("queue/00000000", "router/conversation/0/nobody", "nonsense"):
        for command in (["show", word], ["redrive", word, "--reason", "x"], ["discard", word, "--reason", "x"]):
            assert f'There is no dead letter {word}; "guiche dead-letters list" shows' in letters.bad(*command)
    assert "--reason" in letters.bad("redrive", "queue/00000000")
    assert "--reason" in letters.bad("discard", "queue/00000000")
    for reason in ("", "x" * 501):
        assert "1 to 500 characters" in letters.bad("discard", "queue/00000000", "--reason", reason)
    assert "--all" in letters.bad("redrive", "--reason", "x")
    assert "<ids>" in letters.bad("discard", "--all", "--reason", "x"), "nothing is thrown away unnamed"
    assert letters.good("list").startswith("There are no dead letters")


# Parked conversations


class Row:
    """The stored row of one conversation, which a test makes unreadable and puts back."""

    def __init__(self, system, conversation):
        self.file, self.conversation = system.folder / "store/router.db", conversation
        with sqlite3.connect(self.file, timeout=10) as store:
            query = "SELECT facts FROM conversations WHERE id = ?"
            (self.facts,) = store.execute(query, (conversation,)).fetchone()

    def spoil(self):
        self.write(b"not json")

    def restore(self):
        self.write(self.facts)

    def write(self, facts):
        with sqlite3.connect(self.file, timeout=10) as store:
            store.execute("UPDATE conversations SET facts = ? WHERE id = ?", (facts, self.conversation))


def opened(gateway):
    gateway.start()
    gateway.expect("conversation.subjects.offered.v1")
    return gateway


def texts(gateway):
    return [message["text"] for message in gateway.lines() if message["from"]["kind"] == "customer"]


def said(gateway, words, seconds=10):
    """Waits until the customer has seen these lines of his own, and no others."""
    deadline = time.monotonic() + seconds
    while len(texts(gateway)) < len(words) and time.monotonic() < deadline:
        gateway.connection.process_data_events(time_limit=0.05)
    gateway.connection.process_data_events(time_limit=0.5)
    assert texts(gateway) == words


@pytest.fixture
def parked(stage, letters, gateway, empty):
    """A conversation that can't be read, with three lines of its customer parked."""
    gateway = opened(gateway())
    stage.stop()
    row = Row(stage, gateway.conversation())
    row.spoil()
    restart(stage)
    for text in ("um", "dois", "três"):
        gateway.say(text)
    (entry,) = letters.until(
        lambda listed: [e for e in of(listed, gateway.conversation()) if e["behind"] == 2 and e["attempts"] >= 3])
    # The next try by itself is a minute away.
    yield gateway, row, entry
    for line in of(letters.list(), gateway.conversation()):
        letters.run("discard", line["id"], "--whole", "--reason", "fim do teste")


def restart(system):
    system.log.unlink()  # its "guiche: ready" is of the last start
    system.start()


def test_a_parked_conversation_is_listed_and_redriven_in_order(letters, gateway, parked):
    broken, row, entry = parked
    other = opened(gateway())
    start = time.monotonic()
    other.say("e eu?")
    said(other, ["e eu?"])
    assert time.monotonic() - start < 5, "the neighbours do not wait"
    assert entry["id"].startswith("router/conversation/") and entry["id"].endswith(f"/{broken.conversation()}")
    assert entry["place"].startswith("router conversation.") and entry["type"] == "webchat.message.sent.v1"
    shown = letters.good("show", entry["id"])
    assert shown.index('"um"') < shown.index('"dois"') < shown.index('"três"'), shown
    assert "behind a failed message" in shown

    failed = letters.bad("redrive", entry["id"], "--reason", "tentativa")
    assert "failed again" in failed and "1 could not be redriven" in failed
    row.restore()
    assert "nothing of it is parked" in letters.good("redrive", entry["id"], "--reason", "consertado")
    said(broken, ["um", "dois", "três"])
    assert letters.list() == []
    log = of_subject(letters.log(), entry["id"])
    assert [e["reason"] for e in log] == ["tentativa"] * 3 + ["consertado"] * 3
    assert [json.loads(e["message"]["body"])["text"] for e in log[3:]] == ["um", "dois", "três"]


def test_the_first_is_discarded_and_the_rest_goes_on(letters, parked):
    broken, row, entry = parked
    row.restore()
    assert "nothing of it is parked" in letters.good("discard", entry["id"], "--reason", "estragada")
    said(broken, ["dois", "três"])
    log = of_subject(letters.log(), entry["id"])
    assert [(e["action"], e["reason"]) for e in log] == [("discard", "estragada")]
    assert json.loads(log[0]["message"]["body"])["text"] == "um"


def test_the_first_is_discarded_and_the_rest_still_fails(letters, parked):
    _, row, entry = parked
    told = letters.bad("discard", entry["id"], "--reason", "talvez")
    assert "failed again" in told
    (left,) = letters.list()
    assert left["id"] == entry["id"] and left["behind"] == 1
    row.restore()
    letters.good("redrive", "--all", "--reason", "tudo")
    assert letters.list() == []


def test_all_of_a_key_is_discarded(letters, parked):
    broken, row, entry = parked
    letters.good("discard", entry["id"], "--whole", "--reason", "toda ela")
    assert letters.list() == []
    assert len(of_subject(letters.log(), entry["id"])) == 3
    row.restore()
    broken.say("quatro")
    said(broken, ["quatro"])


def test_list_and_show_without_programs_and_an_order_that_waits(stage, letters, parked):
    broken, row, entry = parked
    stage.stop()
    try:
        (listed,) = letters.list()
        assert listed["id"] == entry["id"] and listed["behind"] == 2
        assert '"três"' in letters.good("show", entry["id"])
        row.restore()
        told = letters.bad("redrive", entry["id"], "--reason", "mais tarde", "--wait", "3")
        assert "did not carry it out" in told and "guiche status" in told
    finally:
        restart(stage)
    said(broken, ["um", "dois", "três"])


# What ends programs


@pytest.fixture
def installation(broker, tmp_path):
    """Starts `guiche up` of some of the programs of one installation of its own; the rest ends with the test."""
    started = []

    def start(*programs, crash_at=None):
        without = ",".join(set(WORKERS.split(",")) - set(programs))
        system = System(broker, tmp_path, DIRECTORY, prefix=CRASH_PREFIX, without=without)
        system.log = tmp_path / f"guiche-{len(started)}.log"
        system.environment["GUICHE_PARTITIONS"] = "2"  # the dozen are in all of them
        if crash_at:
            system.environment["GUICHE_CRASH_AT"] = f"handling:{crash_at}"
        started.append(system)
        return system.start()

    yield start
    for system in started:
        system.stop()


@pytest.fixture
def sessions(broker, contract):
    """Makes a dozen customers and closes them at the end."""
    kind, made = type("CrashGateway", (Gateway,), {"prefix": CRASH_PREFIX}), []

    def make():
        made.extend(kind(broker.url, contract) for _ in range(12))
        return made

    yield make
    for client in made:
        client.close()


def test_a_message_that_ends_a_program_without_a_store_becomes_a_dead_letter(installation, sessions):
    """It alone, and everybody else goes on meanwhile, in the same partition, too."""
    poison = new_id()
    installation("router", "agent-presence", "protocol-writer", "bot-bridge")
    first, *others = sessions()
    first.send("webchat.session.started.v1", poison)
    for other in others:
        other.start()
    system = installation("ingress", crash_at=poison)
    start = time.monotonic()
    for other in others:
        other.expect("conversation.opened.v1", timeout=30)
    assert time.monotonic() - start < 30
    letters = DeadLetters(system)
    (letter,) = letters.until(lambda listed: listed, seconds=150)
    assert letter["reason"] == "crashed_program" and letter["key"] == first.session
    for other in others:
        other.say("continua")
        other.expect("conversation.message.v1", text="continua")
    assert letters.list() == [letter], "nobody else was hit"
    # Once the program is put right, the letter goes the way it was meant to go.
    system.stop()
    fixed = installation("ingress")
    DeadLetters(fixed).good("redrive", letter["id"], "--reason", "corrigido")
    first.expect("conversation.opened.v1")


def test_a_message_that_ends_a_program_with_a_store_is_parked(installation, sessions):
    poison = new_id()
    installation("ingress", "agent-presence", "protocol-writer", "bot-bridge")
    system = installation("router", crash_at=poison)
    first, *others = sessions()
    opened(first)
    first.send("webchat.message.sent.v1", poison, text="veneno")
    first.say("depois")
    for other in others:
        other.start()
    for other in others:
        other.expect("conversation.opened.v1", timeout=30)
    letters = DeadLetters(system)
    (line,) = letters.until(lambda listed: [e for e in listed if e["behind"] == 1], seconds=60)
    assert line["key"] == first.conversation() and "ended the program" in line["reason"]
    # Trying it again ends the program again; the command says so, and the neighbours go on after that.
    assert "failed again" in letters.bad("redrive", line["id"], "--reason", "mais uma vez")
    for other in others:
        other.say("continua")
        other.expect("conversation.message.v1", timeout=20, text="continua")
    system.stop()
    fixed = installation("router")
    DeadLetters(fixed).good("redrive", line["id"], "--reason", "corrigido")
    said(first, ["veneno", "depois"])
    assert DeadLetters(fixed).list() == []
