"""Let go of what was kept for as long as was promised."""

from typing import Protocol

from pgqueuer import PgQueuer
from pgqueuer.models import Schedule

from bot.jobs.ticks import Tick

FORGET = "forget"
EVERY_TEN_MINUTES = "*/10 * * * *"


class Forgets(Protocol):
    """What deletes all whose time is over."""

    async def forget(self) -> int: ...


def add_forget(queue: PgQueuer, forgetting: Forgets) -> None:
    async def forget(_: Schedule) -> None:
        await forgetting.forget()

    queue.schedule(FORGET, EVERY_TEN_MINUTES, executor_factory=Tick)(forget)
