"""A Telegram of its own process, with people who write while a broadcast goes out.

`python -m bench.faked --listeners 10000 --writers 60 --port 8090`, then GET /bench/begin once the
bot polls, and GET /bench/figures at the end.
"""

import argparse
import asyncio
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from random import Random
from statistics import quantiles
from typing import Any

from aiohttp import web

from tests.fakes.telegram import FakeTelegram, Pace, Person
from tests.fakes.telegram.faults import Fault, Faults, Kind

LISTENERS, WRITERS = 5_000_000_000, 6_000_000_000  # the first chat of each kind
PATIENCE = 120.0  # seconds that somebody waits for a reply
FAULTS: tuple[Kind, ...] = ("bad gateway", "server error", "cut before", "cut after", "flood")


class BadDays(Faults):
    """So many of all messages meet with something, whichever they are."""

    def __init__(self, part: float) -> None:
        super().__init__()
        self._part, self._chance = part, Random(1)

    def take(self, method: str) -> Fault | None:
        if method != "sendmessage" or self._chance.random() >= self._part:
            return None
        return Fault(self._chance.choice(FAULTS), 1, method, 1.0)


class Writing:
    """So many messages a second, each of somebody who was quiet for a while."""

    def __init__(self, telegram: FakeTelegram, writers: int, per_second: float) -> None:
        self.telegram = telegram
        self.people = [telegram.person(chat_id=WRITERS + n) for n in range(writers)]
        self.per_second = per_second
        self.waits: list[float] = []
        self.unanswered = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended = asyncio.Event()

    async def run(self) -> None:
        """By the clock, whether or not the last one was answered."""
        loop = asyncio.get_running_loop()
        begun, number = loop.time(), 0
        while not self._ended.is_set():
            person = self.people[number % len(self.people)]
            task = asyncio.create_task(self._writes(person))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            number += 1
            await asyncio.sleep(max(0.0, begun + number / self.per_second - loop.time()))

    async def end(self) -> None:
        self._ended.set()
        await asyncio.gather(*self._tasks)

    async def _writes(self, person: Person) -> None:
        written = self.telegram.world.clock()
        await person.says("/menu")
        try:
            reply = await person.hears(PATIENCE)
        except TimeoutError:
            self.unanswered += 1
        else:
            self.waits.append(reply.at - written)


class Bench:
    """What is asked of this process over HTTP."""

    def __init__(self, telegram: FakeTelegram, asked: argparse.Namespace) -> None:
        self.telegram, self.asked = telegram, asked
        self.writing = Writing(telegram, asked.writers, asked.per_second)
        for number in range(asked.listeners):
            telegram.person(chat_id=LISTENERS + number, started=True)
        self._task: asyncio.Task[None] | None = None
        telegram.app.add_routes(
            [web.get("/bench/begin", self._begin), web.get("/bench/figures", self._figures)]
        )

    async def _begin(self, _: web.Request) -> web.Response:
        self.telegram.world.faults = BadDays(self.asked.faults / 100)
        self._task = asyncio.create_task(self.writing.run())
        return web.json_response({})

    async def _figures(self, _: web.Request) -> web.Response:
        await self.writing.end()
        return web.json_response(figures(self.telegram, self.writing, self.asked.listeners))


def figures(telegram: FakeTelegram, writing: Writing, listeners: int) -> dict[str, Any]:
    """What became of the broadcast, of the limits, and of those who wrote."""
    of_all = sorted(each.at for each in telegram.sent)
    got = Counter(each.chat_id for each in telegram.sent if each.chat_id < WRITERS)
    broadcast = [each.at for each in telegram.sent if each.chat_id < WRITERS]
    first, last = min(broadcast), max(broadcast)
    while_it_ran = [at for at in of_all if first <= at <= last]
    waits = sorted(writing.waits)
    return {
        "broadcast_to": listeners,
        "missed": listeners - len(got),
        "doubled": sum(got.values()) - len(got),
        "seconds": last - first,
        "per_second_in_all": len(while_it_ran) / (last - first),
        "most_in_any_second": most_in_a_second(of_all),
        "refused": telegram.world.limits.refused,
        "replies": len(waits),
        "unanswered": writing.unanswered,
        "reply_ms": {name: at * 1e3 for name, at in _spread(waits).items()},
    }


def most_in_a_second(moments: Sequence[float]) -> int:
    """The most that any sliding second holds; `moments` are sorted."""
    return max(bisect_left(moments, at + 1.0) - n for n, at in enumerate(moments))


def _spread(waits: Sequence[float]) -> dict[str, float]:
    parts = quantiles(waits, n=100, method="inclusive")
    return {"p50": parts[49], "p95": parts[94], "p99": parts[98], "most": waits[-1]}


async def serve(asked: argparse.Namespace) -> None:
    pace = Pace(overall=asked.limit)
    telegram = FakeTelegram(port=asked.port, pace=pace)
    Bench(telegram, asked)
    async with telegram:
        print(telegram.url, flush=True)
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listeners", type=int, required=True)
    parser.add_argument("--writers", type=int, default=60)
    parser.add_argument("--per-second", type=float, default=2.0)
    parser.add_argument("--limit", type=int, default=30)
    parser.add_argument("--faults", type=float, default=0)
    parser.add_argument("--port", type=int, default=0)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
