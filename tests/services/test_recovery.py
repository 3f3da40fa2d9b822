"""What a dead process left is sent once and in order; what a living one has is left to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest

from bot.services.recovery import LET_FALL, Recovery
from bot.storage.database import Database
from bot.storage.instances import Instance, Instances
from bot.storage.outbox import NOBODY
from tests.fakes.patience import eventually
from tests.postgres import Urls
from tests.services.shop import Shop
from tests.services.test_delivery import put_out

UNSENT = "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL"


class Processes:
    """The processes of one deployment: each with its number, its lock, and its own sender."""

    def __init__(self, database: Database, url: str, first: Shop) -> None:
        self._database, self._instances, self._first = database, Instances(url), first
        self.shops: list[Shop] = []

    async def begin(self) -> tuple[Shop, Recovery, Instance]:
        instance = await self._instances.begin()
        shop = Shop(self._database, keys=self._first.keys, instance=instance.number)
        self.shops.append(shop)
        recovery = Recovery(self._database, shop.places, shop.delivery, shop.clock, instance)
        return shop, recovery, instance

    def sent(self) -> list[tuple[str, str]]:
        return [each for shop in self.shops for each in shop.sender.sent]


@pytest.fixture
async def processes(
    worker_database: Database, database_urls: Urls, shop: Shop
) -> AsyncIterator[Processes]:
    processes = Processes(worker_database, database_urls.worker, shop)
    async with AsyncExitStack() as stack:
        begin = processes.begin

        async def begun() -> tuple[Shop, Recovery, Instance]:
            made = await begin()
            stack.push_async_callback(made[2].end)
            stack.push_async_callback(made[0].close)
            return made

        processes.begin = begun  # type: ignore[method-assign]  # what is begun is ended with the test
        yield processes


async def left(tables: Any, shop: Shop, owner: int, who: str, *texts: str) -> None:
    """Rows of a process; it did not come to sending them."""
    parcels = await put_out(shop, who, *texts)
    ids = [each.id for each in parcels]
    await tables.execute("UPDATE outbox SET owner = $1 WHERE id = ANY($2)", owner, ids)


async def test_what_a_dead_process_left_is_sent_in_order_and_once(
    processes: Processes, tables: Any
) -> None:
    _, __, dead = await processes.begin()
    shop, recovery, ___ = await processes.begin()
    await left(tables, shop, dead.number, "ana", "one", "two")
    await left(tables, shop, dead.number, "ben", "one")
    await left(tables, shop, dead.number, "ana", "three")
    await dead.end()

    assert await recovery.take_up() == 4
    assert await recovery.take_up() == 0
    await eventually(lambda: not shop.delivery.holds())

    assert shop.sender.to("ana") == ["one", "two", "three"]
    assert shop.sender.to("ben") == ["one"]
    assert await tables.fetchval(UNSENT) == 0


async def test_what_a_living_process_has_is_left_to_it(processes: Processes, tables: Any) -> None:
    living, _, instance = await processes.begin()
    shop, recovery, __ = await processes.begin()
    await left(tables, living, instance.number, "ana", "one")

    assert await recovery.take_up() == 0

    assert shop.delivery.holds() == set()
    assert await tables.fetchval("SELECT owner FROM outbox") == instance.number


async def test_what_one_sends_itself_is_not_taken_up_beside_it(processes: Processes) -> None:
    shop, recovery, _ = await processes.begin()
    shop.sender.still["ana"] = asyncio.Event()
    await shop.hears("ana", "hello")

    assert await recovery.take_up() == 0
    shop.sender.still["ana"].set()
    await eventually(lambda: not shop.delivery.holds())

    assert len(shop.sender.tried) == 1


async def test_what_one_let_fall_itself_is_sent_after_a_while_and_not_for_ever(
    processes: Processes, tables: Any
) -> None:
    """As where the database went away before it said that the commit had arrived."""
    shop, recovery, instance = await processes.begin()
    await left(tables, shop, instance.number, "ana", "one", "two")
    assert await recovery.take_up() == 0

    shop.clock.now += LET_FALL + timedelta(seconds=1)
    assert await recovery.take_up() == 2
    await eventually(lambda: not shop.delivery.holds())

    assert shop.sender.to("ana") == ["one", "two"]
    assert [row["tries"] for row in await tables.fetch("SELECT tries FROM outbox")] == [1, 1]
    assert await recovery.take_up() == 0


async def test_what_one_holds_is_not_let_fall_however_long_it_takes(
    processes: Processes, tables: Any
) -> None:
    shop, recovery, instance = await processes.begin()
    shop.sender.still["ana"] = asyncio.Event()
    await shop.hears("ana", "hello")
    await left(tables, shop, instance.number, "ana", "later")

    shop.clock.now += LET_FALL * 4
    assert await recovery.take_up() == 0
    shop.sender.still["ana"].set()
    await eventually(lambda: not shop.delivery.holds())
    assert await recovery.take_up() == 1


async def test_two_that_take_up_at_once_send_everything_once(
    processes: Processes, tables: Any
) -> None:
    _, __, dead = await processes.begin()
    one, first, ___ = await processes.begin()
    other, second, ____ = await processes.begin()
    people = [f"person {number}" for number in range(8)]
    for who in people:
        await left(tables, one, dead.number, who, "one", "two")
    await dead.end()

    taken = await asyncio.gather(first.take_up(), second.take_up())
    await eventually(lambda: not one.delivery.holds() and not other.delivery.holds())

    assert sum(taken) == 16
    assert sorted(processes.sent()) == sorted((who, n) for who in people for n in ("one", "two"))


async def test_what_is_nobodys_is_sent_with_what_the_dead_left(
    processes: Processes, tables: Any
) -> None:
    _, __, dead = await processes.begin()
    shop, recovery, ___ = await processes.begin()
    await left(tables, shop, NOBODY, "ben", "for whoever has time")
    await left(tables, shop, dead.number, "ana", "one")
    await dead.end()

    await recovery.take_up()
    await eventually(lambda: not shop.delivery.holds())

    assert sorted(shop.sender.sent) == [("ana", "one"), ("ben", "for whoever has time")]


async def test_what_is_nobodys_is_sent_also_where_nobody_died(
    processes: Processes, tables: Any
) -> None:
    shop, recovery, _ = await processes.begin()
    await left(tables, shop, NOBODY, "ben", "for whoever has time")

    assert await recovery.take_up() == 1


async def test_a_process_that_was_killed_at_its_work_loses_nothing(
    processes: Processes, tables: Any
) -> None:
    """One message was with the provider when it ended: that one may come twice, no other."""
    dying, _, dead = await processes.begin()
    dying.sender.still["ana"] = asyncio.Event()
    parcels = await put_out(dying, "ana", "one", "two")
    await tables.execute("UPDATE outbox SET owner = $1", dead.number)
    dying.delivery.hand_over(parcels)
    await eventually(lambda: dying.sender.tried)
    await dying.delivery.close(0)  # its tasks end where they are, as they do with a process
    await dead.end()

    shop, recovery, __ = await processes.begin()
    await recovery.take_up()
    await eventually(lambda: not shop.delivery.holds())

    assert shop.sender.to("ana") == ["one", "two"]
    assert await tables.fetchval(UNSENT) == 0
