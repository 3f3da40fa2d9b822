"""When a service is open, by the clock on its own wall."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

Clock = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]

END_OF_DAY = "24:00"
A_DAY = timedelta(days=1)


class Day(StrEnum):
    """As HSDS and iCalendar write them, from Monday on."""

    MO = "MO"
    TU = "TU"
    WE = "WE"
    TH = "TH"
    FR = "FR"
    SA = "SA"
    SU = "SU"

    @property
    def number(self) -> int:
        """As `date.weekday` counts."""
        return list(type(self)).index(self)


class Open(StrEnum):
    """Whether somebody answers at a moment, as far as we know."""

    YES = "yes"
    UNKNOWN = "unknown"
    NO = "no"

    @property
    def rank(self) -> int:
        """What is open comes first, and what is closed last."""
        return list(type(self)).index(self)


class Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """On these days from one time to another; what closes at or before it opens, the day after."""

    days: Annotated[tuple[Day, ...], msgspec.Meta(min_length=1)]
    opens: Clock
    closes: Clock

    def __post_init__(self) -> None:
        if self.opens == END_OF_DAY:
            raise ValueError("what opens at 24:00 opens at 00:00 of the day after")

    def spans(self, day: date) -> tuple[datetime, datetime] | None:
        """From when to when by the wall clock, if it opens on this day."""
        if day.weekday() not in {each.number for each in self.days}:
            return None
        begins, ends = _on(day, self.opens), _on(day, self.closes)
        return begins, ends if ends > begins else ends + A_DAY


class Schedule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The hours of every week, where they hold, and the days on which it is closed all the same.

    A closed day ends nothing that began on the evening before.
    """

    timezone: str
    openings: Annotated[tuple[Opening, ...], msgspec.Meta(min_length=1)]
    closed_on: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(
                f"{self.timezone} is no time zone; write it as in Asia/Qatar"
            ) from None

    def wall_clock(self, moment: datetime) -> datetime:
        """What the clock on their wall shows."""
        return moment.astimezone(ZoneInfo(self.timezone)).replace(tzinfo=None)

    def is_open(self, moment: datetime) -> bool:
        shown = self.wall_clock(moment)
        return any(begins <= shown < ends for begins, ends in self._around(shown.date()))

    def _around(self, today: date) -> Iterator[tuple[datetime, datetime]]:
        """What begins today, and what began yesterday and may not be over."""
        for day in (today - A_DAY, today):
            for each in self.openings if day not in self.closed_on else ():
                span = each.spans(day)
                if span is not None:
                    yield span


def _on(day: date, clock: Clock) -> datetime:
    if clock == END_OF_DAY:
        return datetime.combine(day, time()) + A_DAY
    return datetime.combine(day, time.fromisoformat(clock))
