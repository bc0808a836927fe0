"""The published contract: finds the schema of each message type under contracts/ and judges messages by it."""

import functools
import json
import pathlib

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.exceptions import NoSuchResource
from referencing.jsonschema import DRAFT202012

ROOT = pathlib.Path(__file__).resolve().parents[2] / "contracts"


class BrokenContract(AssertionError):
    """A message that Guichê sent is not what contracts/ promises."""


class Contract:
    """All schemas of a folder, loaded once; a schema may refer to another by its `$id` or by a relative path."""

    def __init__(self, root=ROOT):
        self.root = root
        self.validators = {}
        known = []
        for path in root.rglob("*.json"):
            if "examples" in path.parts:
                continue
            content = json.loads(path.read_text(encoding="utf-8"))
            resource = Resource.from_contents(content, default_specification=DRAFT202012)
            known.append((path.as_uri(), resource))
            if "$id" in content:
                known.append((content["$id"], resource))
        self.registry = Registry(retrieve=self.refuse).with_resources(known)

    @staticmethod
    def refuse(uri):
        """Nothing is ever fetched: what is not under contracts/ does not exist."""
        raise NoSuchResource(ref=uri)

    def types(self):
        return sorted(path.parent.name for path in self.root.glob("messages/*/schema.json"))

    def validator(self, message_type):
        if message_type not in self.validators:
            path = self.root / "messages" / message_type / "schema.json"
            if not path.is_file():
                raise BrokenContract(f"{message_type} is not in {self.root}")
            schema = json.loads(path.read_text(encoding="utf-8"))
            schema.setdefault("$id", path.as_uri())
            self.validators[message_type] = Draft202012Validator(
                schema, registry=self.registry, format_checker=FormatChecker()
            )
        return self.validators[message_type]

    def pattern_only(self, message_type):
        """The same without asserting formats."""
        return self.validator(message_type).evolve(format_checker=None)

    def errors(self, message_type, body):
        found = self.validator(message_type).iter_errors(body)
        return [f"{error.json_path}: {error.message}" for error in found]

    def check(self, message_type, body):
        """Raises unless the body is a good one of its type."""
        errors = self.errors(message_type, body)
        if errors:
            raise BrokenContract(f"{message_type}: {'; '.join(errors)} in {json.dumps(body, ensure_ascii=False)}")

    def examples(self, message_type):
        return sorted((self.root / "messages" / message_type / "examples").glob("*.json"))

    @functools.cached_property
    def asyncapi(self):
        return yaml.safe_load((self.root / "asyncapi.yaml").read_text(encoding="utf-8"))

    def message_type(self, reference):
        """The type behind a `$ref` to a message of the document."""
        node = self.asyncapi
        for part in reference["$ref"].removeprefix("#/").split("/"):
            node = node[part]
        return self.message_type(node) if "$ref" in node else node["name"]

    def types_at(self, channel):
        return [self.message_type(reference) for reference in self.asyncapi["channels"][channel]["messages"].values()]

    def doors(self):
        """Where outsiders publish: (exchange, routing key or the field that is the routing key, types)."""
        found = {}
        for operation in self.asyncapi["operations"].values():
            name = operation["channel"]["$ref"].rsplit("/", 1)[1]
            channel = self.asyncapi["channels"][name]
            if operation["action"] == "receive":
                exchange = channel["bindings"]["amqp"]["exchange"]["name"].split(".", 1)[1]
                found[name] = (exchange, channel["address"], self.types_at(name))
        return list(found.values())
