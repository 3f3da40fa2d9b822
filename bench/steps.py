"""A whole step in process, with many people at once, beside an echo bot that stores nothing."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from bench.echoes import Echo, echo
from bench.figures import Figure, compared
from bench.houses import stand, usual
from bench.rounds import Round, Side, interleaved
from bench.servers import Server
from bench.sizes import Size
from bench.updates import Crowd, Walk
from bench.walks import walks

AIM = 1.0


async def measure(server: Server, size: Size) -> Figure:
    """Decode, engine, sealing, durable commit, reply handed over: updates a second."""
    base, settings = await server.base(), usual()
    crowd = Crowd(walks(settings, size))
    async with stand(base, settings) as ours, echo() as peer:
        python = {"python": time.process_time}
        sides = (
            Side("haki", ours.crowd, {**python, "postgresql": server.cpu}),
            Side("echo", _crowd(peer), python),
        )
        done = await interleaved(sides, crowd.walks, size.steps, size)
        await ours.check(size.steps * (size.rounds + size.warming))
    return figure("step in process", *done)


def figure(measure: str, ours: Sequence[Round], peer: Sequence[Round]) -> Figure:
    """Two rows of rounds as one line."""
    speeds = ([each.per_second for each in ours], [each.per_second for each in peer])
    beside = {
        f"{name} CPU µs a step in {part}": sum(each.each(part) for each in rounds) / len(rounds)
        for name, rounds in (("ours", ours), ("peer", peer))
        for part in rounds[0].cpu
    }
    return compared(measure, "updates/s", *speeds, AIM, beside=beside)


def _crowd(peer: Echo) -> Callable[[Sequence[Walk]], Awaitable[None]]:
    async def crowd(walks: Sequence[Walk]) -> None:
        await asyncio.gather(*(_walk(peer, walk) for walk in walks))

    return crowd


async def _walk(peer: Echo, walk: Walk) -> None:
    for raw in walk.updates:
        await peer.take(raw)
