"""A job is done once it is committed, when its time has come, and by one worker."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from bot.domain.unavailable import TryAgain
from bot.jobs.work import OpenQueue, Pace, working
from bot.storage.database import Database
from tests.fakes.patience import eventually
from tests.jobs.stand_ins import BRISK, NEVER_LOOKING, Bell, for_ever, jobs, put

ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)
LEFT = "SELECT status::text, attempts FROM pgqueuer.pgqueuer"


async def test_a_job_whose_transaction_is_committed_is_done_within_a_second(
    queue: OpenQueue, worker_database: Database, web_database: Database
) -> None:
    bell = Bell()
    async with working(queue, jobs(bell), NEVER_LOOKING):
        await put(worker_database, ONE)
        await eventually(lambda: bell.told == [ONE])

        await put(web_database, TWO)
        await eventually(lambda: bell.told == [ONE, TWO], seconds=1.0)


async def test_a_job_whose_transaction_is_rolled_back_never_was(
    queue: OpenQueue, worker_database: Database, owner: Any
) -> None:
    bell = Bell()
    async with working(queue, jobs(bell)):
        with suppress(TryAgain):
            async with worker_database.transaction() as work:
                await work.jobs.enqueue("notify", str(ONE).encode())
                raise TryAgain
        await put(worker_database, TWO)
        await eventually(lambda: bell.told)

    assert bell.told == [TWO]
    assert await owner.fetchval("SELECT count(DISTINCT job_id) FROM pgqueuer.pgqueuer_log") == 1


async def test_a_timer_is_never_early_and_at_most_half_a_second_late(
    queue: OpenQueue, worker_database: Database
) -> None:
    bell, clock = Bell(), asyncio.get_running_loop().time
    async with working(queue, jobs(bell), NEVER_LOOKING):
        await put(worker_database, ONE)
        await eventually(lambda: bell.told)
        began = clock()
        await put(worker_database, TWO, after=timedelta(seconds=1.2))
        await eventually(lambda: TWO in bell.told)

    assert 1.2 <= clock() - began <= 1.7


async def test_a_job_that_takes_longer_than_the_heartbeat_is_done_by_one_worker_only(
    queue: OpenQueue, worker_database: Database
) -> None:
    async def slowly(_: UUID) -> None:
        await asyncio.sleep(2.6)

    one, other = Bell(slowly), Bell(slowly)
    async with working(queue, jobs(one), BRISK), working(queue, jobs(other), BRISK):
        await put(worker_database, ONE)
        await eventually(lambda: one.told or other.told)

    assert one.begun + other.begun == [ONE]


async def test_more_jobs_than_are_done_at_once_are_all_done(
    queue: OpenQueue, worker_database: Database
) -> None:
    running, most = 0, 0

    async def counted(_: UUID) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.02)
        running -= 1

    bell, reports = Bell(counted), [UUID(int=n) for n in range(30)]
    async with worker_database.transaction() as work:
        for report in reports:
            await work.jobs.enqueue("notify", str(report).encode())
    async with working(queue, jobs(bell)):
        await eventually(lambda: len(bell.told) == len(reports))

    assert sorted(bell.told) == reports
    assert 1 < most <= Pace().at_once


async def test_what_runs_is_finished_when_we_end(
    queue: OpenQueue, worker_database: Database, owner: Any
) -> None:
    async def a_little(_: UUID) -> None:
        await asyncio.sleep(1.5)

    bell = Bell(a_little)
    async with working(queue, jobs(bell)):
        await put(worker_database, ONE)
        await eventually(lambda: bell.begun)
        assert not bell.told

    assert bell.told == [ONE]
    assert await owner.fetch(LEFT) == []


async def test_what_cannot_be_finished_in_time_is_another_workers_at_once(
    queue: OpenQueue, worker_database: Database, owner: Any
) -> None:
    stuck, bell, clock = Bell(for_ever), Bell(), asyncio.get_running_loop().time
    async with working(queue, jobs(stuck), Pace(grace=0.3)):
        await put(worker_database, ONE)
        await eventually(lambda: stuck.begun)
        began = clock()
    assert clock() - began < 1.5
    assert [tuple(row) for row in await owner.fetch(LEFT)] == [("queued", 1)]

    async with working(queue, jobs(bell)):
        await eventually(lambda: bell.told == [ONE], seconds=1.5)
