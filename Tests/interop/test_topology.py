"""The live topology is the one the AsyncAPI document promises: nothing missing, nothing else, the same settings."""

import json

import yaml

from contract import ROOT


def promised():
    """Names with their type or arguments, partitions spelled out."""
    topology = yaml.safe_load((ROOT / "asyncapi.yaml").read_text(encoding="utf-8"))["x-topology"]
    exchanges = {row["name"]: row["type"] for row in topology["exchanges"]}
    queues = {}
    for row in topology["queues"]:
        numbers = range(topology["partitions"]) if "{partition}" in row["name"] else [None]
        for number in numbers:
            queues[row["name"].replace("{partition}", str(number))] = row["arguments"]
    return exchanges, queues


def live(broker, what, *columns):
    rows = json.loads(broker.ctl(what, "--quiet", "--formatter", "json", *columns))
    return [row for row in rows if row["name"].startswith("guiche.")]


def test_the_live_topology_equals_the_document(system, broker):
    exchanges, queues = promised()
    found = {row["name"]: row["type"] for row in live(broker, "list_exchanges", "name", "type")}
    assert found == exchanges
    rows = live(broker, "list_queues", "name", "arguments")
    passing = ("guiche.client.", "guiche.members.", "guiche.bot.")  # of clients, of replicas, of the directory's bots
    found = {row["name"]: arguments(row) for row in rows if not row["name"].startswith(passing)}
    assert sorted(found) == sorted(name for name in queues if not name.startswith(passing))
    for name, settings in found.items():
        assert settings == queues[name], name


def arguments(row):
    """rabbitmqctl prints arguments as an object, or as a list of [name, type, value]."""
    given = row["arguments"]
    return given if isinstance(given, dict) else {name: value for name, _, value in given}
