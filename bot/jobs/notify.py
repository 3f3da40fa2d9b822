"""Tell the worker that there is something to read; at worst they are told twice."""

from typing import Protocol
from uuid import UUID

from pgqueuer import Job, PgQueuer

from bot.jobs.attempts import Attempt
from bot.services.cases import NOTIFY


class Tells(Protocol):
    """What puts a notice on its way."""

    async def tell(self, report: UUID) -> bool: ...


def add_notify(queue: PgQueuer, notices: Tells) -> None:
    async def notify(job: Job) -> None:
        await notices.tell(UUID((job.payload or b"").decode()))

    queue.entrypoint(NOTIFY, executor_factory=Attempt, on_failure="hold")(notify)
