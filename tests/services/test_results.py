"""Results of sends are written with a batch of messages or soon by themselves; none is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, cast

import pytest

from bot.domain.unavailable import TryAgain
from bot.services import results as module
from bot.services.results import MOST, Results
from bot.storage.database import Database, Work
from bot.storage.outbox import SentMessage
from tests.fakes.patience import eventually
from tests.services.shop import Shop
from tests.services.test_delivery import put_out

COMMITS = "SELECT count(DISTINCT xmin::text) FROM outbox WHERE sent_at IS NOT NULL"
UNSENT = "SELECT count(*) FROM outbox WHERE sent_at IS NULL"


@pytest.fixture
async def results(shop: Shop) -> AsyncIterator[Results]:
    results = Results(shop.database, shop.clock)
    yield results
    await results.close()


async def rows(shop: Shop, count: int) -> list[SentMessage]:
    parcels = await put_out(shop, "ana", *(f"{number}" for number in range(count)))
    return [
        SentMessage(each.id, each.conversation_id, f"provider's {each.id}") for each in parcels
    ]


async def written(results: Results) -> None:
    await eventually(lambda: not results.unwritten())


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
    shop: Shop, results: Results, tables: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SPAN", 1_000)
    (sent,) = await rows(shop, 1)

    results.arrived(sent)
    await written(results)

    assert await tables.fetchval(UNSENT) == 0


async def test_what_comes_near_another_is_written_in_a_while_and_together(
    shop: Shop, results: Results, tables: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SPAN", 2)  # long enough on a machine that others use too
    first, *others = await rows(shop, MOST)

    results.arrived(first)
    await written(results)
    for each in others:
        results.arrived(each)
        await asyncio.sleep(0)
    await written(results)

    assert await tables.fetchval(UNSENT) == 0
    assert await tables.fetchval(COMMITS) == 2


async def test_a_batch_of_messages_takes_along_what_waits(
    shop: Shop, results: Results, tables: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SPAN", 1_000)
    first, *others = await rows(shop, 3)
    results.arrived(first)
    await written(results)
    for each in others:
        results.arrived(each)

    with results.along() as some:
        assert list(some) == others
        with results.along() as nothing:
            assert list(nothing) == []
        assert set(results.unwritten()) == set(others)
        async with shop.database.transaction() as work:
            await work.batches.take_in([], shop.clock(), some)

    assert list(results.unwritten()) == []
    assert await tables.fetchval(UNSENT) == 0


async def test_what_a_batch_took_along_and_could_not_keep_is_written_by_itself(
    shop: Shop, results: Results, tables: Any
) -> None:
    many = await rows(shop, 3)
    for each in many:
        results.arrived(each)

    def fails() -> None:
        with results.along():
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fails()
    with results.along() as some:
        assert list(some) == []
    await written(results)

    assert await tables.fetchval(UNSENT) == 0


async def test_a_result_that_cannot_be_written_spoils_no_other(
    shop: Shop, results: Results, tables: Any, caplog: pytest.LogCaptureFixture
) -> None:
    many = await rows(shop, 12)
    many[5] = SentMessage(many[5].id, many[5].conversation_id, "an id with \0 in it")

    for each in many:
        results.arrived(each)
    await written(results)

    assert await tables.fetchval(UNSENT) == 1
    assert [record.getMessage() for record in caplog.records] == [
        "a result is not kept: CharacterNotInRepertoireError"
    ]


class Unsteady:
    """A database that can be away."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.away = True
        self.asked = 0

    def transaction(self) -> AbstractAsyncContextManager[Work]:
        self.asked += 1
        if self.away:
            raise TryAgain("The database is away.")
        return self._database.transaction()


async def test_while_the_database_is_away_results_wait(
    shop: Shop, tables: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SOON", 0.01)
    database = Unsteady(shop.database)
    results = Results(cast("Database", database), shop.clock)
    many = await rows(shop, 5)

    for each in many:
        results.arrived(each)
    await eventually(lambda: database.asked > 2)
    assert set(results.unwritten()) == set(many)
    database.away = False
    await written(results)

    assert await tables.fetchval(UNSENT) == 0


async def test_closing_writes_what_waits_at_once(
    shop: Shop, results: Results, tables: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SPAN", 1_000)
    first, *others = await rows(shop, MOST + 20)
    results.arrived(first)
    await written(results)
    for each in others:
        results.arrived(each)

    await asyncio.wait_for(results.close(), 5)

    assert await tables.fetchval(UNSENT) == 0


async def test_closing_does_not_wait_for_a_database_that_is_away(shop: Shop) -> None:
    results = Results(cast("Database", Unsteady(shop.database)), shop.clock)
    for each in await rows(shop, 2):
        results.arrived(each)

    await asyncio.wait_for(results.close(), 5)

    assert len(results.unwritten()) == 2


class Stalling:
    """A database whose commits wait until they may."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.may = asyncio.Event()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Work]:
        async with self._database.transaction() as work:
            yield work
            await self.may.wait()


async def test_until_it_is_committed_a_result_is_known_as_unwritten(
    shop: Shop, tables: Any
) -> None:
    database = Stalling(shop.database)
    results = Results(cast("Database", database), shop.clock)
    (sent,) = await rows(shop, 1)

    results.arrived(sent)
    await asyncio.sleep(0.1)
    assert results.of(sent.conversation_id) == [sent]
    assert await tables.fetchval(UNSENT) == 1
    database.may.set()
    await written(results)

    assert results.of(sent.conversation_id) == []
    assert await tables.fetchval(UNSENT) == 0
