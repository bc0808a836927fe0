"""Scale-out: replicas share the partitions fairly soon after a change, and whoever takes over a killed or a frozen
one's work does it in time and alone (architecture page, "Membership" and "Fencing")."""

import json
import os
import signal
import statistics
import subprocess
import time

import pytest
import yaml

import accounts
from client import TENANT, Client, new_id, now
from gateway import NAMESPACE, uuid
from processes import children, name_of

PREFIX = "scale"
SESSIONS, AGENTS = 24, 24
FAIR_SECONDS = 10
TAKEN_OVER_SECONDS = 1
HEARTBEATS_SECONDS = 15  # three of them
KILLED_SECONDS = 5  # after which guiche up kills who is silent
ROUNDS = 3
STREAMS = {
    "router": ("conversation", "desk"), "ingress": ("webchat",), "bot-bridge": ("bots", "bridge"),
    "agent-presence": ("agents", "presence"), "protocol-writer": ("record",),
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    """Enough agents to have some in every partition, and a bot."""
    agents = [
        {"id": f"agent-{number}", "name": f"Ana {number}", "channels": ["site"], "queues": ["path"], "capacity": 3}
        for number in range(AGENTS)
    ]
    site = {"id": "site", "name": "Site", "type": "webchat", "enabled": True}
    tenant = {
        "id": TENANT, "name": "Acme", "timeZone": "America/Sao_Paulo", "bots": [{"id": "menu"}],
        "queues": [{"id": "path", "name": "Caminho"}], "agents": agents,
        "channels": [
            {**site, "subjects": [{"id": "path", "label": "Boleto", "queue": "path"}]},
            {**site, "id": "robot", "bot": "menu", "defaultQueue": "path"},
        ],
    }
    path = tmp_path_factory.mktemp("scale") / "directory.yaml"
    path.write_text(yaml.safe_dump({"tenants": [tenant]}), encoding="utf-8")
    return path


@pytest.fixture
def replicas(new_system, directory):
    """A system with one of each program, and more of one when asked: `replicas.add("router")`."""
    more = Replicas(new_system(directory=directory, prefix=PREFIX))
    yield more
    for process in more.added:
        process.kill()
        process.wait()


class Replicas:
    def __init__(self, system):
        self.system, self.added = system, []

    def add(self, program):
        with open(self.system.log, "a", encoding="utf-8") as log:
            process = subprocess.Popen(
                [self.system.bin / program], env=self.system.beside(program), stdin=subprocess.DEVNULL, stdout=log,
                stderr=log,
            )
        self.added.append(process)
        return process

    def end(self, process, number):
        process.send_signal(number)
        process.wait(15)
        self.added.remove(process)


class Members:
    """Who said lately that he owns what: every replica announces itself four times a second."""

    def __init__(self, broker):
        self.connection = accounts.connect(broker.url)
        self.channel = self.connection.channel()
        queue = self.channel.queue_declare("", exclusive=True).method.queue
        self.channel.queue_bind(queue, f"{PREFIX}.members")
        self.channel.basic_consume(queue, self.heard, auto_ack=True)
        self.said = {}

    def heard(self, _channel, _method, _properties, data):
        said = json.loads(data)
        self.said[said["replica"]] = (time.monotonic(), said)

    def owned(self, program, stream):
        """The partitions of each replica that spoke within the last second."""
        fresh = time.monotonic() - 1
        return [
            said["owned"].get(stream, []) for moment, said in self.said.values()
            if said["program"] == program and moment > fresh and not said["isLeaving"]
        ]

    def seconds_until_fair(self, program, count):
        """How long it takes until `count` replicas own every partition of every stream, with at most one more each."""
        began = time.monotonic()
        while not all(is_fair(self.owned(program, stream), count) for stream in STREAMS[program]):
            self.connection.process_data_events(time_limit=0.05)
            assert time.monotonic() < began + 3 * FAIR_SECONDS, self.owned(program, STREAMS[program][0])
        return time.monotonic() - began

    def close(self):
        self.connection.close()


def is_fair(shares, count):
    sizes = [len(share) for share in shares]
    everything = sorted(partition for share in shares for partition in share)
    return len(shares) == count and everything == list(range(16)) and max(sizes) - min(sizes) <= 1


@pytest.fixture
def members(broker):
    members = Members(broker)
    yield members
    members.close()


@pytest.mark.parametrize("program", sorted(STREAMS))
def test_one_four_two_replicas_share_fairly_within_ten_seconds(replicas, members, program):
    taken = [members.seconds_until_fair(program, 1)]
    added = [replicas.add(program) for _ in range(3)]
    taken.append(members.seconds_until_fair(program, 4))
    for process in added[:2]:
        replicas.end(process, signal.SIGTERM)
    taken.append(members.seconds_until_fair(program, 2))
    print(f"{program}: fair after {', '.join(f'{seconds:.1f} s' for seconds in taken)}")
    assert max(taken[1:]) < FAIR_SECONDS, taken


# Work in every partition, and how long it waits


def one(url, contract, kind, *audiences, queue=None):
    """A client of that kind for all sessions or all agents at once."""
    client = type("ScaleClient", (Client,), {"prefix": PREFIX, "kind": kind})(
        url, contract, "probe", *audiences, queue=queue)
    client.types = set()
    return client


class Probe:
    """Asks something of every partition of a program at once, and waits until the last has answered."""

    def __init__(self, url, contract):
        self.customers = one(url, contract, "gateway", f"customer.{TENANT}.#")
        self.agents = one(url, contract, "agents", f"agent.{TENANT}.#")
        self.bot = one(url, contract, "bots", queue=f"{PREFIX}.bot.{TENANT}.menu")
        self.sessions = {}

    def close(self):
        for client in (self.customers, self.agents, self.bot):
            client.close()

    def ask_all(self, program):
        return getattr(self, f"ask_{program.replace('-', '_')}")()

    @staticmethod
    def answered_at(client, of, keys, patience=60):
        """When the last of `keys` was answered, where `of` says what an event answers, or None."""
        left, deadline = set(keys), time.monotonic() + patience
        while left:
            client.connection.process_data_events(time_limit=0.02)
            unread, client.unread = client.unread, []
            left -= {of(message) for message in unread}
            assert time.monotonic() < deadline, f"{len(left)} of {len(keys)} were never answered"
        return time.monotonic()

    def say(self, channel):
        """A line in every session; its message-ids."""
        if channel not in self.sessions:
            self.sessions[channel] = [f"s-{new_id()}" for _ in range(SESSIONS)]
            for session in self.sessions[channel]:
                self.customer(channel, session, "webchat.session.started.v1")
        return [
            self.customer(channel, session, "webchat.message.sent.v1", text="Oi") for session in self.sessions[channel]
        ]

    def customer(self, channel, session, message_type, **data):
        body = {"tenant": TENANT, "channelId": channel, "sessionId": session, "at": now(), **data}
        return self.customers.publish("webchat", session, message_type, body)

    def ask_router(self):
        return self.answered_at(self.customers, lambda event: event.get("messageId"), self.say("site"))

    ask_ingress = ask_router

    def ask_bot_bridge(self):
        """Every line becomes a turn; the bot itself never answers, and its 20 s are not over in a round."""
        self.say("robot")
        conversations = [uuid.uuid5(NAMESPACE, f"{TENANT}/robot/{session}") for session in self.sessions["robot"]]
        return self.answered_at(
            self.bot, lambda turn: turn.type == "bot.turn.v1" and turn["kind"] == "message" and turn["conversationId"],
            [str(conversation) for conversation in conversations],
        )

    def ask_agent_presence(self):
        for number in range(AGENTS):
            body = {"tenant": TENANT, "agentId": f"agent-{number}", "at": now()}
            self.agents.publish("agents", f"agent-{number}", "agent.sync.requested.v1", body)
        return self.answered_at(
            self.agents, lambda event: event.type == "agent.snapshot.v1" and event["agentId"],
            [f"agent-{number}" for number in range(AGENTS)],
        )

    def ask_protocol_writer(self):
        """A line counts when the book shows it."""
        lines = self.say("site")
        self.answered_at(self.customers, lambda event: event.get("messageId"), lines)
        for session, line in zip(self.sessions["site"], lines):
            while not self.is_in_the_book(session, line):
                time.sleep(0.01)
        return time.monotonic()

    def is_in_the_book(self, session, line):
        answer = self.customers.query(
            "conversations", "conversation.read.v1", timeout=60, channelId="site", sessionId=session,
            audience="customer",
        )
        return any(event["body"].get("messageId") == line for event in answer.body.get("events", ()))


@pytest.fixture
def probe(broker, contract, replicas):
    probe = Probe(broker.url, contract)
    yield probe
    probe.close()


@pytest.mark.parametrize("program", sorted(STREAMS))
def test_a_killed_replica_is_replaced_within_a_second(replicas, members, probe, program):
    probe.ask_all(program)
    taken = []
    for _ in range(ROUNDS):
        victim = replicas.add(program)
        members.seconds_until_fair(program, 2)
        began = time.monotonic()
        usual = probe.ask_all(program) - began
        began = time.monotonic()
        replicas.end(victim, signal.SIGKILL)
        taken.append(probe.ask_all(program) - began - usual)
    print(f"{program}: taken over after {', '.join(f'{seconds:.2f} s' for seconds in taken)}")
    assert statistics.median(taken) < TAKEN_OVER_SECONDS, taken


def test_a_frozen_replica_is_replaced_within_three_heartbeats_and_does_no_harm_when_it_wakes(replicas, members, probe):
    probe.ask_all("router")
    victim = replicas.add("router")
    members.seconds_until_fair("router", 2)
    began = time.monotonic()
    victim.send_signal(signal.SIGSTOP)
    taken = probe.ask_all("router") - began
    print(f"router: taken over after {taken:.1f} s")
    assert taken < HEARTBEATS_SECONDS, taken
    victim.send_signal(signal.SIGCONT)
    for _ in range(3):
        probe.ask_all("router")
    assert victim.poll() is None
    # Whoever counts the lines of a session sees each once, numbered without a gap (the client checks `seq`).
    for session in probe.sessions["site"]:
        seen = [event for event in probe.customers.seen if event.get("sessionId") == session]
        lines = [event["line"] for event in seen if event.get("line")]
        assert lines == list(range(1, len(lines) + 1))


def test_guiche_up_kills_a_frozen_replica_and_its_work_is_taken_over_at_once(replicas, members, probe):
    probe.ask_all("router")
    replicas.add("router")
    members.seconds_until_fair("router", 2)
    child = next(pid for pid in children(replicas.system.process.pid) if name_of(pid) == "router")
    began = time.monotonic()
    os.kill(child, signal.SIGSTOP)
    taken = probe.ask_all("router") - began
    print(f"router: taken over after {taken:.1f} s")
    assert taken < KILLED_SECONDS + 3 * TAKEN_OVER_SECONDS, taken
    assert child not in children(replicas.system.process.pid)
