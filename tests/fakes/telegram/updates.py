"""Updates that wait for the bot: kept until it has confirmed them, at most a day."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram.bells import Bell
from tests.fakes.telegram.refusals import POLLED_TWICE, Refusal

A_DAY = 86_400.0
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
MOST = 100
LONGEST_POLL = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update; those of one queue are delivered one after the other."""

    id: int
    queue: str
    shape: dict[str, Any]
    expires_at: float


@dataclass(slots=True)
class Poll:
    waits: bool = False
    ended: str | None = None


class Updates:
    """The queue of what happened, oldest first."""

    def __init__(self, clock: Callable[[], float], *, first_id: int, hurry: float) -> None:
        self.bell = Bell()
        self.allowed: list[str] = []
        self._clock = clock
        self._next_id = first_id
        self._waiting: list[Waiting] = []
        self._poll = Poll()
        self._hurry = hurry
        self._last_poll = (0, -hurry)

    @property
    def polled(self) -> bool:
        """Whether a poll waits for something to happen."""
        return self._poll.waits

    def add(self, kind: str, shape: dict[str, Any], *, queue: str, lasts: float = A_DAY) -> int:
        """Queue an update and return its id; 0 if the bot did not ask for its kind."""
        if not self._wanted(kind):
            return 0
        update_id, self._next_id = self._next_id, self._next_id + 1
        body = {"update_id": update_id, kind: shape}
        self._waiting.append(Waiting(update_id, queue, body, self._clock() + lasts))
        self.bell.ring()
        return update_id

    def allow(self, kinds: Any) -> None:
        """Remember which kinds the bot wants from now on."""
        if isinstance(kinds, list):
            self.allowed = [str(kind) for kind in kinds]

    def pending(self) -> list[Waiting]:
        """Every update that is neither confirmed nor too old."""
        now = self._clock()
        self._waiting = [waiting for waiting in self._waiting if waiting.expires_at > now]
        return self._waiting

    def forget(self, *, below: int) -> None:
        """Updates are confirmed by asking for later ones."""
        self._waiting = [waiting for waiting in self._waiting if waiting.id >= below]

    def clear(self) -> None:
        self._waiting = []

    def drop(self, update_id: int) -> None:
        """One update has arrived at the webhook."""
        self._waiting = [waiting for waiting in self._waiting if waiting.id != update_id]

    def restart_ids(self, at: int) -> None:
        """As after a quiet week: later updates are numbered from somewhere else."""
        self._next_id = at

    def end_poll(self, why: str) -> None:
        self._poll.ended = why
        self.bell.ring()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Updates from an offset on, waiting for one if there is none."""
        seconds = self._unhurried(offset, min(max(seconds, 0), LONGEST_POLL))
        self._confirm(offset)
        if seconds and not self.pending():
            self.end_poll(POLLED_TWICE)
            self._poll = Poll()
            await self._something(self._poll, seconds)
        return [waiting.shape for waiting in self.pending()[: min(max(limit, 1), MOST)]]

    async def _something(self, poll: Poll, seconds: float) -> None:
        """Wait until there is something to answer, or the time is up."""
        poll.waits = True
        await self.bell.until(lambda: poll.ended or self.pending() or None, seconds)
        poll.waits = False
        if poll.ended:
            raise Refusal(409, poll.ended)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            offset += self._next_id
        if offset <= self._next_id:  # an offset of the future confirms nothing
            self.forget(below=offset)

    def _unhurried(self, offset: int, seconds: float) -> float:
        """Who asks for the same again and again at once is made to wait a little."""
        now = self._clock()
        last_offset, last_at = self._last_poll
        self._last_poll = (offset, now)
        again = offset == last_offset and now < last_at + self._hurry
        return max(seconds, self._hurry) if again else seconds

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST
