"""Back-pressure: whatever stands still, memory stays bounded in every program, doors say "later" instead of losing, and
all drains by itself afterwards."""

import asyncio
import itertools
import json
import pathlib
import time

import pika
import pytest

from host import Host
from processes import PROGRAMS, resident
from wire import Wire

DIRECTORY = pathlib.Path(__file__).resolve().parent / "chaos.yaml"
TENANT = "acme"
PREFIX = "pressure"
SESSIONS = 400
LINES = 30  # of each session: in all more than the programs may hold at once
DOOR_MESSAGES = 200
TEXT = "0123456789" * 100
HELD_SECONDS = 8
DRAIN_SECONDS = 240
MOST_MEGABYTES = 160  # of a program with its caches full


class Flood:
    """Many sessions that say much more than is taken, and what the customers see of it."""

    def __init__(self, url):
        self.wire = Wire(url, PREFIX, TENANT, "gateway", [f"customer.{TENANT}.#"], self.heard)
        self.sent, self.seen, self.rejected, self.peaks = {}, {}, [], {}
        self.numbers = itertools.count()

    async def start(self):
        self.wire.connect()
        await self.wire.is_bound.wait()

    def publish(self, session, message_type, **data):
        message_id = f"flood-{next(self.numbers)}"
        properties = pika.BasicProperties(
            type=message_type, message_id=message_id, content_type="application/json", delivery_mode=2)
        body = {"tenant": TENANT, "channelId": "site", "sessionId": session, "at": "2026-11-22T16:47:12.345Z", **data}
        self.wire.send(session, "webchat", session, properties, json.dumps(body).encode())
        return message_id

    def pour(self):
        for number in range(SESSIONS):
            session = f"f-{number}"
            self.publish(session, "webchat.session.started.v1")
            self.sent[session] = [
                self.publish(session, "webchat.message.sent.v1", text=TEXT) for _ in range(LINES)
            ]

    def heard(self, message_type, _message_id, body):
        if message_type == "command.rejected.v1":
            self.rejected.append(body)
        elif message_type == "conversation.message.v1":
            self.seen.setdefault(body["sessionId"], []).append(body["messageId"])

    def watch(self, host):
        for victim in host.running():
            peak = max(self.peaks.get(victim.name, 0.0), resident(victim.pid))
            self.peaks[victim.name] = peak

    async def until_drained(self, host):
        deadline = time.monotonic() + DRAIN_SECONDS
        while self.seen != self.sent:
            await asyncio.sleep(0.25)
            self.watch(host)
            assert time.monotonic() < deadline, f"{sum(map(len, self.seen.values()))} lines of {SESSIONS * LINES}"


async def dead_consumer(broker, weather, host):
    """Nobody takes what customers say: their door is full and says "later", until somebody comes."""
    await asyncio.sleep(HELD_SECONDS)
    host.guest("ingress")


async def slow_store(broker, weather, host):
    weather.disk(delay_seconds=0.005)
    await asyncio.sleep(HELD_SECONDS)
    weather.disk()


async def memory_alarm(broker, weather, host):
    await asyncio.to_thread(broker.ctl, "set_vm_memory_high_watermark", "0.0001")
    try:
        await asyncio.sleep(HELD_SECONDS)
    finally:
        await asyncio.to_thread(broker.ctl, "set_vm_memory_high_watermark", "0.4")


@pytest.fixture
def small_doors(broker):
    """A door that is full after so many messages: its own limit, 20,000 in each partition, is reached the same way."""
    words = ["small-doors", f"^{PREFIX}\\.webchat\\.", json.dumps({"max-length": DOOR_MESSAGES})]
    broker.ctl("set_policy", "--apply-to", "queues", *words)
    yield
    broker.ctl("clear_policy", "small-doors")


@pytest.mark.parametrize("obstacle", [dead_consumer, slow_store, memory_alarm])
def test_memory_is_bounded_doors_say_later_and_all_drains(broker, weather, small_doors, tmp_path, obstacle):
    without = ["ingress"] if obstacle is dead_consumer else []

    async def play():
        host = Host(broker, tmp_path, DIRECTORY, PREFIX, 1, weather, without)
        flood = Flood(broker.url)
        try:
            await asyncio.to_thread(host.start)
            await flood.start()
            flood.pour()
            began = time.monotonic()
            holding = asyncio.create_task(obstacle(broker, weather, host))
            while not holding.done():
                await asyncio.sleep(0.25)
                flood.watch(host)
            await holding
            await flood.until_drained(host)
            peaks = {name: round(peak) for name, peak in sorted(flood.peaks.items())}
            print(
                f"{obstacle.__name__}: drained after {time.monotonic() - began:.0f} s, {flood.wire.refused} times "
                f"\"later\"; megabytes at most: {peaks}")
            return flood
        finally:
            flood.wire.close()
            await asyncio.to_thread(host.stop)

    flood = asyncio.run(play())
    assert not flood.rejected
    if obstacle is dead_consumer:
        assert flood.wire.refused > 0
    assert set(flood.peaks) == set(PROGRAMS)
    assert max(flood.peaks.values()) < MOST_MEGABYTES, flood.peaks
