"""Makes bodies of a message type that are nearly right, from its schema and its golden examples: each one is an example
with nothing, one or several things changed, or with its bytes spoiled. The same seed makes the same bodies."""

import copy
import json
import random

from truth import BYTES_FROM_OTHERS

ANYTHING = [None, True, False, 0, 1, -1, 1.5, 1.0, "", "x", [], {}, [[]], [None], {"a": 1}, [1, "a", {}]]
TEXTS = [
    "", " ", "a.b", "*", "#", "a.*.#", "a/b", "a\nb", "acme\n", "ação", "\u0000", "a\u0000b", "\ud800", "a\udfffb",
    "\u2028", "e\u0301" * 2000, "x" * 64, "x" * 65, "x" * 70, "x" * 71, "x" * 500, "x" * 501, "x" * 1000, "x" * 1001,
    "x" * 2048, "x" * 2049, "x" * 4000, "x" * 4001, "😀" * 4000, "😀" * 4001, "null", "'; drop table x; --", "../../etc",
]
NUMBERS = [
    0, -1, 1, 4, 5, 100, 101, 200, 201, 3600, 3601, 2**31, 2**53 - 1, 2**53, 2**63 - 1, 2**63, 2**64, -(2**63), 1.0,
    3.0, 1.5, 1e3, 1e-3, -0.0, 1e300,
]
MOMENTS = [
    "2026-11-22T16:47:12Z", "2026-11-22T16:47:12.345Z", "2026-11-22T13:47:12.3456-03:00", "2024-02-29t00:00:00z",
    "2026-02-29T00:00:00Z", "2026-11-31T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T23:59:60Z",
    "2026-11-22T16:60:00Z", "2026-11-22 16:47:12Z", "2026-11-22T16:47:12", "2026-11-22", "16:47:12Z",
    "2026-11-22T16:47:12+24:00", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-22T16:47:12.Z",
    "2026-11-22T16:47:12Z\n", "+02026-11-22T16:47:12Z", "agora",
]


class Mutations:
    """The bodies of one run."""

    def __init__(self, contract, seed):
        self.contract = contract
        self.chance = random.Random(seed)

    def body(self, message_type):
        """One body, as bytes."""
        body = self.example(message_type)
        for _ in range(self.chance.choice((0, 1, 1, 1, 1, 2, 3))):
            self.change(body, self.contract.validator(message_type).schema)
        data = json.dumps(body, ensure_ascii=self.has_half_a_pair(body) or self.chance.random() < 0.5).encode()
        return self.spoil(data) if self.chance.random() < 0.12 else data

    def example(self, message_type):
        """A good body: a golden example, sometimes with optional fields left out."""
        schema = self.contract.validator(message_type).schema
        path = self.chance.choice(self.contract.examples(message_type))
        body = json.loads(path.read_text(encoding="utf-8"))
        if self.chance.random() < 0.3:
            for name in list(body):
                if name not in schema.get("required", ()) and self.chance.random() < 0.5:
                    del body[name]
        return body

    @staticmethod
    def has_half_a_pair(body):
        """Such a text can only be written as an escape."""
        return "\\ud8" in json.dumps(body) or "\\udf" in json.dumps(body)

    # Changes to what the body says

    def change(self, body, schema):
        """Changes one member of the body or of an object or list in it."""
        holder, names, described = self.somewhere(body, schema)
        how = self.chance.random()
        if how < 0.12 or not names:
            return self.add(holder)
        name = self.chance.choice(names)
        kind = described.get(name, {}) if isinstance(holder, dict) else described
        if how < 0.25:
            del holder[name]
        elif how < 0.32:
            holder[name] = None
        elif how < 0.5:
            holder[name] = copy.deepcopy(self.chance.choice(ANYTHING))
        else:
            holder[name] = self.edge(kind, holder[name])
        return None

    def somewhere(self, body, schema):
        """An object or a list in the body, its members, and what the schema says of them."""
        holder, kind = body, schema
        while True:
            inner = self.members(holder)
            described = kind.get("properties", {}) if isinstance(holder, dict) else kind.get("items", {})
            deeper = [name for name in inner if isinstance(holder[name], (dict, list)) and holder[name]]
            if not deeper or self.chance.random() < 0.5:
                return holder, inner, described
            name = self.chance.choice(deeper)
            kind = described.get(name, {}) if isinstance(holder, dict) else described
            kind = next((choice for choice in kind.get("anyOf", ()) if "properties" in choice), kind)
            holder = holder[name]

    @staticmethod
    def members(holder):
        return list(holder) if isinstance(holder, dict) else list(range(len(holder)))

    def add(self, holder):
        """A member nobody knows, or many of them."""
        value = copy.deepcopy(self.chance.choice(ANYTHING))
        if isinstance(holder, list):
            return holder.extend([value] * self.chance.choice((1, 10, 50, 100)))
        names = self.chance.choice((["mood"], [""], ["x" * 64], ["x" * 65], ["a\u0000"], ["queueId"], ["toAgentId"]))
        if self.chance.random() < 0.3:
            names = [f"n{number}" for number in range(self.chance.choice((50, 51, 100, 101)))]
        for name in names:
            holder.setdefault(name, value)
        return None

    def edge(self, kind, value):
        """A value at or behind the edge of what the schema takes."""
        if "enum" in kind:
            return self.chance.choice([*kind["enum"], "other", "", kind["enum"][0].upper(), 0])
        if kind.get("format") == "date-time":
            return self.chance.choice(MOMENTS)
        if isinstance(value, str):
            return self.chance.choice(TEXTS)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self.chance.choice(NUMBERS)
        if isinstance(value, list):
            most = kind.get("maxItems", 20)
            return self.chance.choice(([], value * most, value[:1] * (most + 1), [value], value + [None]))
        if isinstance(value, dict):
            return self.chance.choice(({}, [value], {"value": value}, {**value, "more": value}))
        return copy.deepcopy(self.chance.choice(ANYTHING))

    # Changes to its bytes

    def spoil(self, data):
        """The same body with something wrong in its bytes."""
        at = self.chance.randrange(len(data) + 1)
        head, tail = data[:at], data[at:]
        return self.chance.choice(
            (
                lambda: head, lambda: tail, lambda: b"\xef\xbb\xbf" + data, lambda: head + b"\0" + tail,
                lambda: head + b"\xff" + tail, lambda: head + b"\xed\xa0\x80" + tail,
                lambda: data.decode().encode("utf-16"),
                lambda: data + data, lambda: data + b"\n\t ", lambda: data + b",", lambda: b"[" + data + b"]",
                lambda: self.doubled(data), lambda: self.nested(data), lambda: self.padded(data), lambda: b"",
                lambda: data.replace(b": ", b":NaN,", 1), lambda: data.replace(b"1", b"01"),
                lambda: data.replace(b'"', b"'"),
                lambda: bytes(self.chance.randrange(256) for _ in range(self.chance.choice((1, 20, 300)))),
            )
        )()

    def doubled(self, data):
        """One key twice, the second time with something else."""
        other = self.chance.choice((b"null", b"7", b'"x"', b"{}"))
        name = self.chance.choice((b"tenant", b"at", b"text", b"agentId", b"sessionId"))
        return data.rstrip().removesuffix(b"}") + b', "%s": %s}' % (name, other)

    def nested(self, data):
        deep = self.chance.choice((30, 31, 32, 33, 500, 20_000))
        return data.rstrip().removesuffix(b"}") + b', "deep": ' + b"[" * deep + b"]" * deep + b"}"

    def padded(self, data):
        """Around the most bytes that are taken."""
        room = BYTES_FROM_OTHERS + self.chance.choice((-1, 0, 1, 5000)) - len(data) - len(', "pad": ""')
        return data.rstrip().removesuffix(b"}") + b', "pad": "' + b"x" * room + b'"}'
