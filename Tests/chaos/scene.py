"""What a fault works with: the programs, the broker, both networks, the weather, the crowd, and the dice."""

import asyncio
import contextlib
import os
from collections import Counter

from processes import NODE

DRAIN_SECONDS = 10


class Scene:
    """Everything of one run that a fault may touch."""

    def __init__(self, broker_url, prefix, chance, measures):
        self.broker_url, self.prefix, self.chance, self.measures = broker_url, prefix, chance, measures
        self.data = os.environ["GUICHE_TEST_NODE_DATA"]
        self.port = broker_url.rsplit(":", 1)[1].split("/")[0]
        self.host = self.network = self.clients_network = self.weather = self.crowd = None
        self.is_paused = False  # then no new customers come
        self.kills, self.broker_kills = Counter(), 0

    def tell(self, text):
        print(f"{self.measures.now:7.1f} s  {text}", flush=True)

    @contextlib.contextmanager
    def striking(self, name, target):
        fault = self.measures.began(name, target)
        self.tell(f"{name}: {target}")
        try:
            yield
        finally:
            self.measures.ended(fault)

    def any_child(self):
        """One of the programs that `guiche up` runs; None while there is none."""
        children = self.host.children()
        return self.chance.choice(children) if children else None

    def count_kill(self, name):
        self.kills[name] += 1

    async def until(self, holds, seconds):
        """Whether it came to hold in time."""
        deadline = self.measures.now + seconds
        while not holds():
            if self.measures.now > deadline:
                return False
            await asyncio.sleep(0.02)
        return True

    async def until_async(self, holds, seconds):
        """The same for a question that takes its time."""
        deadline = self.measures.now + seconds
        while not await holds():
            if self.measures.now > deadline:
                return False
            await asyncio.sleep(0.2)
        return True

    async def dismiss(self, guest):
        """Asks a guest to end, which takes it less than ten seconds (proof page, "Faults to survive")."""
        began = self.measures.now
        await asyncio.to_thread(self.host.dismiss, guest)
        if self.measures.now - began > DRAIN_SECONDS:
            self.tell(f"{guest.args[0]} took {self.measures.now - began:.1f} s to end")

    async def heal(self):
        """Everything is fine again, whatever a fault that failed has left behind."""
        for network in (self.network, self.clients_network):
            network.heal()
        self.weather.disk()
        await self.node("start")

    # The broker

    async def node(self, verb):
        """Runs the command of the private broker and returns what it printed."""
        port = ["--port", self.port] if verb == "start" else []
        return await self.run(NODE, verb, "--data", self.data, *port)

    async def ctl(self, *words):
        return await self.run(NODE, "ctl", "--data", self.data, "--", *words)

    @staticmethod
    async def run(*words):
        process = await asyncio.create_subprocess_exec(
            *map(str, words), stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, errors = await process.communicate()
        if process.returncode != 0:
            raise AssertionError(f"{words} ended with {process.returncode}: {errors.decode()}")
        return out.decode()
