"""A thousand bodies of every type an outsider may send, nearly right: what the schema refuses is `invalid_contract`,
what it takes is not, each is answered once, nothing crashes, and a conversation in their midst goes its way."""

import json
import os
import pathlib
import random
import threading

import pika
import pytest
import yaml

import truth
from agent_front_end import AgentFrontEnd
from barrage import Barrage, Shot
from contract import ROOT
from gateway import Gateway
from mutations import Mutations
from test_path import in_service

SEED = int(os.environ.get("GUICHE_TEST_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
BODIES = int(os.environ.get("GUICHE_TEST_MUTATIONS", "1000"))
PREFIX = "mutations"
KEYS = {"webchat": "sessionId", "bots": "conversationId", "agents": "agentId"}


@pytest.fixture(scope="module")
def doors():
    """The types each exchange takes, by what the AsyncAPI document says."""
    document = yaml.safe_load((ROOT / "asyncapi.yaml").read_text(encoding="utf-8"))
    return {door: types for door, types in document["x-doors"].items()}


class Volley:
    """The shots of one run, with what the contract says of each."""

    def __init__(self, contract, doors, seed):
        self.contract, self.doors, self.seed = contract, doors, seed
        self.mutations, self.refused, self.types = Mutations(contract, seed), {}, {}

    def shots(self, count):
        """All types in turns, so that good and bad ones of everybody stand between each other."""
        for number in range(count):
            for exchange, types in self.doors.items():
                for key, message_type in types:
                    yield self.shot(exchange, key, message_type, f"{self.seed}-{number}-{message_type[:40]}")

    def shot(self, exchange, key, message_type, message_id):
        data = self.mutations.body(message_type)
        self.refused[message_id] = truth.refuses(self.contract, message_type, data)
        self.types[message_id] = (message_type, data)
        is_query = exchange == "queries"
        properties = pika.BasicProperties(
            type=message_type, message_id=message_id, content_type="application/json", delivery_mode=2,
            correlation_id=message_id if is_query else None,
        )
        routing_key = key if is_query else self.routing_key(data, key)
        return Shot(exchange, routing_key, properties, data, is_query or self.refused[message_id] is True)

    @staticmethod
    def routing_key(data, name):
        """The one the body asks for, so that it is not refused for its key."""
        try:
            key = truth.read(data)[name]
            return key if isinstance(key, str) and 0 < len(key.encode()) < 256 else "x"
        except (truth.Refused, truth.Undecided, KeyError, TypeError, UnicodeEncodeError):
            return "x"
