"""Two clocks: what Telegram dates is compared with our own, which may be wrong by minutes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime


def _now() -> datetime:
    return datetime.now(UTC)


class TelegramClock:
    """How far ours is ahead of Telegram's, by the date that its answers bear.

    With a clock that is wrong every message would seem to be old, or none.
    """

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self._clock = clock
        self._heard: str | None = None
        self._ahead = timedelta()

    def heard(self, date: str | None) -> None:
        """The Date of an answer that has just come; one that is none says nothing."""
        if date is None or date == self._heard:
            return
        self._heard = date
        try:
            self._ahead = self._clock() - parsedate_to_datetime(date).astimezone(UTC)
        except (ValueError, OverflowError):
            return

    def ours(self, moment: datetime) -> datetime:
        """What our clock showed at a moment of Telegram's."""
        try:
            return moment + self._ahead
        except OverflowError:
            return moment
