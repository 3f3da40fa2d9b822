"""Posters: how many began with each in a week, and nothing about anybody."""

import asyncio
from datetime import date
from typing import Any

import pytest

from bot.storage.connections import connect
from bot.storage.database import Database
from bot.storage.links import LinkRow, WeekRow
from tests.postgres import Urls
from tests.storage.cast import NOON

MONDAY, NEXT = date(2026, 11, 16), date(2026, 11, 23)


@pytest.fixture(autouse=True)
async def _posters(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.links.add(LinkRow("bbb", b"note", NOON))
        await work.links.add(LinkRow("aaa", b"other", NOON))


async def test_they_come_in_the_order_they_were_made_in(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        found = await work.links.all()

    assert found == [LinkRow("aaa", b"other", NOON), LinkRow("bbb", b"note", NOON)]


async def test_each_week_has_its_own_count(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.links.count(["bbb", "aaa", "bbb"], MONDAY)
        await work.links.count(["bbb"], MONDAY)
        await work.links.count(["bbb"], NEXT)
        await work.links.count([], NEXT)

        assert await work.links.weeks() == [
            WeekRow("aaa", MONDAY, 1),
            WeekRow("bbb", MONDAY, 3),
            WeekRow("bbb", NEXT, 1),
        ]


async def test_a_code_that_nobody_gave_out_counts_for_nothing(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.links.count(["never", "aaa"], MONDAY)

        assert await work.links.weeks() == [WeekRow("aaa", MONDAY, 1)]


async def test_two_batches_at_once_lose_nobody(worker_database: Database) -> None:
    async def counted(*codes: str) -> None:
        async with worker_database.transaction() as work:
            await work.links.count(codes, MONDAY)

    orders: list[Any] = [("aaa", "bbb"), ("bbb", "aaa")]
    await asyncio.gather(*(counted(*order) for order in orders * 10))

    async with worker_database.transaction() as work:
        assert [week.begun for week in await work.links.weeks()] == [20, 20]


async def test_nothing_of_a_count_is_about_one_person(database_urls: Urls) -> None:
    owner = await connect(database_urls.owner)
    columns = await owner.fetch(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'link_weeks'"
    )
    await owner.close()

    assert sorted(row["column_name"] for row in columns) == ["begun", "code", "week"]
