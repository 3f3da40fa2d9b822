"""How fast we write: as Telegram allows, replies first, a broadcast with what is left.

Telegram counts a message somewhere between our call and its answer.  So a message is on our own
count from the call until a second after the answer: whatever second Telegram looks at, it holds no
more than we allowed.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.services.ports import BULK, Lane

MANY = 4096  # chats that are remembered before those that are rested are forgotten
CATCHING_UP = 3  # broadcast messages that may follow at once where a timer came late


class Stopped(Exception):
    """We end: whatever was not begun stays where it is, to be sent after the next start."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What we allow ourselves; a little less than Telegram does in one chat.

    In one chat `burst` messages at once, then one a second; in all `overall` in any second.
    """

    overall: int = 30
    burst: int = 3
    second: float = 1.0


@dataclass(slots=True)
class _Chat:
    """`left` may go below nothing: those who wait have taken theirs already."""

    left: float
    at: float
    silent_until: float = 0.0


class Pacer:
    """One for each bot token and process."""

    def __init__(
        self,
        pace: Pace = Pace(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pace = pace
        self._clock = clock
        self._chats: dict[str, _Chat] = {}
        self._flying = 0
        self._landed: deque[float] = deque()  # when each place of the last second is free again
        self._replies: deque[asyncio.Future[None]] = deque()
        self._bulk: deque[asyncio.Future[None]] = deque()
        self._bulk_from = 0.0
        self._alarm: asyncio.TimerHandle | None = None
        self._stopped = asyncio.Event()

    @asynccontextmanager
    async def turn(self, chat: str, lane: Lane, *, edits: bool = False) -> AsyncIterator[None]:
        """Wait until a message may go to this chat, and count it.  Raises Stopped.

        What changes a message that is there is not counted in its chat, only in all.
        """
        await self._rested(chat, 0 if edits else 1)
        await self._place(self._bulk if lane == BULK else self._replies)
        try:
            yield
        finally:
            self._flying -= 1
            self._landed.append(self._clock() + self._pace.second)
            self._grant()

    def silence(self, chat: str, seconds: float) -> None:
        """Telegram wants us to wait.  We do in that chat, and with every broadcast."""
        until = self._clock() + seconds
        known = self._known(chat)
        known.silent_until = max(known.silent_until, until)
        self._bulk_from = max(self._bulk_from, until)

    def is_silent(self, chat: str) -> bool:
        known = self._chats.get(chat)
        return known is not None and known.silent_until > self._clock()

    def stop(self) -> None:
        """Begin nothing more; what was begun is finished."""
        self._stopped.set()
        for waiting in (*self._replies, *self._bulk):
            if not waiting.done():
                waiting.set_exception(Stopped())
        if self._alarm is not None:
            self._alarm.cancel()

    # in one chat ------------------------------------------------------------------------------

    async def _rested(self, chat: str, cost: int) -> None:
        """Wait until the chat has rested; those who come together wait one behind the other."""
        known = self._known(chat)
        known.left -= cost
        wait = max(-known.left * self._pace.second if cost else 0.0, self._until_speech(known))
        while wait > 0 and not self._stopped.is_set():
            await self._waited(wait)
            wait = self._until_speech(known)
        if self._stopped.is_set():
            raise Stopped

    def _until_speech(self, known: _Chat) -> float:
        return known.silent_until - self._clock()

    async def _waited(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopped.wait(), seconds)
        except TimeoutError:
            return

    def _known(self, chat: str) -> _Chat:
        """The chat with what it has earned since the last time."""
        now = self._clock()
        known = self._chats.get(chat)
        if known is None:
            if len(self._chats) >= MANY:
                self._forget_the_rested(now)
            known = self._chats[chat] = _Chat(self._pace.burst, now)
        earned = (now - known.at) / self._pace.second
        known.left, known.at = min(self._pace.burst, known.left + earned), now
        return known

    def _forget_the_rested(self, now: float) -> None:
        rest = self._pace.burst * self._pace.second
        self._chats = {
            chat: known
            for chat, known in self._chats.items()
            if known.silent_until > now
            or known.left + (now - known.at) / self._pace.second < rest / self._pace.second
        }

    # in all -----------------------------------------------------------------------------------

    async def _place(self, queue: deque[asyncio.Future[None]]) -> None:
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(waiting)
        self._grant()
        try:
            await waiting
        except asyncio.CancelledError:
            if waiting.done() and not waiting.cancelled() and waiting.exception() is None:
                self._flying -= 1  # it was granted in the same moment
                self._grant()
            raise

    def _grant(self) -> None:
        """Let go whoever may go: replies first."""
        now = self._clock()
        while self._landed and self._landed[0] <= now:
            self._landed.popleft()
        while self._flying + len(self._landed) < self._pace.overall and self._next(now):
            self._flying += 1
        self._set_alarm(now)

    def _next(self, now: float) -> bool:
        """Whether somebody was let go."""
        if _let_go(self._replies):
            return True
        if not self._bulk or now < self._bulk_from or not _let_go(self._bulk):
            return False
        # Spread over the second, so that a reply finds a place within the thirtieth part of it.
        gap = self._pace.second / self._pace.overall
        self._bulk_from = max(self._bulk_from, now - CATCHING_UP * gap) + gap
        return True

    def _set_alarm(self, now: float) -> None:
        """Look again when a place is free, or a broadcast may go on."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        full = self._flying + len(self._landed) >= self._pace.overall
        if full and self._landed and (self._replies or self._bulk):
            self._look_at(self._landed[0])
        elif not full and self._bulk:
            self._look_at(max(self._bulk_from, now))

    def _look_at(self, when: float) -> None:
        loop = asyncio.get_running_loop()
        self._alarm = loop.call_later(max(when - self._clock(), 0), self._grant)


def _let_go(queue: deque[asyncio.Future[None]]) -> bool:
    while queue:
        waiting = queue.popleft()
        if not waiting.done():
            waiting.set_result(None)
            return True
    return False
