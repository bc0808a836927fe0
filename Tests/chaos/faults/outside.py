"""Outside clients that treat their queues badly, and a queue that somebody deletes."""

import asyncio

import pika

REJECTING_SECONDS = 6
QUIET_SECONDS = 20
BACK_SECONDS = 20
WRITTEN_SECONDS = 5
DOORS = ("webchat", "bots", "agents")
STREAMS = (*DOORS, "conversation", "desk", "record", "bridge", "presence")
PARTITIONS = 16


async def rejecting(scene):
    """A client's queue that takes everything refuses it once it is full: everybody else has his copy all the same."""
    arguments = {"x-max-length": 1, "x-overflow": "reject-publish"}
    await bad_queue(scene, "rejecting client", arguments)


async def never_drained(scene):
    """A client that binds everything and reads nothing."""
    await bad_queue(scene, "client that never reads", {})


async def bad_queue(scene, name, arguments):
    queue = f"{scene.prefix}.client.chaos-bad"
    with scene.striking(name, queue):
        await asyncio.to_thread(on_broker, scene, lambda channel: bind(channel, scene, queue, arguments))
        await asyncio.sleep(REJECTING_SECONDS)
        await asyncio.to_thread(on_broker, scene, lambda channel: channel.queue_delete(queue))


def bind(channel, scene, queue, arguments):
    channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum", **arguments})
    channel.queue_bind(queue, f"{scene.prefix}.events", "#")


def on_broker(scene, body):
    with pika.BlockingConnection(pika.URLParameters(scene.broker_url)) as connection:
        body(connection.channel())


async def deleted_queue(scene):
    """Somebody deletes a partition's queue. What lies in it is gone, so nothing may lie there; `guiche up` puts it
    back, and whoever used it goes on. While a door has a queue less, its exchange would send keys elsewhere: nobody
    talks then."""
    stream, partition = scene.chance.choice(STREAMS), scene.chance.randrange(PARTITIONS)
    queue = f"{scene.prefix}.{stream}.{partition}"
    scene.is_paused = True
    try:
        if not await scene.until(lambda: scene.crowd.is_idle, QUIET_SECONDS):
            return
        await asyncio.sleep(1)  # for what is not said to anybody
        with scene.striking("queue deleted", queue):
            await asyncio.to_thread(on_broker, scene, lambda channel: channel.queue_delete(queue))
            scene.is_paused = stream in DOORS
            if not await scene.until_async(lambda: asyncio.to_thread(exists, scene, queue), BACK_SECONDS):
                raise AssertionError(f"nobody declared {queue} again")
            # Killed within seconds of a declaration, RabbitMQ 3.10 starts without that queue's log and never serves it.
            await asyncio.sleep(WRITTEN_SECONDS)
    finally:
        scene.is_paused = False


def exists(scene, queue):
    try:
        on_broker(scene, lambda channel: channel.queue_declare(queue, passive=True))
    except pika.exceptions.ChannelClosedByBroker:
        return False
    return True


FAULTS = {"rejecting-client": rejecting, "silent-client": never_drained, "queue-deleted": deleted_queue}
