"""Publishes many messages with confirms, a bounded number under way, and gathers what became of each of them."""

import json
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import pika


@dataclass
class Shot:
    """One publication. `is_awaited`: something has to be said of it, so that it counts as under way until then."""

    exchange: str
    key: str
    properties: pika.BasicProperties
    data: bytes
    is_awaited: bool


@dataclass
class Outcome:
    """What was said of one message: codes of rejections, reasons of dead letters, types of answers."""

    said: list = field(default_factory=list)


class Barrage:
    """One run; `run` returns when everything awaited was answered, or after `patience` without any progress."""

    def __init__(self, url, prefix, bots=(), most_under_way=1000, patience=15):
        self.prefix, self.bots, self.most, self.patience = prefix, bots, most_under_way, patience
        self.outcomes, self.events = defaultdict(Outcome), set()
        self.unconfirmed, self.awaited, self.sent, self.progress = {}, set(), 0, time.monotonic()
        self.shots, self.is_done = iter(()), False
        self.publishing = self.replies = None
        self.connection = pika.SelectConnection(
            pika.URLParameters(url), on_open_callback=self.opened, on_close_callback=self.closed,
            on_open_error_callback=self.closed,
        )

    def run(self, shots):
        self.shots = iter(shots)
        self.connection.ioloop.start()
        return self

    # Its connection

    def opened(self, connection):
        connection.channel(on_open_callback=self.listen)

    def closed(self, _connection, reason):
        self.connection.ioloop.stop()
        assert self.is_done, f"the connection broke: {reason}"

    def listen(self, channel):
        """One queue for all rejections of doors, the dead letters, the bots' queues and the answers."""
        channel.queue_declare("", exclusive=True, callback=lambda frame: self.bound(channel, frame.method.queue))

    def bound(self, channel, queue):
        channel.queue_bind(queue, f"{self.prefix}.events", "#.command.rejected.v1")
        channel.basic_consume(queue, self.rejected, auto_ack=True)
        for bot in self.bots:
            channel.basic_consume(f"{self.prefix}.bot.{bot}", self.rejected, auto_ack=True)
        channel.basic_consume(f"{self.prefix}.dead-letters", self.buried, auto_ack=True)
        channel.queue_declare("", exclusive=True, callback=lambda frame: self.ready(channel, frame.method.queue))

    def ready(self, channel, replies):
        self.replies = replies
        channel.basic_consume(replies, self.answered, auto_ack=True)
        self.connection.channel(on_open_callback=self.begin)

    def begin(self, channel):
        self.publishing = channel
        channel.confirm_delivery(self.confirmed, callback=lambda _frame: self.pump())
        self.watch()

    # Sending

    def pump(self):
        """Publishes while there is room. A nack means "later", so such a message goes again."""
        while self.is_room():
            shot = next(self.shots, None)
            if shot is None:
                return self.end_if_done()
            self.send(shot)
        return None

    def is_room(self):
        return len(self.unconfirmed) + len(self.awaited) < self.most and not self.is_done

    def send(self, shot):
        self.sent += 1
        self.unconfirmed[self.sent] = shot
        if shot.is_awaited:
            self.awaited.add(self.name(shot.properties))
        if shot.exchange == "queries":
            shot.properties.reply_to = self.replies
        self.publishing.basic_publish(f"{self.prefix}.{shot.exchange}", shot.key, shot.data, shot.properties)

    def confirmed(self, frame):
        method = frame.method
        tags = [tag for tag in self.unconfirmed if tag <= method.delivery_tag] if method.multiple else [
            method.delivery_tag
        ]
        for tag in tags:
            shot = self.unconfirmed.pop(tag)
            if isinstance(method, pika.spec.Basic.Nack):
                self.send(shot)
        self.moved()

    # Hearing

    @staticmethod
    def name(properties):
        """By what a message is known again: its message-id, or for a query its correlation-id."""
        return properties.correlation_id or properties.message_id

    def rejected(self, _channel, _method, properties, data):
        if properties.type != "command.rejected.v1" or properties.message_id in self.events:
            return
        self.events.add(properties.message_id)  # at least once: a repeat is none
        body = json.loads(data)
        self.heard(body["commandId"], body["code"])

    def buried(self, _channel, _method, properties, _data):
        assert properties.headers["detail"], properties
        self.heard(self.name(properties), f"dead: {properties.headers['reason']}")

    def answered(self, _channel, _method, properties, data):
        is_refused = properties.type == "command.rejected.v1"
        self.heard(properties.correlation_id, json.loads(data)["code"] if is_refused else properties.type)

    def heard(self, name, what):
        self.outcomes[name].said.append(what)
        self.awaited.discard(name)
        self.moved()

    def moved(self):
        self.progress = time.monotonic()
        self.pump()

    # The end

    def watch(self):
        """Ends a run that stands still: what is missing then is seen by whoever looks at the outcomes."""
        if time.monotonic() - self.progress > self.patience:
            return self.end()
        if not self.is_done:
            self.connection.ioloop.call_later(0.5, self.watch)
        return None

    def end_if_done(self):
        if not self.unconfirmed and not self.awaited and not self.is_done:
            self.is_done = True
            self.connection.ioloop.call_later(1, self.end)  # for what should not come

    def end(self):
        self.is_done = True
        self.connection.close()

    def codes(self):
        return Counter(said for outcome in self.outcomes.values() for said in outcome.said)
