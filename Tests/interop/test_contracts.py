"""The contracts folder is consistent with itself: every schema is one, every example is a good one of its type."""

import json

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
