"""How fast a bot may write: to one chat, and to all of them."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

from tests.fakes.telegram.refusals import too_many_requests

SECOND = 1.0


@dataclass(frozen=True, slots=True)
class Pace:
    """To one chat a burst and then so many a second; to all together so many in any second."""

    burst: int = 4
    per_second: float = 1.0
    overall: int = 30


@dataclass(slots=True)
class Allowance:
    left: float
    at: float


class Limits:
    """Who has been written to, and when; a message too many is refused and not counted."""

    def __init__(self, pace: Pace | None, clock: Callable[[], float]) -> None:
        self.refused = 0
        self._pace = pace
        self._clock = clock
        self._sent: deque[float] = deque()
        self._chats: dict[int, Allowance] = defaultdict(self._full)

    def count(self, chat: int) -> None:
        """Count one message to a chat, or refuse it."""
        if self._pace is None:
            return
        now = self._clock()
        wait = max(self._wait_for_all(now, self._pace), self._wait_for(chat, now, self._pace))
        if wait > 0:
            self.refused += 1
            raise too_many_requests(wait)
        self._sent.append(now)
        self._chats[chat].left -= 1

    def _full(self) -> Allowance:
        burst = self._pace.burst if self._pace else 0
        return Allowance(burst, self._clock())

    def _wait_for_all(self, now: float, pace: Pace) -> float:
        while self._sent and self._sent[0] <= now - SECOND:
            self._sent.popleft()
        return self._sent[0] + SECOND - now if len(self._sent) >= pace.overall else 0

    def _wait_for(self, chat: int, now: float, pace: Pace) -> float:
        allowance = self._chats[chat]
        earned = (now - allowance.at) * pace.per_second
        allowance.left = min(pace.burst, allowance.left + earned)
        allowance.at = now
        return max(0.0, (1 - allowance.left) / pace.per_second)
