"""When somebody is there: over midnight, when clocks change, and on closed days."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.parsing import MalformedContent, parsed
from bot.domain.schedules import Day, Schedule

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
CLOCKS = st.times().map(lambda each: each.strftime("%H:%M"))
ZONES = st.sampled_from(["Asia/Qatar", "Asia/Kathmandu", "Asia/Beirut", "Europe/Rome", "UTC"])
DAYS = st.lists(st.sampled_from(list(Day)), min_size=1, unique=True)


def schedule(
    timezone: str = "Asia/Qatar", closed_on: list[date] | None = None, **o: Any
) -> Schedule:
    opening = {"days": ["MO"], "opens": "09:00", "closes": "17:00"} | o
    data = {"timezone": timezone, "openings": [opening], "closed_on": closed_on or []}
    return parsed(data, Schedule, where="x")


@given(moment=MOMENTS, zone=ZONES, days=DAYS, opens=CLOCKS, closes=CLOCKS)
def test_it_is_open_when_the_wall_clock_says_so(
    moment: datetime, zone: str, days: list[Day], opens: str, closes: str
) -> None:
    """Told a second way: minute by minute of the wall clock, of today and yesterday."""
    local = moment.astimezone(ZoneInfo(zone))
    clock, weekday = local.strftime("%H:%M"), local.weekday()
    numbers = {each.number for each in days}
    today, yesterday = weekday in numbers, (weekday - 1) % 7 in numbers
    if opens < closes:
        expected = today and opens <= clock < closes
    else:
        expected = (today and clock >= opens) or (yesterday and clock < closes)

    found = schedule(zone, days=[str(each) for each in days], opens=opens, closes=closes)

    assert found.is_open(moment) is expected


@given(moment=MOMENTS, zone=ZONES)
def test_day_and_night_is_always_open(moment: datetime, zone: str) -> None:
    every = schedule(zone, days=[str(each) for each in Day], opens="00:00", closes="24:00")

    assert every.is_open(moment)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-03-29T07:30", True),  # Rome: the night in which an hour is missing
        ("2026-10-25T07:30", False),  # and the one that has an hour twice
        ("2026-10-25T08:30", True),
    ],
)
def test_hours_hold_by_the_wall_clock_when_it_is_changed(moment: str, *, is_open: bool) -> None:
    sunday = schedule("Europe/Rome", days=["SU"], opens="09:00", closes="17:00")

    assert sunday.is_open(datetime.fromisoformat(moment).replace(tzinfo=UTC)) is is_open


def test_a_closed_day_is_closed_and_ends_nothing_that_began_before() -> None:
    monday = date(2026, 11, 23)
    night = schedule("UTC", [monday], days=["SU", "MO"], opens="22:00", closes="04:00")
    at = datetime(2026, 11, 23, 3, tzinfo=UTC)

    assert night.is_open(at)
    assert not night.is_open(at + timedelta(hours=20))
    assert not night.is_open(at + timedelta(hours=24))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"timezone": "Asia/Nowhere"}, "Asia/Nowhere is no time zone; write it as in Asia/Qatar"),
        ({"timezone": "../x"}, "../x is no time zone"),
        ({"opens": "24:00"}, "what opens at 24:00 opens at 00:00 of the day after"),
        ({"opens": "9"}, "Expected `str` matching regex"),
        ({"days": []}, "Expected `array` of length >= 1"),
    ],
)
def test_hours_that_cannot_be_are_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(MalformedContent) as refused:
        schedule(**changes)

    assert sentence in str(refused.value)
