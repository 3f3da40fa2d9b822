"""Say what was to be said at this time."""

from typing import Protocol
from uuid import UUID

from pgqueuer import Job, PgQueuer

from bot.jobs.attempts import Attempt
from bot.services.timers import RING


class Rings(Protocol):
    """What knows the timers."""

    async def ring(self, id_: UUID) -> bool: ...


def add_ring(queue: PgQueuer, timers: Rings) -> None:
    async def ring(job: Job) -> None:
        await timers.ring(UUID((job.payload or b"").decode()))

    queue.entrypoint(RING, executor_factory=Attempt, on_failure="hold")(ring)
