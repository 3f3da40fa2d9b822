"""Telegram's limits and its bad days: nothing is lost, nothing done twice, all in its order."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from random import Random
from typing import Any, get_args

import pytest
from telegram import Bot

from bot.channels.telegram.bots import open_bot
from bot.channels.telegram.pacer import Pace as OurPace
from bot.channels.telegram.pacer import Pacer
from bot.channels.telegram.request import Request
from bot.storage.database import Database
from tests.channels.telegram.stall import CHANNEL, Stall
from tests.fakes.telegram import FakeTelegram, Pace, Person
from tests.fakes.telegram.faults import Kind

FAULTS: tuple[Any, ...] = tuple(set(get_args(Kind)) - {"refused"})
UNSENT = "SELECT count(*) FROM outbox WHERE sent_at IS NULL"


@pytest.fixture
async def strict() -> AsyncIterator[FakeTelegram]:
    """With Telegram's own limits, in real seconds."""
    async with FakeTelegram(pace=Pace()) as fake:
        yield fake


@pytest.fixture
def strict_bot(strict: FakeTelegram, request_: Request) -> Bot:
    return open_bot(strict.token, request_, api=strict.url)


async def opened(stall: Stall, *people: Person) -> None:
    """Everyone is asked for a word, by the shortest way; no limit is used up any more."""
    await stall.shop.asks_for_a_word(*(str(p.chat_id) for p in people), channel=CHANNEL)
    await stall.is_calm(30)
    await asyncio.sleep(4)


async def test_a_quick_worker_is_answered_in_order_and_never_refused(
    strict: FakeTelegram, strict_bot: Bot, worker_database: Database, tables: Any
) -> None:
    stall = Stall(strict, strict_bot, worker_database, Pacer())
    ana = strict.person(started=True)
    for number in range(7):
        await ana.says(f"no such answer {number}")
    await stall.takes_all()
    await stall.is_calm(10)

    assert strict.world.limits.refused == 0
    numbers = await tables.fetch("SELECT provider_id FROM outbox ORDER BY id")
    assert [row["provider_id"] for row in numbers] == [str(each.id) for each in ana.received]
    assert len(numbers) == 7
    assert [bool(message.rows) for message in ana.screen] == [False] * 6 + [True]
    await stall.close()


async def test_a_reply_that_telegram_refuses_waits_and_comes_in_order(
    strict: FakeTelegram, strict_bot: Bot, worker_database: Database
) -> None:
    """As where another program uses the same token: then our own count is too low."""
    stall = Stall(strict, strict_bot, worker_database, Pacer(OurPace(burst=100)))
    ana = strict.person(started=True)
    await opened(stall, ana)
    words = [f"word {number}" for number in range(6)]
    for word in words:
        await ana.says(word)
        await ana.says("yes")
    await stall.takes_all()
    await stall.is_calm(30)

    assert strict.world.limits.refused > 0
    assert stall.shop.learnt == words
    said = [message.text for message in ana.received][-12:]
    assert said == ["More of it?", "Your word for tea?"] * 6
    await stall.close()


@pytest.mark.parametrize("seed", range(3))
async def test_on_a_bad_day_nothing_is_lost_and_nothing_done_twice(
    telegram: FakeTelegram, stall: Stall, tables: Any, seed: int
) -> None:
    chance = Random(seed)  # so that a bad day can be had again
    people = [telegram.person(started=True) for _ in range(12)]
    await stall.shop.asks_for_a_word(*(str(p.chat_id) for p in people), channel=CHANNEL)
    await stall.is_calm()
    before = {p.chat_id: len(p.received) for p in people}
    doubled = Counter[str]()
    for _ in range(20):
        kind = chance.choice(FAULTS)
        doubled[kind] += 1
        telegram.faults.add(kind, method="sendMessage", seconds=0.9 if kind == "slow" else 0.2)
    for person in people:
        for number in range(3):
            await person.says(f"{person.chat_id} {number}")
            await person.says("yes")
    updates = list(telegram.world.updates.pending())
    await asyncio.gather(*(stall.updates.take(each.shape) for each in [*updates, *updates]))
    telegram.world.updates.clear()
    await stall.is_calm(60)

    assert await tables.fetchval(UNSENT) == 0
    words = [f"{person.chat_id} {number}" for person in people for number in range(3)]
    assert sorted(stall.shop.learnt) == sorted(words)
    said = {p.chat_id: [m.text for m in p.received][before[p.chat_id] :] for p in people}
    assert all(_without_echoes(each) == ALL_OF_IT for each in said.values()), said
    extra = sum(len(each) for each in said.values()) - len(people) * len(ALL_OF_IT)
    assert 0 <= extra <= doubled["cut after"] + doubled["slow"]


ALL_OF_IT = ["More of it?", "Your word for tea?"] * 3


def _without_echoes(said: list[str | None]) -> list[str | None]:
    """A message that was sent again comes right after itself: nobody's order changes."""
    return [each for before, each in zip([None, *said], said, strict=False) if each != before]
