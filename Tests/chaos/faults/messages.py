"""Messages that come twice, late, or can't be understood, and one whose handling fails."""

import asyncio
import signal
import sqlite3
import time

import pika

INTERNAL = ("conversation", "desk", "record", "bridge", "presence")
PARTITIONS = 16
TAPPED_SECONDS = 3
DOUBLED_SECONDS = 3
PARKED_SECONDS = 4  # less than the second retry comes after
UNREADABLE = b"\x7b\xff\x00 nothing of ours"


async def again(scene):
    """What went through the internal streams in the last seconds comes again, late and in another order."""
    with scene.striking("doubled and reordered", "internal streams"):
        await asyncio.to_thread(tap_and_replay, scene)


def tap_and_replay(scene):
    """The copies have the numbers of the first ones, as the broker's own repeats do."""
    copies = []
    with pika.BlockingConnection(pika.URLParameters(scene.broker_url)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        queue = channel.queue_declare("", exclusive=True).method.queue
        for stream in INTERNAL:
            for partition in range(PARTITIONS):
                channel.queue_bind(queue, f"{scene.prefix}.{stream}", str(partition))
        channel.basic_consume(queue, lambda *delivery: copies.append(delivery[1:]), auto_ack=True)
        until = time.monotonic() + TAPPED_SECONDS
        while time.monotonic() < until:
            connection.process_data_events(time_limit=0.1)
        channel.queue_delete(queue)
        scene.chance.shuffle(copies)
        for method, properties, data in copies:
            channel.basic_publish(method.exchange, method.routing_key, data, properties)
    scene.tell(f"{len(copies)} bundles came again")


async def doubled(scene):
    """Clients publish everything twice, as after a confirm that did not come."""
    with scene.striking("doubled by clients", "doors"):
        for wire in scene.crowd.wires.values():
            wire.is_doubling = True
        await asyncio.sleep(DOUBLED_SECONDS)
        for wire in scene.crowd.wires.values():
            wire.is_doubling = False


async def poison(scene):
    """Bytes that are nothing, on every stream, and a type that nobody knows, at every door."""
    with scene.striking("poison", "all streams"):
        await asyncio.to_thread(publish_poison, scene)


def publish_poison(scene):
    with pika.BlockingConnection(pika.URLParameters(scene.broker_url)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        for stream in (*INTERNAL, "webchat", "bots", "agents"):
            for message_type in ("guiche.bundle.v1", "guiche.wake.v9", None):
                properties = pika.BasicProperties(type=message_type, message_id=f"poison-{time.monotonic_ns()}")
                key = str(scene.chance.randrange(PARTITIONS))
                channel.basic_publish(f"{scene.prefix}.{stream}", key, UNREADABLE, properties)


async def unhandleable(scene):
    """A conversation whose row can't be read: it waits, its neighbours go on, and it goes on when the row is mended."""
    under_way = sorted(set(scene.crowd.evidence.customers_saw) - scene.crowd.evidence.done)
    if not under_way:
        return
    conversation = scene.chance.choice(under_way)
    with scene.striking("handler fails", conversation[:8]):
        store = sqlite3.connect(scene.host.store / "router.db", timeout=10, isolation_level=None)
        try:
            row = store.execute("SELECT identity FROM conversations WHERE id = ?", (conversation,)).fetchone()
            if row is None:
                return
            store.execute("UPDATE conversations SET identity = ? WHERE id = ?", (UNREADABLE, conversation))
            # Programs know by heart what they handled lately.
            for victim in scene.host.children():
                if victim.name == "router" and victim.signal(signal.SIGKILL):
                    scene.count_kill(victim.name)
            await asyncio.sleep(PARKED_SECONDS)
            store.execute("UPDATE conversations SET identity = ? WHERE id = ?", (row[0], conversation))
        finally:
            store.close()


FAULTS = {"replay": again, "doubled": doubled, "poison": poison, "handler-fails": unhandleable}
