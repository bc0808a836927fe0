"""The broker: killed, stopped, frozen, without memory or disk, with something taken away."""

import asyncio
import os
import signal

import accounts
from processes import PROGRAMS

LATE_SECONDS = 15
ALARM_SECONDS = 8
WITHOUT_RIGHTS_SECONDS = 5


async def kill(scene):
    """kill -9 of the broker."""
    with scene.striking("broker kill", "broker"):
        await scene.node("kill")
        scene.broker_kills += 1
        await scene.node("start")


async def stop_and_start(scene):
    """A polite stop, and a start at once."""
    with scene.striking("broker stop", "broker"):
        await scene.node("stop")
        await scene.node("start")


async def late_start(scene):
    """A broker that is away for longer than anybody's patience for one publication."""
    with scene.striking("broker late", "broker"):
        await scene.node("stop")
        await asyncio.sleep(LATE_SECONDS)
        await scene.node("start")


async def freeze(scene):
    """The broker stands still for longer than two heartbeats."""
    with scene.striking("broker frozen", "broker"):
        pid = int(await scene.node("pid"))
        os.kill(pid, signal.SIGSTOP)
        try:
            await asyncio.sleep(12)
        finally:
            os.kill(pid, signal.SIGCONT)


async def memory_alarm(scene):
    """The broker has no memory left: publishers are stopped."""
    with scene.striking("memory alarm", "broker"):
        await scene.ctl("set_vm_memory_high_watermark", "0.0001")
        await asyncio.sleep(ALARM_SECONDS)
        await scene.ctl("set_vm_memory_high_watermark", "0.4")


async def disk_alarm(scene):
    """The broker's disk is nearly full: publishers are stopped."""
    with scene.striking("disk alarm", "broker"):
        await scene.ctl("set_disk_free_limit", "1000GB")
        await asyncio.sleep(ALARM_SECONDS)
        await scene.ctl("set_disk_free_limit", "256MB")


async def revoke(scene):
    """A program's user, or a client's, may do nothing for a while."""
    users = [accounts.program_user(name, scene.prefix) for name in PROGRAMS]
    users += [wire.user for wire in scene.crowd.wires.values()]
    user = scene.chance.choice(users)
    with scene.striking("permission revoked", user):
        rows = (await scene.ctl("list_user_permissions", user, "--no-table-headers")).split("\t")
        await scene.ctl("set_permissions", user, "^$", "^$", "^$")
        await asyncio.sleep(WITHOUT_RIGHTS_SECONDS)
        await scene.ctl("set_permissions", user, *[row.strip() for row in rows[1:4]])


FAULTS = {
    "broker-kill": kill, "broker-stop": stop_and_start, "broker-late": late_start, "broker-freeze": freeze,
    "memory-alarm": memory_alarm, "disk-alarm": disk_alarm, "permission": revoke,
}
