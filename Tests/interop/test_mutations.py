"""Five hundred bodies of every type an outsider may send, nearly right: what the schema refuses is `invalid_contract`,
what it takes is not, each is answered once, nothing crashes, and a conversation in their midst goes its way."""

import json
import os
import pathlib
import random
import threading
import time

import pika
import pytest

import truth
from agent_front_end import AgentFrontEnd
from barrage import Barrage, Shot
from gateway import Gateway
from mutations import Mutations
from processes import resident
from test_path import AGENT, in_service

SEED = int(os.environ.get("GUICHE_TEST_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
BODIES = int(os.environ.get("GUICHE_TEST_MUTATIONS", "500"))
PREFIX = "mutations"
DIRECTORY = pathlib.Path(__file__).with_name("mutations.yaml")
MOST_GROWTH = 20  # megabytes of a program while a third of the bodies comes
SECONDS = 120  # for a neighbour's step while the doors are under fire


@pytest.fixture
def system(new_system):
    return new_system(DIRECTORY, prefix=PREFIX)


class Volley:
    """The shots of one run, with what the contract says of each."""

    def __init__(self, contract, seed):
        self.contract, self.seed = contract, seed
        self.mutations, self.refused, self.bodies, self.queries = Mutations(contract, seed), {}, {}, set()

    def shots(self, count):
        """All types in turns, so that good and bad ones of everybody stand between each other."""
        for number in range(count):
            for exchange, address, types in self.contract.doors():
                for message_type in types:
                    yield self.shot(exchange, address, message_type, f"{len(self.refused)}-{self.seed}-{number}")

    def shot(self, exchange, address, message_type, message_id):
        data = self.mutations.body(message_type)
        self.refused[message_id] = truth.refuses(self.contract, message_type, data)
        self.bodies[message_id] = (message_type, data)
        is_query = not address.startswith("{")
        if is_query:
            self.queries.add(message_id)
        properties = pika.BasicProperties(
            type=message_type, message_id=message_id, content_type="application/json", delivery_mode=2,
            correlation_id=message_id if is_query else None,
        )
        key = address if is_query else self.routing_key(data, address.strip("{}"))
        return Shot(exchange, key, properties, data, is_query or self.refused[message_id] is True)

    @staticmethod
    def routing_key(data, field):
        """The one the body asks for, so that it is not refused for its key."""
        try:
            key = truth.read(data)[field]
            return key if isinstance(key, str) and 0 < len(key.encode()) < 256 else "x"
        except (truth.Refused, truth.Undecided, KeyError, TypeError, UnicodeEncodeError):
            return "x"


def faults(volley, outcomes):
    """Every message whose outcome is not what the contract says, with its body."""
    found = []
    for message_id, refused in volley.refused.items():
        said = outcomes[message_id].said if message_id in outcomes else []
        is_refused = [word.removeprefix("dead: ") for word in said] == ["invalid_contract"]
        is_wrong = refused is True and not is_refused or refused is False and is_refused or len(said) > 1
        if is_wrong or message_id in volley.queries and not said:
            found.append((message_id, refused, said, *volley.bodies[message_id]))
    return found


def shown(fault):
    message_id, refused, said, message_type, data = fault
    expected = {True: "invalid_contract", False: "anything else"}.get(refused, "anything")
    return f"{message_id} {message_type}: expected {expected}, got {said}: {data[:300]!r} ({len(data)} bytes)"


def pids(system):
    return {(row["program"], row["pid"]) for row in json.loads(system.command("status", "--json").stdout)}


def test_what_the_schema_refuses_is_refused_and_nothing_else(system, broker, contract):
    print(f"seed {SEED}: GUICHE_TEST_SEED={SEED} GUICHE_TEST_MUTATIONS={BODIES}")
    before, began = pids(system), time.monotonic()
    volley, barrage = Volley(contract, SEED), Barrage(broker.url, PREFIX, bots=["acme.menu"])
    firing = threading.Thread(target=barrage.run, args=(volley.shots(BODIES),))
    firing.start()
    memory = Memory(before)
    talks = neighbours(broker.url, contract, firing, memory)
    firing.join()
    seconds = time.monotonic() - began
    print(f"seed {SEED}: {barrage.sent} sent in {seconds:.0f} s, {talks} talks beside them; {barrage.codes()}")
    found = faults(volley, barrage.outcomes)
    assert not found, f"seed {SEED}: {len(found)} faults, the first:\n" + "\n".join(map(shown, found[:5]))
    assert talks > 0 and barrage.sent >= len(volley.refused)
    assert pids(system) == before and len(before) >= 5
    assert memory.growth() < MOST_GROWTH, memory.samples


class Memory:
    """Megabytes of each program, looked at as long as the doors are under fire."""

    def __init__(self, programs):
        self.programs, self.samples = programs, []

    def look(self):
        self.samples.append({program: resident(pid) for program, pid in self.programs})

    def growth(self):
        """By how much the largest of the last third exceeds the largest of the middle third, when all caches are warm;
        of the program that grew most."""
        third = max(1, len(self.samples) // 3)
        middle, last = self.samples[third : 2 * third] or self.samples, self.samples[2 * third :] or self.samples
        return max(
            max(sample[program] for sample in last) - max(sample[program] for sample in middle)
            for program, _ in self.programs
        )


def neighbours(url, contract, firing, memory):
    """Whole conversations, one after the other, as long as the doors are under fire; returns how many."""
    talks = 0
    agent = kind(AgentFrontEnd)(url, contract, AGENT)
    agent.log_in("site")
    agent.expect("agent.state.changed.v1", SECONDS, status="available")
    while firing.is_alive() or not talks:
        with kind(Gateway)(url, contract) as gateway:
            talk(gateway, agent)
        talks += 1
        memory.look()
        time.sleep(0.2)  # a neighbour, not a second barrage
    agent.close()
    return talks


def kind(client):
    """A client of this test's own installation."""
    return type(client.__name__, (client,), {"prefix": PREFIX, "patience": SECONDS})


def talk(gateway, agent):
    card = in_service(gateway, agent, "path")
    said = gateway.say("Alguém me ouve no meio disso tudo?")
    agent.expect("conversation.message.v1", messageId=said)
    agent.finish(card["conversationId"])
    agent.save(card["conversationId"], 1)
    gateway.expect("conversation.closed.v1", outcome="answered")
