"""A timer rings when it is time: by the real clock, through the real queue, and after any end."""

import asyncio
from datetime import timedelta
from typing import Any

from bot.app.chance import now
from bot.jobs.work import Jobs, OpenQueue, Pace, working
from bot.services.timers import FOLLOW_UP, SAYINGS, Timers
from bot.storage.database import Database
from tests.fakes.patience import eventually
from tests.jobs.stand_ins import Bell, Counter
from tests.services.shop import PUSHED, Shop

SAID = SAYINGS[FOLLOW_UP].text
MOST = 5.0  # seconds that a timer may be late
SENT = "SELECT count(*) FROM outbox WHERE lane = 'bulk'"


def at_work(timers: Timers) -> Jobs:
    return Jobs(notices=Bell(), timers=timers, forgetting=Counter(), chain=Counter())


async def set_for(shop: Shop, timers: Timers, who: str, after: timedelta) -> None:
    """Somebody who wrote two hours ago is to be greeted after so long."""
    shop.clock.now = now() - timedelta(hours=2)
    await shop.hears(who, "hello", channel=PUSHED)
    row = await shop.row(who)
    async with shop.database.transaction() as work:
        await timers.set(work, row.id, FOLLOW_UP, now() + after)
    await eventually(lambda: not shop.delivery.holds())


async def test_it_rings_when_it_is_time_and_not_before(
    queue: OpenQueue, worker_database: Database
) -> None:
    shop = Shop(worker_database)
    timers, clock = shop.timers(clock=now), asyncio.get_running_loop().time
    async with working(queue, at_work(timers)):
        began = clock()
        await set_for(shop, timers, "ana", timedelta(seconds=2))
        await eventually(lambda: SAID in shop.sender.to("ana"), 2 + MOST)
        late = clock() - began - 2

    assert -0.1 <= late < MOST
    await shop.close()


async def test_many_ring_at_once_and_each_in_time(
    queue: OpenQueue, worker_database: Database
) -> None:
    shop = Shop(worker_database)
    timers, clock = shop.timers(clock=now), asyncio.get_running_loop().time
    people = [f"person {n}" for n in range(40)]
    async with working(queue, at_work(timers)):
        for who in people:
            await set_for(shop, timers, who, timedelta(seconds=3))
        last = clock()
        await eventually(lambda: all(SAID in shop.sender.to(who) for who in people), 3 + MOST)

    assert clock() - last < 3 + MOST
    await shop.close()


async def test_what_came_due_while_nobody_was_there_rings_at_the_next_start(
    queue: OpenQueue, worker_database: Database, owner: Any
) -> None:
    shop = Shop(worker_database)
    timers = shop.timers(clock=now)
    async with working(queue, at_work(timers)):
        await set_for(shop, timers, "ana", timedelta(seconds=1.5))
    await asyncio.sleep(2)
    assert await owner.fetchval(SENT) == 0

    again = Shop(worker_database, keys=shop.keys, instance=2)  # another process
    async with working(queue, at_work(again.timers(clock=now))):
        await eventually(lambda: again.sender.to("ana") == [SAID], MOST)

    assert await owner.fetchval(SENT) == 1
    await again.close()
    await shop.close()


async def test_two_processes_ring_it_once(
    queue: OpenQueue, worker_database: Database, owner: Any
) -> None:
    shop = Shop(worker_database)
    other = Shop(worker_database, keys=shop.keys, instance=2)
    one, two = shop.timers(clock=now), other.timers(clock=now)
    brisk = Pace(look=timedelta(seconds=0.2))
    async with working(queue, at_work(one), brisk), working(queue, at_work(two), brisk):
        await set_for(shop, one, "ana", timedelta(seconds=0.5))
        await eventually(lambda: shop.sender.to("ana")[1:] + other.sender.to("ana") == [SAID])
        await asyncio.sleep(0.5)

    assert await owner.fetchval(SENT) == 1
    await other.close()
    await shop.close()
