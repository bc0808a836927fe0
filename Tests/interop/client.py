"""What every outside client does, over pika: publish with confirms, read its own queue, ask questions.

Each message read is held against the contract page: envelope, schema, audience, `seq` without steps back, repeats
dropped.
"""

import json
import re
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone

import pika

import accounts

INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
TENANT = "acme"


class Silence(AssertionError):
    """What was waited for did not come in time; says what came instead."""


def new_id():
    return str(uuid.uuid4())


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass
class Message:
    """One message as it arrived."""

    type: str
    id: str
    correlation: str | None
    body: dict

    def __getitem__(self, name):
        return self.body[name]

    def get(self, name, default=None):
        return self.body.get(name, default)


class Client:
    """One connection with one queue of its own, bound to the audiences it names."""

    prefix = "guiche"
    patience = 5  # seconds for what is waited for, where a test says nothing else
    kind = "supervisors"  # of outside client: which of the tenant's broker users it is
    tenant = TENANT

    def __init__(self, url, contract, name, *audiences, queue=None):
        self.user = accounts.client_user(self.tenant, self.kind, self.prefix)
        self.connection = accounts.connect(url, self.user)
        self.contract = contract
        self.name = name
        self.unread, self.seen, self.ids, self.repeats, self.last_seq = [], [], set(), 0, {}
        self.publishing = self.connection.channel()
        self.publishing.confirm_delivery()
        self.consuming = self.connection.channel()
        self.types = self.known_types(audiences)
        self.queue = queue or self.own_queue(audiences)
        self.consuming.basic_consume(self.queue, self.arrived)
        self.replies = self.new_queue("answers")
        self.consuming.basic_consume(self.replies, self.answered, auto_ack=True)
        self.answers = {}

    def known_types(self, audiences):
        """What may come to these audiences; empty: anything."""
        return {seen for audience in audiences for seen in self.contract.types_at(f"{audience.split('.')[0]}Events")}

    def new_queue(self, name):
        """Under the only names that the user may give."""
        queue = f"{self.prefix}.client.{self.tenant}-{self.kind}.{name}.{new_id()}"
        self.consuming.queue_declare(queue, exclusive=True)
        return queue

    def own_queue(self, audiences):
        queue = self.new_queue(self.name)
        for audience in audiences:
            self.consuming.queue_bind(queue, f"{self.prefix}.events", audience)
        return queue

    def close(self):
        self.connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # Publishing

    def publish(self, exchange, key, message_type, body, message_id=None):
        """Publishes one message, waits for its confirm and returns its message-id."""
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        message_id = message_id or new_id()
        properties = pika.BasicProperties(
            type=message_type, message_id=message_id, content_type="application/json", delivery_mode=2,
            app_id=f"interop-{self.name}", timestamp=int(time.time()), user_id=self.user,
        )
        self.publishing.basic_publish(f"{self.prefix}.{exchange}", key, data, properties, mandatory=True)
        return message_id

    def query(self, key, message_type, timeout=5, **body):
        """Asks and returns the answer; asks again while the book is a moment behind (`unavailable`)."""
        deadline = time.monotonic() + timeout
        while True:
            answer = self.ask(key, message_type, {"tenant": TENANT, **body}, deadline)
            if answer.type != "command.rejected.v1" or answer["code"] != "unavailable":
                return answer
            if time.monotonic() > deadline:
                raise Silence(f"{message_type} stayed unavailable for {timeout} s")

    def ask(self, key, message_type, body, deadline):
        question = new_id()
        properties = pika.BasicProperties(
            type=message_type, message_id=new_id(), correlation_id=question, reply_to=self.replies,
            content_type="application/json", user_id=self.user,
        )
        data = json.dumps(body, ensure_ascii=False).encode()
        self.publishing.basic_publish(f"{self.prefix}.queries", key, data, properties, mandatory=True)
        while question not in self.answers:
            if time.monotonic() > deadline:
                raise Silence(f"{message_type} was not answered in time")
            self.connection.process_data_events(time_limit=0.1)
        return self.answers.pop(question)

    # Reading

    def answered(self, _channel, _method, properties, data):
        self.answers[properties.correlation_id] = self.read(properties, data)

    def arrived(self, channel, method, properties, data):
        channel.basic_ack(method.delivery_tag)
        message = self.read(properties, data)
        assert not self.types or message.type in self.types, f"{self.name} was not to see {message.type}"
        if message.id in self.ids:
            self.repeats += 1  # at least once: a repeat keeps its message-id
            return
        self.ids.add(message.id)
        if "seq" in message.body and not self.goes_on(message):
            return
        self.seen.append(message)
        self.unread.append(message)

    def goes_on(self, message):
        """Whether the message's `seq` is above the last one seen of its conversation; a late repeat is not."""
        last = self.last_seq.get(message["conversationId"], 0)
        if message["seq"] <= last:
            raise AssertionError(f"{message.type} with seq {message['seq']} is new but came after seq {last}")
        self.last_seq[message["conversationId"]] = message["seq"]
        return True

    def read(self, properties, data):
        body = json.loads(data.decode("utf-8"))
        assert properties.type, f"a message without a type: {body}"
        assert properties.content_type == "application/json", properties
        assert properties.message_id and len(properties.message_id) <= 70, properties
        assert len(data) <= 256 * 1024, f"{properties.type} has {len(data)} bytes"
        self.contract.check(properties.type, body)
        if "at" in body:
            assert INSTANT.match(body["at"]), body["at"]
        return Message(properties.type, properties.message_id, properties.correlation_id, body)

    def expect(self, message_type, timeout=None, **fields):
        """The first unread message of that type whose body has these fields; others stay unread."""
        timeout = timeout or self.patience
        deadline = time.monotonic() + timeout
        while True:
            for message in self.unread:
                if message.type == message_type and all(message.get(name) == fields[name] for name in fields):
                    self.unread.remove(message)
                    return message
            if time.monotonic() > deadline:
                came = [(message.type, message.body) for message in self.unread]
                raise Silence(f"{self.name} waited {timeout} s for {message_type} {fields}; unread: {came}")
            self.connection.process_data_events(time_limit=0.05)

    def expect_rejection(self, code, command=None, timeout=None):
        """The rejection of a command, with a sentence."""
        fields = {"code": code} if command is None else {"code": code, "commandId": command}
        rejection = self.expect("command.rejected.v1", timeout, **fields)
        assert rejection["message"], rejection.body
        return rejection

    def expect_nothing(self, message_type, seconds=0.5):
        """Listens for a while; what did not come by then is taken not to come."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.connection.process_data_events(time_limit=0.05)
        found = [message.body for message in self.unread if message.type == message_type]
        assert not found, f"{self.name} was not to see {message_type}: {found}"
