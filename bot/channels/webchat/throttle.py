"""How often one session may ask: far above what fingers can do."""

from datetime import timedelta

from bot.services.ports import Clock

MOST, WINDOW = 300, timedelta(seconds=10)


class TooFast(Exception):
    """One session asks more often than a person would; wait a few seconds."""


class Throttle:
    """Counts each session's requests; all counts begin anew with each window of time."""

    def __init__(self, clock: Clock, *, most: int = MOST, window: timedelta = WINDOW) -> None:
        self._clock = clock
        self._most = most
        self._window = window
        self._since = clock()
        self._counts: dict[str, int] = {}

    def let_through(self, session: str) -> None:
        """Raises TooFast."""
        now = self._clock()
        if not self._since <= now < self._since + self._window:
            self._since, self._counts = now, {}
        count = self._counts[session] = self._counts.get(session, 0) + 1
        if count > self._most:
            raise TooFast(TooFast.__doc__)
