"""Replies while a broadcast goes out: `python -m bench.lanes`, beside `make bench`.

A Telegram of its own process keeps its limits: 30 messages in any second in all, in one chat a
few and then one a second.  A broadcast goes to as many people as are asked for; meanwhile others
write, two a second.  All else is Haki as it runs: polling, group commit, outbox, recovery, pacer.
"""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import aiohttp
import msgspec
import psutil

from bench.faked import LISTENERS
from bench.machines import machine
from bench.results import FOLDER
from bench.servers import Base, running
from bot.app.chance import SystemChance, now
from bot.app.databases import Databases
from bot.app.house import House, built
from bot.channels.telegram.channel import Telegram, telegram
from bot.channels.telegram.updates import Inside
from bot.domain.messages import Address, Outgoing
from bot.privacy.server import ServerKeys
from bot.services.places import Places
from bot.services.ports import BULK
from bot.settings import read_settings
from bot.storage.database import Database
from bot.storage.instances import Instances
from bot.storage.outbox import NOBODY, NewMessage
from tests.fakes.telegram.server import TOKEN

SAID = "Good day. This is one message of many, as long as a short notice is. " * 2
AT_ONCE = 1_000  # rows in one transaction
SWEEP = 5.0  # seconds, as in `haki run`
LOOK = 0.5
PATIENCE = 120.0  # seconds, and one for each who is to get it: thirty times what it takes


async def measured(asked: argparse.Namespace) -> dict[str, Any]:
    """The whole run, and what came of it."""
    with running() as server:
        base = await server.base()
        async with _faked(asked) as url, _house(base, url) as (house, places, bot):
            inside = Inside(house.conversations, house.files, house.reach, house.counts)
            async with bot.polled(inside), aiohttp.ClientSession() as session:
                await asyncio.sleep(1)
                await _told(session, f"{url}/bench/begin")
                await asyncio.sleep(5)  # those who write are met before the broadcast begins
                watch = Watch()
                await _put_out(house, places, asked.listeners)
                swept = asyncio.create_task(_sweep(house))
                async with asyncio.timeout(PATIENCE + asked.listeners):
                    await watch.until_sent(house)
                swept.cancel()
                with suppress(asyncio.CancelledError):
                    await swept
                figures = await _told(session, f"{url}/bench/figures")
                postgresql = await server.settings()
    return {
        "at": datetime.now(UTC),
        "machine": machine(),
        "postgresql": postgresql,
        "asked": vars(asked),
        **figures,
        **watch.figures(asked.listeners),
    }


class Watch:
    """What the broadcast costs our own process."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._before = self._most = self._process.memory_info().rss
        self._cpu = self._taken()

    async def until_sent(self, house: House) -> None:
        while await _unsent(house):
            self._most = max(self._most, self._process.memory_info().rss)
            await asyncio.sleep(LOOK)
        self._cpu = self._taken() - self._cpu

    def figures(self, messages: int) -> dict[str, float]:
        return {
            "memory_growth_mb": (self._most - self._before) / 2**20,
            "cpu_us_per_message_in_all": self._cpu / messages * 1e6,
        }

    def _taken(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)


@asynccontextmanager
async def _faked(asked: argparse.Namespace) -> AsyncIterator[str]:
    """Telegram, in a process of its own, gone at the end."""
    options = [f"--{name.replace('_', '-')}={value}" for name, value in vars(asked).items()]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.faked",
        *options,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def _house(base: Base, url: str) -> AsyncIterator[tuple[House, Places, Telegram]]:
    """Haki as `haki run` puts it together."""
    worker, web, keys = Database(base.worker), Database(base.web), ServerKeys.new()
    databases = Databases(worker, web, keys, base.worker, new=True)
    instance = await Instances(base.worker).begin()
    async with telegram(TOKEN, url) as bot:
        house = await built(read_settings({}), databases, instance, {"telegram": bot.sender})
        try:
            yield house, Places(keys), bot
        finally:
            await house.conversations.close()
            await house.delivery.close(4.0)
            await instance.end()
            await worker.close()
            await web.close()


async def _put_out(house: House, places: Places, listeners: int) -> None:
    """A broadcast as it stands before its sending: a row for each, for whoever has time."""
    chance = SystemChance()
    outgoing = Outgoing(SAID, "en", "ltr", turn=0, silent=True)
    for some in _slices(listeners):
        chats = [Address("telegram", str(LISTENERS + number)) for number in some]
        new = [places.new(chance.id(), chat) for chat in chats]
        async with house.databases.worker.transaction() as work:
            rows = await work.conversations.lock_or_create(new, now())
            await work.outbox.add([_message(places, row.id, outgoing) for row in rows], now())


def _message(places: Places, conversation: UUID, outgoing: Outgoing) -> NewMessage:
    payload = places.payload(conversation, outgoing)
    return NewMessage(conversation, "telegram", BULK, NOBODY, payload)


def _slices(count: int) -> Iterator[range]:
    yield from (range(n, min(n + AT_ONCE, count)) for n in range(0, count, AT_ONCE))


async def _sweep(house: House) -> None:
    while True:
        await house.recovery.take_up()
        await asyncio.sleep(SWEEP)


async def _unsent(house: House) -> bool:
    async with house.databases.worker.transaction() as work:
        return bool(await work.outbox.owners_unsent())


async def _told(session: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    async with session.get(url) as answer:
        found: dict[str, Any] = await answer.json()
        return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.lanes", description=__doc__)
    parser.add_argument("--listeners", type=int, default=10_000, help="of the broadcast")
    parser.add_argument("--writers", type=int, default=60, help="who write meanwhile, in turn")
    parser.add_argument("--per-second", type=float, default=2.0, help="messages of theirs")
    parser.add_argument("--limit", type=int, default=30, help="Telegram's, in any second")
    parser.add_argument(
        "--faults", type=float, default=0, help="percent of messages: 502, 500, 429, cut off"
    )
    result = asyncio.run(measured(parser.parse_args()))
    for name, value in result.items():
        print(f"{name:28} {value}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"lanes-{result['at']:%Y-%m-%dT%H%M%SZ}.json"
    file.write_bytes(msgspec.json.format(msgspec.json.encode(result)) + b"\n")
    print(f"\n{file}")


if __name__ == "__main__":
    main()
