"""The network between clients and broker, as bad as a test wants it: a TCP proxy on 127.0.0.1 that cuts, swallows,
delays, slices and resets what it carries."""

import asyncio
import socket
import struct

CHUNK = 65_536
LONGEST_SLICE = 7  # bytes
QUEUED_CHUNKS = 64  # in each direction while latency holds them back


class Pair:
    """One connection through the proxy: both its halves."""

    def __init__(self, client, server):
        self.writers = (client, server)

    def end(self):
        for writer in self.writers:
            writer.transport.abort() if writer.transport else writer.close()

    def reset(self):
        """The next packet either side sees says RST, not FIN."""
        for writer in self.writers:
            handle = writer.get_extra_info("socket")
            if handle is not None:
                handle.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.end()


class Proxy:
    """Forwards to `target`, a port on 127.0.0.1. What is set holds for connections that are open, and for new ones."""

    def __init__(self, target, chance):
        self.target, self.chance = target, chance
        self.pairs = set()
        self.port = None
        self.heal()

    def heal(self):
        """An ordinary network again."""
        self.is_cut = self.is_swallowing = self.is_slicing = self.is_resetting = False
        self.delay = 0.0

    async def start(self):
        self.server = await asyncio.start_server(self.accept, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    def stop(self):
        self.server.close()
        for pair in list(self.pairs):
            pair.end()

    # Faults

    def cut(self):
        """Ends every connection and takes no new one until healed."""
        self.is_cut = True
        for pair in list(self.pairs):
            pair.end()

    def drop_one(self):
        """Ends one connection; a new one is taken at once."""
        if self.pairs:
            self.chance.choice(sorted(self.pairs, key=id)).end()

    async def swallow_until_healed(self):
        """After the healing the connections of the time before are gone, as behind a firewall that forgot them."""
        self.is_swallowing = True
        victims = list(self.pairs)
        while self.is_swallowing:
            await asyncio.sleep(0.1)
        for pair in victims:
            pair.end()

    # Carrying

    async def accept(self, reader, writer):
        if self.is_cut:
            writer.transport.abort()
            return
        try:
            server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        pair = Pair(writer, server_writer)
        self.pairs.add(pair)
        for end in pair.writers:
            end.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            await asyncio.gather(
                self.carry(pair, reader, server_writer), self.carry(pair, server_reader, writer)
            )
        except OSError:
            pass  # one end has gone, which ends the other
        finally:
            self.pairs.discard(pair)
            pair.end()

    async def carry(self, pair, reader, writer):
        """Reads at once and writes when the delay is over, so that latency does not become a lower rate."""
        waiting = asyncio.Queue(QUEUED_CHUNKS)
        forwarding = asyncio.create_task(self.forward(pair, waiting, writer))
        try:
            while data := await reader.read(CHUNK):
                await waiting.put((asyncio.get_running_loop().time() + self.delay, data))
            await waiting.put(None)
            await forwarding
        finally:
            forwarding.cancel()
            pair.end()

    async def forward(self, pair, waiting, writer):
        loop = asyncio.get_running_loop()
        try:
            while entry := await waiting.get():
                due, data = entry
                if due > loop.time():
                    await asyncio.sleep(due - loop.time())
                if not self.is_swallowing:
                    await self.write(pair, writer, data)
        except OSError:
            pair.end()

    async def write(self, pair, writer, data):
        if self.is_resetting:
            self.is_resetting = False
            writer.write(data[: max(1, len(data) // 2)])
            await writer.drain()
            pair.reset()
            return
        if not self.is_slicing:
            writer.write(data)
            await writer.drain()
            return
        while data:
            length = self.chance.randint(1, LONGEST_SLICE)
            piece, data = data[:length], data[length:]
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)
