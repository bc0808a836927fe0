"""The network between programs or clients and the broker."""

import asyncio

CUT_SECONDS = 4
HALF_OPEN_SECONDS = 14  # longer than two heartbeats
LATENCY_SECONDS = 0.2
DURATION_SECONDS = 6


def either(scene):
    """The programs' network or the clients', and its name."""
    return scene.chance.choice(((scene.network, "programs"), (scene.clients_network, "clients")))


async def disturb(scene, name, seconds, begin):
    """One of the networks is as `begin` makes it, for a while."""
    network, whose = either(scene)
    with scene.striking(name, whose):
        begin(network)
        await asyncio.sleep(seconds)
        network.heal()


async def cut(scene):
    """Every connection ends, and none is made for a while."""
    await disturb(scene, "network cut", CUT_SECONDS, lambda network: network.cut())


async def drop(scene):
    """One connection ends."""
    network, name = either(scene)
    with scene.striking("connection dropped", name):
        network.drop_one()


async def half_open(scene):
    """Connections stay, and nothing comes through."""
    network, name = either(scene)
    with scene.striking("half-open", name):
        swallowing = asyncio.create_task(network.swallow_until_healed())
        await asyncio.sleep(HALF_OPEN_SECONDS)
        network.heal()
        await swallowing


async def latency(scene):
    await disturb(scene, "latency", DURATION_SECONDS, lambda network: setattr(network, "delay", LATENCY_SECONDS))


async def slices(scene):
    """Bytes come in pieces of 1 to 7."""
    await disturb(scene, "sliced bytes", DURATION_SECONDS, lambda network: setattr(network, "is_slicing", True))


async def reset(scene):
    """A connection is reset in the middle of a frame."""
    network, name = either(scene)
    with scene.striking("reset in a frame", name):
        network.is_resetting = True
        await scene.until(lambda: not network.is_resetting, 5)
        network.heal()


FAULTS = {
    "network-cut": cut, "drop": drop, "half-open": half_open, "latency": latency, "slices": slices, "reset": reset,
}
