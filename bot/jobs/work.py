"""The jobs of this process: worked through until it ends, whatever becomes of the connection."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

from pgqueuer import PgQueuer

from bot.jobs.audit import Extends, add_audit
from bot.jobs.forget import Forgets, add_forget
from bot.jobs.notify import Tells, add_notify
from bot.jobs.patience import pause
from bot.jobs.quiet import quiet
from bot.jobs.ring import Rings, add_ring

log = logging.getLogger(__name__)

OpenQueue = Callable[[], AbstractAsyncContextManager[PgQueuer]]
"""A queue on a new connection, which shuts down by itself when that is lost."""

SOON, LATEST = timedelta(seconds=0.25), timedelta(seconds=5)  # until we connect again


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """The services that do what the jobs ask for."""

    notices: Tells
    timers: Rings
    forgetting: Forgets
    chain: Extends


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How the queue is worked through."""

    heartbeat: timedelta = timedelta(seconds=6)
    """When a worker was silent for so long, its jobs are another's."""
    look: timedelta = timedelta(seconds=2)
    """Between two looks that no notification asked for."""
    at_once: int = 6
    """Jobs at a time; fewer than the connections that conversations need too."""
    grace: float = 5.0
    """Seconds for what runs when we are told to end."""


USUAL = Pace()


@asynccontextmanager
async def working(open_queue: OpenQueue, jobs: Jobs, pace: Pace = USUAL) -> AsyncIterator[None]:
    """Do jobs beside the block; at its end what runs is finished, or put back into the queue."""
    ending = asyncio.Event()
    with quiet():
        work = asyncio.create_task(_work(open_queue, jobs, pace, ending), name="jobs")
        try:
            yield
        finally:
            ending.set()
            await _finished(work, pace.grace)


async def _finished(work: asyncio.Task[None], grace: float) -> None:
    """The first cancellation puts jobs back; the second is for a server that does not answer."""
    for patience in (grace, 1.0, 1.0):
        await asyncio.wait({work}, timeout=patience)
        if work.done():
            return
        work.cancel()


async def _work(open_queue: OpenQueue, jobs: Jobs, pace: Pace, ending: asyncio.Event) -> None:
    failures = 0
    while not ending.is_set():
        try:
            async with open_queue() as queue:
                await _run(queue, jobs, pace, ending)
            failures = 0
        except Exception as error:  # noqa: BLE001 - jobs go on, whatever happens to their queue
            failures += 1
            log.warning("jobs wait: %s", type(error).__name__)
        if not ending.is_set():
            log.warning("connecting to the job queue again")
            with suppress(TimeoutError):
                wait = pause(failures, SOON, LATEST).total_seconds()
                await asyncio.wait_for(ending.wait(), wait)


async def _run(queue: PgQueuer, jobs: Jobs, pace: Pace, ending: asyncio.Event) -> None:
    """Returns when we end, or when the connection was lost."""
    add_notify(queue, jobs.notices)
    add_ring(queue, jobs.timers)
    add_forget(queue, jobs.forgetting)
    add_audit(queue, jobs.chain)
    told = asyncio.create_task(_tell(queue, ending))
    try:
        await queue.run(
            dequeue_timeout=pace.look,
            batch_size=pace.at_once // 2,
            max_concurrent_tasks=pace.at_once,
            shutdown_on_listener_failure=True,
            heartbeat_timeout=pace.heartbeat,
            log_aggregation_interval=timedelta(0),  # nobody reads its statistics
        )
    finally:
        told.cancel()


async def _tell(queue: PgQueuer, ending: asyncio.Event) -> None:
    await ending.wait()
    queue.shutdown.set()
