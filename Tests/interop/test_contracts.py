"""The contracts folder is consistent with itself: every schema is one, every example is a good one of its type,
the AsyncAPI document holds together, and schemas refuse what the Swift decoders refuse (as in ContractsTests)."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from contract import Contract

CONTRACT = Contract()


def pytest_generate_tests(metafunc):
    if "message_type" in metafunc.fixturenames:
        metafunc.parametrize("message_type", CONTRACT.types())


def test_there_are_messages():
    assert len(CONTRACT.types()) > 40


def test_the_schema_is_a_schema_and_has_good_examples(message_type):
    Draft202012Validator.check_schema(CONTRACT.validator(message_type).schema)
    examples = CONTRACT.examples(message_type)
    assert examples, f"{message_type} has no golden example"
    for example in examples:
        body = json.loads(example.read_text(encoding="utf-8"))
        assert CONTRACT.errors(message_type, body) == [], example.name


HEAD = {"tenant": "acme", "channelId": "site", "sessionId": "s1", "at": "2026-11-22T16:47:12Z"}


@pytest.mark.parametrize(
    "change, valid",
    [
        ({"text": "😀" * 4000}, True),
        ({"text": "😀" * 4001}, False),
        ({"text": "e\u0301" * 2000}, True),
        ({"text": ""}, False),
        ({"text": "a\u0000b"}, False),
        ({"text": 7}, False),
        ({}, False),
        ({"text": None}, False),
        ({"attachments": []}, False),
        ({"attachments": [], "text": "oi"}, True),
        ({"text": None, "optionId": "a"}, True),
        ({"text": "oi", "mood": {"deep": [1]}}, True),
        ({"text": "oi", "tenant": "a.b"}, False),
        ({"text": "oi", "tenant": "acme\n"}, False),
        ({"text": "oi", "tenant": "x" * 65}, False),
        ({"text": "oi", "tenant": None}, False),
        ({"text": "oi", "at": "2026-02-29T00:00:00Z"}, False),
        ({"text": "oi", "at": "2024-02-29T00:00:00.123456-03:00"}, True),
        ({"text": "oi", "at": "2026-11-22T16:47:12"}, False),
        ({"attachments": [{"url": "u", "name": "n", "contentType": "c", "size": 1}] * 10}, True),
        ({"attachments": [{"url": "u", "name": "n", "contentType": "c", "size": 1}] * 11}, False),
        ({"attachments": [{"url": "u", "name": "n", "contentType": "c", "size": -1}]}, False),
    ],
)
def test_a_message_of_a_customer(change, valid):
    assert CONTRACT.validator("webchat.message.sent.v1").is_valid({**HEAD, **change}) is valid


def asyncapi():
    return yaml.safe_load((CONTRACT.root / "asyncapi.yaml").read_text(encoding="utf-8"))


def resolve(document, reference):
    node = document
    for part in reference.removeprefix("#/").split("/"):
        node = node[part]
    return node


def references(node):
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for member in node.values():
            yield from references(member)
    if isinstance(node, list):
        for element in node:
            yield from references(element)


def test_asyncapi_holds_together():
    document = asyncapi()
    assert document["asyncapi"] == "3.0.0"
    assert document["info"]["title"] and document["info"]["version"]
    for reference in references(document):
        if reference.startswith("#"):
            resolve(document, reference)
        else:
            assert (CONTRACT.root / reference).is_file(), reference
    for operation in document["operations"].values():
        assert operation["action"] in ("send", "receive")
        assert operation["channel"]["$ref"].startswith("#/channels/")
    assert sorted(document["components"]["messages"]) == CONTRACT.types()


def test_every_message_is_on_some_channel():
    document = asyncapi()
    told = {name for channel in document["channels"].values() for name in channel["messages"]}
    assert told == set(CONTRACT.types())


def test_directory_schema_takes_the_demo_and_refuses_unknown_keys():
    document = json.loads((CONTRACT.root / "directory.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(document)
    minimal = {"tenants": [{"id": "acme", "name": "Acme", "timeZone": "America/Sao_Paulo"}]}
    Draft202012Validator(document).validate(minimal)
    minimal["tenants"][0]["colour"] = "green"
    assert not Draft202012Validator(document).is_valid(minimal)
