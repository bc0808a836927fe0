"""An outside client that loses its connection at any time and loses nothing: what is not confirmed goes again with the
same id, in order within its lane; its queue is durable, and what comes twice counts once."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field

import pika
from pika.adapters.asyncio_connection import AsyncioConnection

import accounts

HEARTBEAT_SECONDS = 5
PAUSE_SECONDS = 0.3  # before connecting or publishing again
PREFETCH = 500


@dataclass
class Letter:
    """One publication, until the broker has confirmed it."""

    exchange: str
    key: str
    properties: pika.BasicProperties
    data: bytes


@dataclass
class Lane:
    """What has to go in order: only the first is ever under way."""

    letters: deque = field(default_factory=deque)
    is_under_way: bool = False


class Wire:
    """One connection of a tenant's kind of client, and one durable queue bound to `audiences`;
    `heard(type, id, body)` is called once for each message."""

    def __init__(self, url, prefix, tenant, kind, audiences, heard, queue=None):
        self.user = accounts.client_user(tenant, kind, prefix)
        self.url, self.prefix, self.heard = accounts.address(url, self.user), prefix, heard
        self.audiences = audiences
        self.queue = queue or f"{prefix}.client.{tenant}-{kind}.wire"
        self.is_own_queue = queue is None
        self.lanes, self.flying, self.tag = {}, {}, 0
        self.connection = self.publishing = None
        self.ids, self.repeats = set(), 0
        self.attempted = self.acknowledged = self.refused = 0
        self.returns = set()  # ids that nothing took
        self.is_closing = self.is_doubling = False
        self.is_bound = asyncio.Event()  # once its queue is there, nothing is missed any more

    # Its connection

    def connect(self):
        if self.is_closing:
            return
        parameters = pika.URLParameters(self.url)
        parameters.heartbeat = HEARTBEAT_SECONDS
        parameters.socket_timeout = parameters.stack_timeout = 5
        parameters.blocked_connection_timeout = None
        AsyncioConnection(
            parameters, on_open_callback=self.opened, on_open_error_callback=self.lost, on_close_callback=self.lost
        )

    def opened(self, connection):
        self.connection = connection
        for use in (self.declare, self.begin):
            connection.channel(on_open_callback=lambda channel, use=use: self.use(channel, use))

    def use(self, channel, use):
        """A channel that the broker closes takes the connection with it, and everything is made anew."""
        channel.add_on_close_callback(lambda closed, _reason: self.give_up(closed.connection))
        use(channel)

    @staticmethod
    def give_up(connection):
        if connection.is_open:
            connection.close()

    def lost(self, _connection, _reason):
        self.connection = self.publishing = None
        for lane in self.lanes.values():
            lane.is_under_way = False
        self.flying = {}
        if not self.is_closing:
            asyncio.get_running_loop().call_later(PAUSE_SECONDS, self.connect)

    def close(self):
        self.is_closing = True
        if self.connection and self.connection.is_open:
            self.connection.close()

    # Reading

    def declare(self, channel):
        channel.basic_qos(prefetch_count=PREFETCH)
        if not self.is_own_queue:
            self.consume(channel)
            return
        arguments = {"x-queue-type": "quorum"}
        channel.queue_declare(self.queue, durable=True, arguments=arguments, callback=lambda _: self.bind(channel))

    def bind(self, channel):
        for audience in self.audiences:
            channel.queue_bind(self.queue, f"{self.prefix}.events", audience)
        self.consume(channel)

    def consume(self, channel):
        channel.basic_consume(self.queue, self.arrived, callback=lambda _: self.is_bound.set())

    def arrived(self, channel, method, properties, data):
        channel.basic_ack(method.delivery_tag)
        if properties.message_id in self.ids:
            self.repeats += 1
            return
        self.ids.add(properties.message_id)
        self.heard(properties.type, properties.message_id, json.loads(data))

    # Sending

    def begin(self, channel):
        channel.add_on_return_callback(self.returned)
        channel.confirm_delivery(self.confirmed, callback=lambda _: self.ready(channel))

    def ready(self, channel):
        self.publishing, self.flying, self.tag, self.returns = channel, {}, 0, set()
        for name in list(self.lanes):
            self.pump(name)

    def send(self, lane, exchange, key, properties, data):
        self.attempted += 1
        self.lanes.setdefault(lane, Lane()).letters.append(Letter(exchange, key, properties, data))
        self.pump(lane)

    def pump(self, name):
        lane = self.lanes[name]
        if lane.is_under_way or self.publishing is None or not self.publishing.is_open:
            return
        letter = lane.letters[0]
        lane.is_under_way = True
        for _ in range(2 if self.is_doubling else 1):
            self.tag += 1
            self.publishing.basic_publish(
                f"{self.prefix}.{letter.exchange}", letter.key, letter.data, letter.properties, mandatory=True
            )
        self.flying[self.tag] = name

    def returned(self, _channel, _method, properties, _data):
        """Nothing takes it now, as while a queue is missing; the ack that follows does not count."""
        self.returns.add(properties.message_id)

    def confirmed(self, frame):
        method = frame.method
        is_ack = isinstance(method, pika.spec.Basic.Ack)
        last = method.delivery_tag
        for tag in [tag for tag in self.flying if tag <= last] if method.multiple else [last]:
            name = self.flying.pop(tag, None)
            if name is not None:
                self.settle(name, is_ack)

    def settle(self, name, is_ack):
        lane = self.lanes[name]
        lane.is_under_way = False
        message_id = lane.letters[0].properties.message_id
        if not is_ack or message_id in self.returns:
            self.returns.discard(message_id)
            self.refused += 1
            asyncio.get_running_loop().call_later(PAUSE_SECONDS, self.again, name)
            return
        lane.letters.popleft()
        self.acknowledged += 1
        self.again(name)

    def again(self, name):
        lane = self.lanes.get(name)
        if lane is None:
            return
        if lane.letters:
            self.pump(name)
        else:
            del self.lanes[name]

    @property
    def is_idle(self):
        return not self.lanes
