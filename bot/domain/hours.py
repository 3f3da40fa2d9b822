"""When somebody may be written to by ourselves: at any time, only by day, or never."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class May(StrEnum):
    """What a person chose.  Nobody is written to who was not asked."""

    ANY = "any"
    DAY = "day"
    NEVER = "never"


class PartOfDay(StrEnum):
    """What time it is for somebody, as exact as it need be: where they are is not asked."""

    NIGHT = "0"
    EARLY = "4"
    MORNING = "8"
    NOON = "12"
    AFTERNOON = "16"
    EVENING = "20"


PART = timedelta(hours=4)
DAY = timedelta(days=1)
# Their clock is known to two hours.  So between these, by the clock that we take for theirs, it is
# between 8 and 21 by theirs.
FIRST, LAST = timedelta(hours=10), timedelta(hours=19)


@dataclass(frozen=True, slots=True)
class Hours:
    """The choice, and how far the person's clock is ahead of UTC, in minutes."""

    may: May
    ahead: int = 0

    def opens(self, now: datetime) -> datetime | None:
        """The first moment from now on at which they may be written to; None if there is none."""
        if self.may is May.NEVER:
            return None
        if self.may is May.ANY:
            return now
        midnight = now + timedelta(minutes=self.ahead)
        midnight = midnight.replace(hour=0, minute=0, second=0, microsecond=0)
        midnight -= timedelta(minutes=self.ahead)
        if now < midnight + FIRST:
            return midnight + FIRST
        return now if now < midnight + LAST else midnight + DAY + FIRST


def minutes_ahead(part: PartOfDay, now: datetime) -> int:
    """How far a clock is ahead of UTC that shows the middle of this part of the day."""
    shown = timedelta(hours=int(part)) + PART / 2
    utc = timedelta(hours=now.hour, minutes=now.minute)
    return int((shown - utc) / timedelta(minutes=1)) % (24 * 60)
