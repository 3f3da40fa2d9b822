"""A job that fails is tried again later, told of without its words, and in nobody's way."""

import logging
from typing import Any
from uuid import UUID

import pytest
from pgqueuer.executors import ScheduleExecutorFactoryParameters
from pgqueuer.models import CronEntrypoint, CronExpression, Schedule, ScheduleContext, ScheduleId

from bot.domain.unavailable import TryAgain
from bot.jobs.attempts import MOST
from bot.jobs.patience import pause
from bot.jobs.quiet import quiet
from bot.jobs.ticks import Tick
from bot.jobs.work import OpenQueue, working
from bot.storage.database import Database
from tests.fakes.patience import eventually
from tests.jobs.stand_ins import Bell, jobs, put

ONE, TWO = UUID(int=1), UUID(int=2)
CANARY = "they-took-my-passport"


class Bad(Exception):
    """Quotes what somebody wrote."""


async def test_a_job_that_failed_is_done_on_its_second_attempt(
    queue: OpenQueue, worker_database: Database
) -> None:
    async def fails_first(_: UUID) -> None:
        if len(bell.begun) == 1:
            raise TryAgain

    bell = Bell(fails_first)
    async with working(queue, jobs(bell)):
        await put(worker_database, ONE)
        await eventually(lambda: bell.told == [ONE])

    assert bell.begun == [ONE, ONE]


def test_each_wait_is_longer_and_none_is_for_ever() -> None:
    waits = [pause(failures).total_seconds() for failures in range(MOST)]

    assert waits[:5] == [1, 2, 4, 8, 16]
    assert waits == sorted(waits)
    assert max(waits) == pause(10_000).total_seconds() == 300


async def test_what_failed_too_often_is_held_and_others_go_on(
    queue: OpenQueue, worker_database: Database, owner: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails_one(report: UUID) -> None:
        if report == ONE:
            raise Bad(CANARY)

    bell = Bell(fails_one)
    await put(worker_database, ONE)
    await owner.execute("UPDATE pgqueuer.pgqueuer SET attempts = $1", MOST - 1)
    await put(worker_database, TWO)
    async with working(queue, jobs(bell)):
        await eventually(lambda: bell.told == [TWO] and ONE in bell.begun)

    held = await owner.fetchrow("SELECT id, status::text, payload FROM pgqueuer.pgqueuer")
    assert (held["status"], held["payload"]) == ("failed", str(ONE).encode())
    assert f"job notify {held['id']} failed too often (Bad)" in caplog.text


async def test_what_a_job_cannot_read_is_in_nobodys_way(
    queue: OpenQueue, worker_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with worker_database.transaction() as work:
        await work.jobs.enqueue("notify", CANARY.encode())
        await work.jobs.enqueue("notify", None)
    await put(worker_database, TWO)
    bell = Bell()
    async with working(queue, jobs(bell)):
        await eventually(lambda: bell.told == [TWO] and caplog.text.count("ValueError") == 2)


async def test_no_word_of_an_error_is_logged_or_stored(
    queue: OpenQueue, worker_database: Database, owner: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(_: UUID) -> None:
        raise Bad(CANARY)

    caplog.set_level(logging.DEBUG)
    bell = Bell(fails)
    await put(worker_database, ONE)
    await put(worker_database, TWO)
    last = "UPDATE pgqueuer.pgqueuer SET attempts = $1 WHERE payload = $2"
    await owner.execute(last, MOST - 1, str(TWO).encode())
    async with working(queue, jobs(bell)):
        await eventually(lambda: len(bell.begun) == 2)

    stored = await owner.fetch("SELECT log::text FROM pgqueuer.pgqueuer_log log")
    kept = "".join(row[0] for row in stored)
    assert "Bad" in caplog.text
    assert "Bad" in kept
    assert "GivenUp" in kept
    assert CANARY not in caplog.text + kept
    assert str(ONE) not in caplog.text


def test_pgqueuers_own_log_says_what_went_wrong_and_quotes_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log = logging.getLogger("pgqueuer")
    with quiet():
        log.info("Retry requested for %s", "notify")
        error = Bad(CANARY)
        log.error("Failed to send heartbeat: %s", error, exc_info=error)
        log.error("Flush failed, requeuing %d items", 3, exc_info=error)
        log.critical("Unhandled exception in task: %s", [error])

    assert caplog.messages == [
        "Failed to send heartbeat: Bad (Bad)",
        "Flush failed, requeuing 3 items (Bad)",
        "Unhandled exception in task: list",
    ]
    assert CANARY not in caplog.text
    assert log.filters == []


async def test_a_tick_that_failed_leaves_the_next_ones_out_for_a_while(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ticks, fails = 0, True

    async def ticking(_: Schedule) -> None:
        nonlocal ticks
        ticks += 1
        if fails:
            raise Bad(CANARY)

    tick = Tick(
        ScheduleExecutorFactoryParameters(
            entrypoint=CronEntrypoint("audit"),
            expression=CronExpression("* * * * *"),
            func=ticking,
            clean_old=False,
        )
    )
    schedule = Schedule.model_construct(id=ScheduleId(1), entrypoint=CronEntrypoint("audit"))
    context = ScheduleContext(resources={})
    for _ in range(3):
        await tick.execute(schedule, context)
    assert ticks == 1
    assert caplog.messages == ["job audit failed (Bad): again in 0:00:01, or later"]

    fails, tick.rests_until = False, 0.0
    for _ in range(3):
        await tick.execute(schedule, context)
    assert ticks == 4
    assert tick.failures == 0
