"""One step while a great many conversations are stored, beside the same with a thousand."""

import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from random import Random
from statistics import median, quantiles

from bench.figures import Figure, compared
from bench.fillings import CHUNKS, fill, model, settle
from bench.houses import Stand, StepsWereLost, stand, usual
from bench.servers import Server
from bench.sizes import Size
from bench.updates import Crowd, Walk
from bench.walks import walks

AIM = 1.3
BEGUN = 6  # messages that everybody who is measured has written before


@dataclass(slots=True)
class Town:
    """A database with many chats, and the people in it who go on writing."""

    stand: Stand
    people: list[Iterator[bytes]]
    chats: list[str]
    filled: float = 0.0
    """Seconds that it took to fill."""
    times: list[list[float]] = field(default_factory=list)
    """Seconds of each step, by round."""

    async def steps(self, who: Sequence[int]) -> None:
        """These people, one after the other; what is left to do after a reply is not counted."""
        times = []
        for person in who:
            raw, chat = next(self.people[person]), self.chats[person]
            heard = self.stand.client.next_in(chat)
            begun = time.perf_counter()
            await self.stand.updates.take(raw)
            await heard
            times.append(time.perf_counter() - begun)
            await self.stand.calm()
        self.times.append(times)


async def measure(server: Server, size: Size) -> list[Figure]:
    """Seconds of a step alone, from the update to the reply: the middle, and the slow ones."""
    async with AsyncExitStack() as stack:
        few = await stack.enter_async_context(_town(server, size, size.few))
        many = await stack.enter_async_context(_town(server, size, size.stored))
        chance = Random(size.stored)
        for _ in range(size.warming + size.rounds):
            who = chance.sample(range(size.people), size.people)
            for town in (many, few):
                await town.steps(who)
    return list(_figures(many, few, size))


def _figures(many: Town, few: Town, size: Size) -> Iterator[Figure]:
    name = f"step, {size.stored:,} stored to {size.few:,}"
    for part, of in (("median", median), ("p95", _p95)):
        yield compared(
            f"{name}: {part}",
            "ms",
            [of(times) * 1e3 for times in many.times[size.warming :]],
            [of(times) * 1e3 for times in few.times[size.warming :]],
            AIM,
            less_is_better=True,
            beside={"seconds to fill": many.filled} if part == "median" else None,
        )


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


@asynccontextmanager
async def _town(server: Server, size: Size, stored: int) -> AsyncIterator[Town]:
    """So many chats; those that are measured stand spread among the others."""
    base, settings = await server.base(), usual()
    messages = BEGUN + size.warming + size.rounds
    known = walks(settings, Size(people=size.people, messages=messages))
    async with stand(base, settings) as ours:
        begun = time.perf_counter()
        people = Crowd(known).walks()
        for chunk in range(CHUNKS):
            await _begun(ours, people[chunk::CHUNKS])
            if chunk == 0:
                like = await model(base)
            wanted = (stored - size.people) * (chunk + 1) // CHUNKS
            await fill(base, like, (stored - size.people) * chunk // CHUNKS + 1, wanted)
        if (there := await settle(base)) != stored:
            raise StepsWereLost(f"There are {there} conversations, and not {stored}.")
        yield Town(
            ours,
            [iter(each.updates[BEGUN:]) for each in people],
            [each.chat for each in people],
            filled=time.perf_counter() - begun,
        )


async def _begun(ours: Stand, people: Sequence[Walk]) -> None:
    """They write their first messages."""
    await ours.crowd([Walk(each.chat, each.updates[:BEGUN]) for each in people])
