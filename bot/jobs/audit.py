"""Chain the audit events that were committed since the last time."""

from typing import Protocol

from pgqueuer import PgQueuer
from pgqueuer.models import Schedule

from bot.jobs.ticks import Tick

AUDIT = "audit"
EVERY_FIVE_SECONDS = "* * * * * */5"


class Extends(Protocol):
    """The chain; it lets only one process at a time extend it."""

    async def extend(self) -> int: ...


def add_audit(queue: PgQueuer, chain: Extends) -> None:
    async def audit(_: Schedule) -> None:
        while await chain.extend():
            pass

    queue.schedule(AUDIT, EVERY_FIVE_SECONDS, executor_factory=Tick)(audit)
