"""Results of sends, written down: those that come while one commit is made share the next."""

import asyncio

from bot.domain.unavailable import TryAgain
from bot.services.ports import Clock
from bot.storage.database import Database
from bot.storage.outbox import SentMessage

MOST = 64  # in one commit, as many as messages are let in with one


class Results:
    """What was sent, kept so that it is not sent again; nobody waits for a batch to fill."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._waiting: dict[int, SentMessage] = {}
        self._one_at_a_time = asyncio.Lock()

    async def arrived(self, sent: SentMessage) -> None:
        """Returns when it is committed.  Raises TryAgain, and then may be called again."""
        self._waiting[sent.id] = sent
        try:
            async with self._one_at_a_time:
                if sent.id in self._waiting:  # else somebody took it along
                    others = [each for each in self._waiting.values() if each.id != sent.id]
                    await self._commit([sent, *others[: MOST - 1]])
        finally:
            self._waiting.pop(sent.id, None)

    async def _commit(self, batch: list[SentMessage]) -> None:
        """All of it, or where one of them cannot be kept the first alone: each has its turn."""
        try:
            await self._write(batch)
        except TryAgain:
            raise
        except Exception:
            if len(batch) == 1:
                raise
            await self._write(batch[:1])

    async def _write(self, batch: list[SentMessage]) -> None:
        async with self._database.transaction() as work:
            await work.outbox.sent(batch, self._clock())
        for each in batch:
            self._waiting.pop(each.id, None)
