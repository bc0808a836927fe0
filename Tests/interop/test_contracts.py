"""The contracts folder is consistent with itself: every schema is one, every example is a good one of its type,
the AsyncAPI document holds together, and schemas refuse what the Swift decoders refuse (as in ContractsTests)."""

import copy
import json
import re
import uuid

import pytest
from asyncapi3.models import AsyncAPI3
from jsonschema import Draft202012Validator

from chain import break_of, check_digit_holds
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


def resolve(reference):
    node = CONTRACT.asyncapi
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


def test_an_outside_parser_takes_the_asyncapi_document():
    """The parser wants an exchange's type to be one of the broker's own; the official schema lets it be absent."""
    document = copy.deepcopy(CONTRACT.asyncapi)
    for channel in document["channels"].values():
        exchange = channel.get("bindings", {}).get("amqp", {}).get("exchange", {})
        if channel.get("x-exchange-type") == "x-modulus-hash":
            assert "type" not in exchange
            exchange["type"] = "direct"
    parsed = AsyncAPI3.model_validate(document)
    assert set(parsed.operations.root) == set(document["operations"])
    document["operations"]["tellBot"]["action"] = "shout"
    with pytest.raises(ValueError, match="action"):
        AsyncAPI3.model_validate(document)


def test_every_reference_of_the_asyncapi_document_leads_somewhere():
    found = list(references(CONTRACT.asyncapi))
    assert len(found) > 200
    for reference in found:
        assert resolve(reference) if reference.startswith("#") else (CONTRACT.root / reference).is_file(), reference


def test_operations_name_messages_of_their_channels():
    for name, operation in CONTRACT.asyncapi["operations"].items():
        parts = [operation, *([operation["reply"]] if "reply" in operation else [])]
        for part in parts:
            channel = part["channel"]["$ref"].rsplit("/", 1)[1]
            assert part["messages"], name
            for message in part["messages"]:
                assert CONTRACT.message_type(message) in CONTRACT.types_at(channel), name


def test_every_message_is_on_some_channel_with_its_own_schema_and_examples():
    told = {told for channel in CONTRACT.asyncapi["channels"] for told in CONTRACT.types_at(channel)}
    assert told == set(CONTRACT.types())
    for message in CONTRACT.asyncapi["components"]["messages"].values():
        assert message["payload"]["schema"]["$ref"] == f"./messages/{message['name']}/schema.json"
        assert message["bindings"]["amqp"]["messageType"] == message["name"]
        for example in message["examples"]:
            assert CONTRACT.errors(message["name"], example["payload"]) == []


def test_every_field_of_every_message_has_a_meaning(message_type):
    def meaningless(node, path):
        for name, field in node.get("properties", {}).items():
            if not field.get("description"):
                yield f"{path}.{name}"
            yield from meaningless(field, f"{path}.{name}")
        for inner in [node["items"]] if "items" in node else node.get("anyOf", []):
            yield from meaningless(inner, path)

    assert list(meaningless(CONTRACT.validator(message_type).schema, "")) == []


def example(message_type):
    path = CONTRACT.root / "messages" / message_type / "examples" / "full.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_examples_are_true():
    """Ids that are computed, the check digit, the hash chain: whoever tries his program on them finds them right."""
    started, opened = example("webchat.session.started.v1"), example("conversation.opened.v1")
    guide = (CONTRACT.root / "README.md").read_text(encoding="utf-8")
    space = uuid.UUID(re.search(r"in the name\s+space\s+`([0-9a-f-]{36})`", guide)[1])
    name = f"{started['tenant']}/{started['channelId']}/{started['sessionId']}"
    assert opened["conversationId"] == str(uuid.uuid5(space, name))
    assert check_digit_holds(opened["protocol"]) and check_digit_holds(opened["previousProtocol"])
    assert break_of(example("protocol.document.v1")["transcript"]) is None
    for event in example("conversation.snapshot.v1")["events"]:
        assert CONTRACT.errors(event["type"], event["body"]) == []


def test_what_the_guide_shows_can_be_copied():
    guide = (CONTRACT.root / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"```\n(.*?)\n\n(.*?)```", guide, re.DOTALL)
    assert len(shown) > 10
    for head, body in shown:
        properties = dict(line.split(None, 1) for line in re.sub("routing key", "routing-key", head).splitlines())
        body = json.loads(body)
        assert CONTRACT.errors(properties["type"], body) == []
        places = [door for door in CONTRACT.doors() if properties["type"] in door[2]]
        assert [f"guiche.{exchange}" for exchange, _, _ in places] == [properties["exchange"]]
        address = places[0][1]
        assert properties["routing-key"] == (body[address.strip("{}")] if address.startswith("{") else address)


def test_the_reference_has_every_message_and_every_code():
    reference = (CONTRACT.root / "reference.md").read_text(encoding="utf-8")
    for message_type in CONTRACT.types():
        assert f"### `{message_type}`" in reference
    for code in CONTRACT.validator("command.rejected.v1").schema["properties"]["code"]["enum"]:
        assert f"| `{code}` |" in reference
    for field in ("offerSeconds", "brokerUsers", "sessionMessagesPerSecond"):
        assert field in reference


def test_directory_schema_takes_the_demo_and_refuses_unknown_keys():
    document = json.loads((CONTRACT.root / "directory.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(document)
    minimal = {"tenants": [{"id": "acme", "name": "Acme", "timeZone": "America/Sao_Paulo"}]}
    Draft202012Validator(document).validate(minimal)
    minimal["tenants"][0]["colour"] = "green"
    assert not Draft202012Validator(document).is_valid(minimal)
