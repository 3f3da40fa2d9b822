"""Results of sends that come near each other are committed together, and none is lost in it."""

import asyncio
from contextlib import AbstractAsyncContextManager
from typing import Any, cast

import pytest

from bot.domain.unavailable import TryAgain
from bot.services.results import MOST, Results
from bot.storage.database import Database, Work
from bot.storage.outbox import SentMessage
from tests.fakes.patience import eventually
from tests.services.shop import Shop
from tests.services.test_delivery import put_out

COMMITS = "SELECT count(DISTINCT xmin::text) FROM outbox WHERE sent_at IS NOT NULL"
UNSENT = "SELECT count(*) FROM outbox WHERE sent_at IS NULL"


@pytest.fixture
def results(shop: Shop) -> Results:
    return Results(shop.database, shop.clock)


async def rows(shop: Shop, count: int) -> list[SentMessage]:
    parcels = await put_out(shop, "ana", *(f"{number}" for number in range(count)))
    return [SentMessage(each.id, f"provider's {each.id}") for each in parcels]


async def test_what_arrives_while_one_is_committed_is_the_next_commit(
    shop: Shop, tables: Any
) -> None:
    parcels = [await put_out(shop, f"person {number}", "hello") for number in range(30)]

    for each in parcels:
        shop.delivery.hand_over(each)
    await eventually(lambda: not shop.delivery.holds())

    assert await tables.fetchval(UNSENT) == 0
    assert await tables.fetchval(COMMITS) <= 3


async def test_a_result_that_comes_alone_waits_for_nobody(
    shop: Shop, results: Results, tables: Any
) -> None:
    (sent,) = await rows(shop, 1)

    async with asyncio.timeout(5):
        await results.arrived(sent)

    assert await tables.fetchval(UNSENT) == 0


async def test_whoever_returns_is_committed(shop: Shop, results: Results, tables: Any) -> None:
    async def kept(sent: SentMessage) -> bool:
        await results.arrived(sent)
        return bool(await tables.fetchval("SELECT sent_at FROM outbox WHERE id = $1", sent.id))

    many = await rows(shop, MOST + 20)
    first, *others = many
    seen = [asyncio.create_task(results.arrived(each)) for each in others]
    assert await kept(first)
    await asyncio.gather(*seen)

    assert await tables.fetchval(UNSENT) == 0
    assert await tables.fetchval(COMMITS) <= 4


async def test_a_result_that_cannot_be_written_spoils_no_other(
    shop: Shop, results: Results, tables: Any
) -> None:
    many = await rows(shop, 12)
    many[5] = SentMessage(many[5].id, "an id with \0 in it")

    ended = await asyncio.gather(*(results.arrived(each) for each in many), return_exceptions=True)

    assert [number for number, each in enumerate(ended) if each is not None] == [5]
    assert await tables.fetchval(UNSENT) == 1
    before = await tables.fetchval(COMMITS)
    await asyncio.gather(*(results.arrived(each) for each in await rows(shop, 20)))
    assert await tables.fetchval(COMMITS) <= before + 3  # and not those that come later, either


class Unsteady:
    """A database that can be away."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.away = True

    def transaction(self) -> AbstractAsyncContextManager[Work]:
        if self.away:
            raise TryAgain("The database is away.")
        return self._database.transaction()


async def test_while_the_database_is_away_each_is_told_and_can_come_again(
    shop: Shop, tables: Any
) -> None:
    database = Unsteady(shop.database)
    results = Results(cast("Database", database), shop.clock)
    many = await rows(shop, 5)

    ended = await asyncio.gather(*(results.arrived(each) for each in many), return_exceptions=True)
    assert [type(each) for each in ended] == [TryAgain] * 5
    database.away = False
    await asyncio.gather(*(results.arrived(each) for each in reversed(many)))

    assert await tables.fetchval(UNSENT) == 0


async def test_whoever_is_cancelled_takes_nobody_along(
    shop: Shop, results: Results, tables: Any
) -> None:
    many = await rows(shop, 20)
    tasks = [asyncio.create_task(results.arrived(each)) for each in many]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()

    ended = await asyncio.gather(*tasks, return_exceptions=True)

    assert [each for each in ended[1::2] if each is not None] == []
    kept = await tables.fetch("SELECT id FROM outbox WHERE sent_at IS NOT NULL")
    assert {sent.id for sent in many[1::2]} <= {row["id"] for row in kept}
