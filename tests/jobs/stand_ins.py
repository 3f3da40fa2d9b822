"""Services that only note what jobs ask of them, and do what a test wants done meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from bot.jobs.work import Jobs, Pace
from bot.storage.database import Database

# Whatever is done at this pace was done because of a notification, and not by looking around.
NEVER_LOOKING = Pace(look=timedelta(seconds=30))
BRISK = Pace(heartbeat=timedelta(seconds=1.6), look=timedelta(seconds=0.2))


async def at_once(_: UUID) -> None:
    """Does nothing, and does not fail."""


@dataclass
class Bell:
    """Tells workers, when `doing` lets it."""

    doing: Callable[[UUID], Awaitable[None]] = at_once
    begun: list[UUID] = field(default_factory=list)
    told: list[UUID] = field(default_factory=list)

    async def tell(self, report: UUID) -> bool:
        self.begun.append(report)
        await self.doing(report)
        self.told.append(report)
        return True

    async def tell_of_late(self, conversation: UUID) -> bool:
        return await self.tell(conversation)


@dataclass
class Counter:
    """Forgets, and chains, nothing."""

    times: int = 0

    async def forget(self) -> int:
        self.times += 1
        return 0

    async def extend(self) -> int:
        self.times += 1
        return 0


@dataclass
class Tower:
    """Rings, and says nothing."""

    rung: list[UUID] = field(default_factory=list)

    async def ring(self, id_: UUID) -> bool:
        self.rung.append(id_)
        return True


def jobs(bell: Bell, forgetting: Counter | None = None) -> Jobs:
    return Jobs(notices=bell, timers=Tower(), forgetting=forgetting or Counter(), chain=Counter())


async def for_ever(_: UUID) -> None:
    await asyncio.Event().wait()


async def put(database: Database, report: UUID, *, after: timedelta | None = None) -> None:
    """A job in a transaction that is committed."""
    async with database.transaction() as work:
        await work.jobs.enqueue("notify", str(report).encode(), execute_after=after)
