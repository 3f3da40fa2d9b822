"""One attempt at a job: what fails is tried again later, and nobody is told what it held."""

import asyncio
import logging
from dataclasses import dataclass

from pgqueuer import Job, RetryRequested
from pgqueuer.executors import EntrypointExecutor
from pgqueuer.models import Context

from bot.jobs.patience import pause

log = logging.getLogger(__name__)

LONGEST = 60.0  # seconds for one attempt
MOST = 12  # attempts, over about a quarter of an hour


class GivenUp(Exception):
    """A job failed as often as it may; it is held in the queue, where it can be put back."""


@dataclass
class Attempt(EntrypointExecutor):
    """Errors leave as the name of their class: PgQueuer logs and stores all they say."""

    async def execute(self, job: Job, context: Context) -> None:
        try:
            async with asyncio.timeout(LONGEST):
                await super().execute(job, context)
        except asyncio.CancelledError:
            # PgQueuer would take it for called off, and drop a job that we only had no time for
            raise RetryRequested(reason="cut short") from None
        except Exception as error:  # noqa: BLE001 - whatever it is, others may not suffer
            raise _again(job, type(error).__name__) from None


def _again(job: Job, why: str) -> RetryRequested | GivenUp:
    if job.attempts + 1 >= MOST:
        log.error("job %s %d failed too often (%s): it is held", job.entrypoint, job.id, why)
        return GivenUp(f"The job {job.entrypoint} {job.id} failed {MOST} times ({why}).")
    delay = pause(job.attempts)
    log.warning("job %s %d failed (%s): again in %s", job.entrypoint, job.id, why, delay)
    return RetryRequested(delay, reason=why)
