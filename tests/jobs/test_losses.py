"""Workers are killed and connections are lost: the jobs are done all the same."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pgqueuer import PgQueuer

from bot.domain.unavailable import TryAgain
from bot.jobs.work import USUAL, OpenQueue, Pace, working
from bot.storage.database import Database
from bot.storage.job_connections import connected_queue
from tests.fakes.patience import eventually
from tests.jobs.stand_ins import BRISK, NEVER_LOOKING, Bell, for_ever, jobs, put
from tests.postgres import Urls

ROOT = Path(__file__).parents[2]
ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)
CUT = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
LOCK = "LOCK TABLE pgqueuer.pgqueuer IN ACCESS EXCLUSIVE MODE"


async def test_the_job_of_a_worker_that_was_killed_is_taken_up_by_another(
    queue: OpenQueue, worker_database: Database, database_urls: Urls
) -> None:
    await put(worker_database, ONE)
    killed = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.jobs.other_process", database_urls.worker),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert killed.stdout is not None
    assert await killed.stdout.readline() == f"{ONE}\n".encode()
    bell = Bell()
    async with working(queue, jobs(bell)):
        await asyncio.sleep(0.5)
        assert not bell.begun
        killed.kill()
        await killed.wait()
        await eventually(lambda: bell.told, seconds=10.0)

    assert bell.told == [ONE]
    assert USUAL.heartbeat + USUAL.look <= timedelta(seconds=8)


async def test_a_worker_that_lost_its_connections_hears_of_new_jobs_again(
    queue: OpenQueue, worker_database: Database, owner: Any, caplog: pytest.LogCaptureFixture
) -> None:
    bell = Bell()
    async with working(queue, jobs(bell), NEVER_LOOKING):
        await put(worker_database, ONE)
        await eventually(lambda: bell.told)

        await worker_database.close()  # this is about the queue's own connection
        assert await owner.fetchval(CUT) == 1
        await put(worker_database, TWO)
        await eventually(lambda: TWO in bell.told, seconds=3.0)
        await put(worker_database, THREE)
        await eventually(lambda: THREE in bell.told, seconds=1.0)

    assert "connecting to the job queue again" in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_job_that_runs_while_the_connection_is_lost_is_finished_and_not_lost(
    queue: OpenQueue, worker_database: Database, owner: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async def until_cut(_: UUID) -> None:
        if len(bell.begun) == 1:
            await asyncio.sleep(0.1)
            await owner.fetchval(CUT)
            await asyncio.sleep(0.3)

    bell = Bell(until_cut)
    async with working(queue, jobs(bell), BRISK):
        await put(worker_database, ONE)
        await worker_database.close()
        # its end could not be written down: it is done again when its heartbeat is old
        await eventually(lambda: bell.told == [ONE, ONE], seconds=10.0)

    assert not await owner.fetchval("SELECT count(*) FROM pgqueuer.pgqueuer")
    assert "Traceback" not in caplog.text


async def test_a_server_that_is_not_there_is_waited_for(
    queue: OpenQueue, worker_database: Database
) -> None:
    opened = 0

    @asynccontextmanager
    async def at_the_third_try() -> AsyncIterator[PgQueuer]:
        nonlocal opened
        opened += 1
        if opened < 3:
            raise TryAgain
        async with queue() as found:
            yield found

    bell = Bell()
    await put(worker_database, ONE)
    async with working(at_the_third_try, jobs(bell)):
        await eventually(lambda: bell.told == [ONE])

    assert opened == 3


async def test_a_server_that_does_not_answer_is_taken_for_lost(
    database_urls: Urls, worker_database: Database, owner: Any
) -> None:
    opened = 0

    @asynccontextmanager
    async def impatient() -> AsyncIterator[PgQueuer]:
        nonlocal opened
        opened += 1
        async with connected_queue(database_urls.worker, patience=0.3) as found:
            yield found

    bell = Bell()
    async with working(impatient, jobs(bell)):
        await put(worker_database, ONE)
        await eventually(lambda: bell.told == [ONE])
        async with owner.transaction():
            await owner.execute(LOCK)
            await eventually(lambda: opened > 1)
        await put(worker_database, TWO)
        await eventually(lambda: bell.told == [ONE, TWO])


async def test_we_end_in_time_while_the_server_does_not_answer(
    queue: OpenQueue, worker_database: Database, owner: Any
) -> None:
    stuck, clock = Bell(for_ever), asyncio.get_running_loop().time
    async with owner.transaction():
        async with working(queue, jobs(stuck), Pace(grace=0.2)):
            await put(worker_database, ONE)
            await eventually(lambda: stuck.begun)
            await owner.execute(LOCK)
            began = clock()
        assert clock() - began < 3.5

    assert await owner.fetchval("SELECT status::text FROM pgqueuer.pgqueuer") == "picked"


async def test_each_statement_of_the_queue_has_an_end(database_urls: Urls) -> None:
    async with connected_queue(database_urls.worker, patience=0.2) as queue:
        with pytest.raises(TimeoutError):
            await queue.connection.fetch("SELECT pg_sleep(5)")
        await eventually(queue.shutdown.is_set)
    for doing in ("execute", "notify", "add_listener"):
        async with connected_queue(database_urls.worker, patience=0.0) as queue:
            arguments = ("SELECT 1",) if doing == "execute" else ("haki_test", print)
            with pytest.raises(TimeoutError):
                await getattr(queue.connection, doing)(*arguments)
