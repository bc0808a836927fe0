"""Programs that end, stand still, or come and go."""

import asyncio
import os
import resource
import signal

from processes import PROGRAMS

CRASH_POINTS = ("batch_taken", "before_acknowledge", "after_acknowledge")
CRASH_POINTS_WITH_STORE = ("before_commit", "after_commit", "timers_claimed", "partition_taken")
WITHOUT_STORE = ("ingress", "bot-bridge")
KILLED_AFTER_SECONDS = 5  # guiche up kills a child that has answered nothing for so long
FROZEN_SECONDS = 30
SHARED_SECONDS = 8  # after which a new replica has its share


async def kill(scene):
    """kill -9 of any program."""
    await end(scene, "kill", signal.SIGKILL)


async def terminate(scene):
    """SIGTERM of any program: it finishes what runs and hands over."""
    await end(scene, "terminate", signal.SIGTERM)


async def end(scene, name, number):
    victim = scene.any_child()
    if victim is None:
        return
    with scene.striking(name, victim.name):
        if victim.signal(number):
            scene.count_kill(victim.name)
        while victim.is_alive:
            await asyncio.sleep(0.01)


async def crash_point(scene):
    """A guest that ends itself, as hard as a power cut, at a place where it hurts."""
    name = scene.chance.choice(PROGRAMS)
    point = scene.chance.choice(CRASH_POINTS + (() if name in WITHOUT_STORE else CRASH_POINTS_WITH_STORE))
    count = 1 if point in ("timers_claimed", "partition_taken") else scene.chance.randint(1, 20)
    with scene.striking("crash point", f"{name} {point}:{count}"):
        guest = scene.host.guest(name, GUICHE_CRASH_AT=f"{point}:{count}")
        if await scene.until(lambda: guest.poll() is not None, 15) and guest.returncode == -signal.SIGKILL:
            scene.count_kill(name)
        await scene.dismiss(guest)


async def freeze(scene):
    """A program stands still (SIGSTOP) until `guiche up` kills it for its silence."""
    victim = scene.any_child()
    if victim is None:
        return
    with scene.striking("freeze", victim.name):
        victim.signal(signal.SIGSTOP)
        if not await scene.until(lambda: not victim.is_alive, KILLED_AFTER_SECONDS * 3):
            raise AssertionError(f"guiche up did not kill {victim.name}, which was silent")


async def freeze_and_wake(scene):
    """A program that nobody watches stands still for longer than three heartbeats, and wakes as if nothing had been."""
    name = scene.chance.choice(PROGRAMS)
    guest = scene.host.guest(name)
    await asyncio.sleep(SHARED_SECONDS)
    with scene.striking("freeze and wake", name):
        guest.send_signal(signal.SIGSTOP)
        await asyncio.sleep(FROZEN_SECONDS)
        guest.send_signal(signal.SIGCONT)
        await asyncio.sleep(2)
        if guest.poll() is not None:
            raise AssertionError(f"the {name} that woke up ended with {guest.returncode}")
        await scene.dismiss(guest)


async def scale(scene):
    """One of each program, then four, then two, while all are at work."""
    with scene.striking("scale 1-4-2", "all"):
        guests = [scene.host.guest(name) for name in PROGRAMS for _ in range(3)]
        await asyncio.sleep(10)
        for guest in guests[::3] + guests[1::3]:
            await scene.dismiss(guest)
        await asyncio.sleep(3)
        for guest in guests[2::3]:
            await scene.dismiss(guest)


async def no_descriptors(scene):
    """A program may open no file and no connection any more; its connections end at the same time."""
    victim = scene.any_child()
    if victim is None:
        return
    with scene.striking("no descriptors", victim.name):
        try:
            usual = resource.prlimit(victim.pid, resource.RLIMIT_NOFILE)
            resource.prlimit(victim.pid, resource.RLIMIT_NOFILE, (len(os.listdir(f"/proc/{victim.pid}/fd")), usual[1]))
            scene.network.drop_one()
            await asyncio.sleep(3)
            resource.prlimit(victim.pid, resource.RLIMIT_NOFILE, usual)
        except (ProcessLookupError, FileNotFoundError):
            return  # it was ended meanwhile, for its silence


FAULTS = {
    "kill": kill, "terminate": terminate, "crash-point": crash_point, "freeze": freeze,
    "freeze-and-wake": freeze_and_wake, "scale": scale, "no-descriptors": no_descriptors,
}
