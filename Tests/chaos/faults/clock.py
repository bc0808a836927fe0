"""The machine's clock is set."""

import asyncio

from weather import HOUR_MS

AWAY_SECONDS = 8


async def forward(scene):
    await jump(scene, HOUR_MS)


async def back(scene):
    await jump(scene, -HOUR_MS)


async def jump(scene, milliseconds):
    """By an hour, and back again."""
    with scene.striking("clock jump", f"{milliseconds // 60_000:+d} min"):
        scene.weather.shift_clock(milliseconds)
        await asyncio.sleep(AWAY_SECONDS)
        scene.weather.shift_clock(-milliseconds)
        await asyncio.sleep(1)


FAULTS = {"clock-forward": forward, "clock-back": back}
