"""Tell the worker that there is something to read; at worst they are told twice."""

from typing import Protocol
from uuid import UUID

from pgqueuer import Job, PgQueuer

from bot.jobs.attempts import Attempt
from bot.services.cases import NOTIFY
from bot.services.late import TELL


class Tells(Protocol):
    """What puts a notice on its way."""

    async def tell(self, report: UUID) -> bool: ...

    async def tell_of_late(self, conversation: UUID) -> bool: ...


def add_notify(queue: PgQueuer, notices: Tells) -> None:
    async def notify(job: Job) -> None:
        await notices.tell(UUID((job.payload or b"").decode()))

    async def late(job: Job) -> None:
        await notices.tell_of_late(UUID((job.payload or b"").decode()))

    queue.entrypoint(TELL, executor_factory=Attempt, on_failure="hold")(late)
    queue.entrypoint(NOTIFY, executor_factory=Attempt, on_failure="hold")(notify)
