"""Updates posted over loopback until they are answered, beside an echo bot behind aiohttp.

Each server is a process of its own, as it would be; who posts is this one, the same for both.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import msgspec
import psutil

from bench.figures import Figure
from bench.houses import StepsWereLost, usual
from bench.listeners import CALM
from bench.posts import Connection, connected
from bench.rounds import Side, interleaved
from bench.servers import Server
from bench.sizes import Size
from bench.steps import figure
from bench.updates import Crowd, Walk
from bench.walks import walks


@dataclass(frozen=True, slots=True)
class Line:
    """One server, and a connection to it for everybody who writes."""

    process: psutil.Process
    port: int
    connections: Sequence[Connection]

    async def crowd(self, walks: Sequence[Walk]) -> None:
        """All of them at once; it is done when the server has nothing left to do."""
        people = zip(self.connections, walks, strict=True)
        await asyncio.gather(*(_walk(connection, walk) for connection, walk in people))
        await self.answered()

    async def answered(self) -> int:
        """How many replies there were, once all are out."""
        return int(await self.connections[0].get(CALM))

    def cpu(self) -> float:
        taken = self.process.cpu_times()
        return float(taken.user + taken.system)


async def measure(server: Server, size: Size) -> Figure:
    """Webhook to commit: updates a second."""
    base, crowd = await server.base(), Crowd(walks(usual(), size))
    database = msgspec.json.encode(base).decode()
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(line("haki", database, size))
        peer = await stack.enter_async_context(line("echo", "", size))
        sides = (
            Side("haki", ours.crowd, {"python": ours.cpu, "postgresql": server.cpu}),
            Side("echo", peer.crowd, {"python": peer.cpu}),
        )
        done = await interleaved(sides, crowd.walks, size.steps, size)
        wanted = size.steps * (size.rounds + size.warming)
        for each in (ours, peer):
            if (answered := await each.answered()) != wanted:
                raise StepsWereLost(f"Of {wanted} updates {answered} were answered.")
    return figure("webhook to commit", *done)


@asynccontextmanager
async def line(side: str, database: str, size: Size) -> AsyncIterator[Line]:
    """A server of this side, listening; `database` is for ours."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.listeners", side, database, stdin=pipe, stdout=pipe
    )
    if process.stdin is None or process.stdout is None:
        raise StepsWereLost("The server has no way to say where it listens.")
    try:
        port = int(await process.stdout.readline())
        connections = [await connected(port) for _ in range(size.people)]
        yield Line(psutil.Process(process.pid), port, connections)
        for connection in connections:
            connection.close()
    finally:
        process.stdin.close()
        await process.wait()


async def _walk(connection: Connection, walk: Walk) -> None:
    for raw in walk.updates:
        await connection.post(raw)
