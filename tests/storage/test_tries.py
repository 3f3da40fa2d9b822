"""Tries are counted one by one, however many come at once."""

import asyncio
from datetime import timedelta

import pytest

from bot.storage.database import Database
from tests.storage.cast import NOON

ANA, BEN = b"hash of a name, ana", b"hash of a name, ben"
BEFORE = NOON - timedelta(minutes=1)


@pytest.mark.parametrize("role", ["worker", "web"])
async def test_tries_are_counted_for_each_apart(
    role: str, worker_database: Database, web_database: Database
) -> None:
    database = {"worker": worker_database, "web": web_database}[role]
    async with database.transaction() as work:
        for minutes in (0, 5, 10):
            await work.tries.add(ANA, NOON + timedelta(minutes=minutes))
        await work.tries.add(BEN, NOON)

        assert await work.tries.count(ANA, NOON) == 2
        assert await work.tries.count(BEN, BEFORE) == 1
        await work.tries.forget(ANA)
        assert await work.tries.count(ANA, BEFORE) == 0
        assert await work.tries.count(BEN, BEFORE) == 1


async def test_many_tries_at_once_are_not_each_the_first(web_database: Database) -> None:
    async def attempt() -> bool:
        async with web_database.transaction() as work:
            if await work.tries.count(ANA, BEFORE) >= 8:
                return False
            await work.tries.add(ANA, NOON)
            return True

    allowed = await asyncio.gather(*(attempt() for _ in range(40)))

    assert sum(allowed) == 8


async def test_who_tries_waits_for_nobody_elses_try(web_database: Database) -> None:
    """Every hash begins with the same bytes: those of the key it was made with."""
    async with web_database.transaction() as one, web_database.transaction() as other:
        await one.tries.count(ANA, BEFORE)
        async with asyncio.timeout(5):
            await other.tries.count(BEN, BEFORE)


async def test_old_tries_are_forgotten(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.tries.add(ANA, NOON)
        await work.tries.add(ANA, NOON + timedelta(days=2))

        assert await work.tries.forget_before(NOON + timedelta(days=1)) == 1
        assert await work.tries.count(ANA, BEFORE) == 1
