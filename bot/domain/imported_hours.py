"""The hours of an imported service: every week alike, or else not known, rather than wrong."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.hsds import Timing
from bot.domain.schedules import END_OF_DAY, Clock, Day, Opening, Schedule

_CLOCK = re.compile(
    r"((?:[01]\d|2[0-3]):[0-5]\d|24:00)(?::00(?:\.0+)?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
MIDNIGHT = "00:00"


class HoursUnread(Exception):
    """A schedule says more than hours that are alike every week; the message says what."""


def read_hours(timings: Sequence[Timing], zone: str | None, today: date) -> Schedule | None:
    """None where there is none.  One that cannot be read makes all of them unknown.

    Raises HoursUnread.
    """
    if not timings:
        return None
    if zone is None:
        raise HoursUnread("nobody said the time zone of its country (`--zones`)")
    return Schedule(timezone=zone, openings=tuple(_opening(each, zone, today) for each in timings))


def _opening(timing: Timing, zone: str, today: date) -> Opening:
    _see_every_week(timing)
    _see_now(timing, today)
    opens, opens_at = _clock(timing.opens_at)
    closes, closes_at = _clock(timing.closes_at)
    _see_zone([_offset(timing.timezone), opens_at, closes_at], zone, today)
    if opens == END_OF_DAY or (opens == closes and opens != MIDNIGHT):
        raise HoursUnread(f"it opens at {opens} and closes at {closes}")
    return Opening(days=_days(timing.byday), opens=opens, closes=closes)


def _see_every_week(timing: Timing) -> None:
    if timing.freq != "WEEKLY" or timing.interval not in (None, 1):
        raise HoursUnread("it is not open every week")
    limits = (timing.count, timing.byweekno, timing.bymonthday, timing.byyearday)
    if any(limits):
        raise HoursUnread("it is open in some weeks or on some dates alone")


def _see_now(timing: Timing, today: date) -> None:
    """What ends some day is not taken: nobody would take it out on that day."""
    if timing.valid_to or timing.until:
        raise HoursUnread("its hours end on a day")
    for begins in (timing.valid_from, timing.dtstart):
        if begins and _date(begins) > today:
            raise HoursUnread("its hours have not begun")


def _date(written: str) -> date:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        raise HoursUnread("a date of it is not as 2026-11-21") from None


def _clock(written: str | None) -> tuple[Clock, timedelta | None]:
    found = _CLOCK.fullmatch((written or "").strip())
    if not found:
        raise HoursUnread("a time of it is not as 09:00")
    return found[1], _offset_of(found[2])


def _offset_of(suffix: str | None) -> timedelta | None:
    if suffix is None:
        return None
    if suffix == "Z":
        return timedelta()
    sign = -1 if suffix[0] == "-" else 1
    return sign * timedelta(hours=int(suffix[1:3]), minutes=int(suffix[-2:]))


def _offset(timezone: float | str | None) -> timedelta | None:
    if timezone is None:
        return None
    if isinstance(timezone, str) or abs(timezone) > 14:  # noqa: PLR2004 - no clock on earth is further off
        raise HoursUnread("its time zone is no number of hours")
    return timedelta(hours=timezone)


def _see_zone(offsets: Sequence[timedelta | None], zone: str, today: date) -> None:
    """What is fixed to UTC is right on the wall all year, or it is not taken."""
    there = {
        ZoneInfo(zone).utcoffset(datetime(today.year, month, 1, 12))  # noqa: DTZ001 - by the wall
        for month in range(1, 13)
    }
    if any(each is not None and {each} != there for each in offsets):
        raise HoursUnread(f"its times are not those on the wall in {zone} all year")


def _days(byday: str | None) -> tuple[Day, ...]:
    try:
        return tuple(Day(each.strip()) for each in (byday or "").split(","))
    except ValueError:
        raise HoursUnread("its days are not as MO,TU") from None
