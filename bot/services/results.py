"""Results of sends, written down: with the next batch of messages, or soon by themselves."""

import asyncio
import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from math import inf
from uuid import UUID

from bot.domain.unavailable import TryAgain
from bot.services.ports import Clock
from bot.storage.database import Database
from bot.storage.outbox import SentMessage

log = logging.getLogger(__name__)

MOST = 64  # in one commit, as many as messages are let in with one
SPAN = 0.02  # seconds between the beginnings of two commits
SOON = 1.0  # seconds until a database that went away is asked again


class Results:
    """What was sent, kept so that it is not sent again.  Nobody waits for it.

    One that comes alone is written at once.  Where many come, those that a batch of messages does
    not take along are written together, SPAN after the last were.  So what a crash lets be said
    twice is what was handed over within SPAN, and while one commit was made.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._waiting: dict[int, SentMessage] = {}
        self._taken: dict[int, SentMessage] = {}
        self._apart: set[int] = set()  # what a batch of messages could not be committed with
        self._begun = -inf
        self._writer: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    def arrived(self, sent: SentMessage) -> None:
        """Returns at once; it is written soon."""
        self._waiting[sent.id] = sent
        self._begin()

    def unwritten(self) -> Collection[SentMessage]:
        """What is not known to be committed."""
        return (*self._taken.values(), *self._waiting.values())

    def of(self, conversation_id: UUID) -> list[SentMessage]:
        """The same, of one conversation."""
        return [each for each in self.unwritten() if each.conversation_id == conversation_id]

    @contextmanager
    def along(self) -> Iterator[Sequence[SentMessage]]:
        """What waits, for the transaction of this block; if that fails it waits on, apart."""
        some = [each for each in self._waiting.values() if each.id not in self._apart][:MOST]
        with self._in_hand(some):
            try:
                yield some
            except Exception:
                self._apart.update(each.id for each in some)
                raise

    async def close(self) -> None:
        """Write what waits, if there is a database."""
        self._closing.set()
        if self._writer is not None:
            await self._writer

    # by themselves ----------------------------------------------------------------------------

    def _begin(self) -> None:
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._run(), name="results")

    async def _run(self) -> None:
        while self._waiting:
            now = asyncio.get_running_loop().time()
            if now < self._begun + SPAN and not self._closing.is_set():
                await self._rest(self._begun + SPAN - now)
                continue
            try:
                await self._write(list(self._waiting.values())[:MOST])
            except TryAgain:
                if self._closing.is_set():
                    return
                await self._rest(SOON)

    async def _write(self, batch: Sequence[SentMessage]) -> None:
        """All of it, or where one of them cannot be kept each by itself.  Raises TryAgain."""
        try:
            with self._in_hand(batch):
                async with self._database.transaction() as work:
                    await work.outbox.sent(batch, self._clock())
            self._apart.difference_update(each.id for each in batch)
        except TryAgain:
            raise
        except Exception as error:  # noqa: BLE001 - its row stays unsent, and is taken up again
            for each in batch if len(batch) > 1 else ():
                if each.id in self._waiting:  # else a batch took it along meanwhile
                    await self._write([each])
            if len(batch) == 1:
                del self._waiting[batch[0].id]
                log.error("a result is not kept: %s", type(error).__name__)  # noqa: TRY400 - an error may quote it

    @contextmanager
    def _in_hand(self, some: Sequence[SentMessage]) -> Iterator[None]:
        """While they are being written nobody else takes them; if that fails they wait again."""
        self._begun = asyncio.get_running_loop().time()
        for each in some:
            self._taken[each.id] = self._waiting.pop(each.id)
        try:
            yield
        except BaseException:
            self._waiting.update({each.id: each for each in some})
            self._begin()
            raise
        finally:
            for each in some:
                del self._taken[each.id]

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._closing.wait(), seconds)
        except TimeoutError:
            return
