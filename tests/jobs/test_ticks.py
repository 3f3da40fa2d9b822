"""By the clock, what was done is chained, and what was kept long enough is forgotten."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

from bot.app.chance import now
from bot.domain.audit import Actor, AuditEvent
from bot.jobs.work import Jobs, OpenQueue, working
from bot.privacy.server import ServerKeys
from bot.services.audit import AuditChain
from bot.services.forgetting import Forgetting, Spans
from bot.services.places import Places
from bot.storage.database import Database
from tests.fakes.patience import eventually
from tests.jobs.stand_ins import Bell, Counter, Tower, jobs

MISSED = (
    "INSERT INTO pgqueuer.pgqueuer_schedules (expression, entrypoint, next_run)"
    " VALUES ('*/10 * * * *', 'forget', now() - interval '1 hour')"
)
YEAR = timedelta(days=365)


async def test_every_few_seconds_what_was_committed_is_chained(
    queue: OpenQueue, worker_database: Database
) -> None:
    chain = AuditChain(worker_database)
    event = AuditEvent(
        id=UUID(int=1), at=now(), actor=Actor.SYSTEM, act="test.acted", subject_kind="test"
    )
    async with worker_database.transaction() as work:
        await work.audit.add([event])

    async with (
        working(queue, Jobs(notices=Bell(), timers=Tower(), forgetting=Counter(), chain=chain)),
        asyncio.timeout(8.0),
    ):
        while not await chain.verify():  # noqa: ASYNC110 - the chain tells nobody that it grew
            await asyncio.sleep(0.1)

    assert await chain.verify() == 1


async def test_what_was_kept_long_enough_is_forgotten_at_a_tick(
    queue: OpenQueue, worker_database: Database, owner: Any
) -> None:
    spans = Spans(
        drafts=YEAR,
        answers=YEAR,
        answers_kept=YEAR,
        updates=YEAR,
        seen=timedelta(days=6),
        diaries=YEAR,
    )
    forgetting = Forgetting(worker_database, Places(ServerKeys.new()), now, spans)
    async with worker_database.transaction() as work:
        await work.seen.new_of([("test", b"old")], now() - timedelta(days=7))
        await work.seen.new_of([("test", b"new")], now())
    await owner.execute(MISSED)

    async with (
        working(
            queue, Jobs(notices=Bell(), timers=Tower(), forgetting=forgetting, chain=Counter())
        ),
        asyncio.timeout(5.0),
    ):
        while await owner.fetchval("SELECT count(*) FROM seen") == 2:  # noqa: ASYNC110 - the table tells nobody
            await asyncio.sleep(0.05)

    assert await owner.fetchval("SELECT external_id FROM seen") == b"new"


async def test_a_tick_that_nobody_heard_is_made_up_for_by_one_worker(
    queue: OpenQueue, owner: Any
) -> None:
    await owner.execute(MISSED)
    one, other = Counter(), Counter()
    async with working(queue, jobs(Bell(), one)), working(queue, jobs(Bell(), other)):
        await eventually(lambda: one.times or other.times)
        await asyncio.sleep(0.3)

    assert one.times + other.times == 1
