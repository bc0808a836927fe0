"""The stores' disk and their locks."""

import asyncio
import sqlite3

FAILING_SECONDS = 5
LOCKED_SECONDS = 6  # three times as long as a program waits for a lock
SLOW_SECONDS = 8
WRITE_SECONDS = 0.01
STORES = ("router", "agent-presence", "protocol-writer")


async def full(scene):
    """The disk of the stores is full."""
    with scene.striking("disk full", "stores"):
        scene.weather.full()
        await asyncio.sleep(FAILING_SECONDS)
        scene.weather.disk()


async def read_only(scene):
    """The disk of the stores is read-only, as after an error that the system found."""
    with scene.striking("disk read-only", "stores"):
        scene.weather.read_only()
        await asyncio.sleep(FAILING_SECONDS)
        scene.weather.disk()


async def slow(scene):
    """Every write takes its time."""
    with scene.striking("slow disk", "stores"):
        scene.weather.disk(delay_seconds=WRITE_SECONDS)
        await asyncio.sleep(SLOW_SECONDS)
        scene.weather.disk()


async def locked(scene):
    """Somebody else holds a store's writer lock, as a sibling that stands still inside a transaction does."""
    name = scene.chance.choice(STORES)
    with scene.striking("store locked", name):
        connection = sqlite3.connect(scene.host.store / f"{name}.db", timeout=10, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(LOCKED_SECONDS)
            connection.execute("ROLLBACK")
        finally:
            connection.close()


FAULTS = {"disk-full": full, "disk-read-only": read_only, "disk-slow": slow, "store-locked": locked}
