"""Nobody is written to outside the hours that they chose."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hours import DAY, PART, Hours, May, PartOfDay, minutes_ahead

MOMENTS = st.timedeltas(timedelta(), timedelta(days=1461)).map(
    lambda since: datetime(2026, 1, 1, tzinfo=UTC) + since
)
AHEAD = st.integers(-12 * 60, 14 * 60)


@given(MOMENTS)
def test_at_any_time_is_now_and_never_is_never(now: datetime) -> None:
    assert Hours(May.ANY).opens(now) == now
    assert Hours(May.NEVER).opens(now) is None


@given(MOMENTS, AHEAD)
def test_by_day_is_by_day_where_they_are(now: datetime, ahead: int) -> None:
    opens = Hours(May.DAY, ahead).opens(now)

    assert opens is not None
    there = opens + timedelta(minutes=ahead)
    assert 10 <= there.hour < 19
    assert now <= opens < now + DAY
    assert Hours(May.DAY, ahead).opens(opens) == opens
    if opens != now:
        assert (there.hour, there.minute) == (10, 0)


@given(MOMENTS, AHEAD, MOMENTS)
def test_their_clock_is_known_well_enough(asked: datetime, ahead: int, later: datetime) -> None:
    """Whatever their clock really shows: who said which part of the day it is sleeps in peace."""
    there = asked + timedelta(minutes=ahead)
    part = PartOfDay(str(there.hour // 4 * 4))

    opens = Hours(May.DAY, minutes_ahead(part, asked)).opens(later)

    assert opens is not None
    really = opens + timedelta(minutes=ahead)
    assert 8 <= really.hour < 21


@given(st.sampled_from(PartOfDay), MOMENTS)
def test_the_middle_of_what_they_said_is_taken(part: PartOfDay, now: datetime) -> None:
    there = now + timedelta(minutes=minutes_ahead(part, now))
    middle = timedelta(hours=int(part)) + PART / 2

    assert timedelta(hours=there.hour, minutes=there.minute) == middle


@pytest.mark.parametrize(
    ("utc", "ahead", "opens"),
    [
        ((21, 9, 59), 0, (21, 10, 0)),
        ((21, 10, 0), 0, (21, 10, 0)),
        ((21, 18, 59), 0, (21, 18, 59)),
        ((21, 19, 0), 0, (22, 10, 0)),
        ((21, 2, 0), 345, (21, 4, 15)),
        ((21, 20, 0), 345, (22, 4, 15)),
        ((21, 14, 0), -300, (21, 15, 0)),
    ],
)
def test_for_example(utc: tuple[int, int, int], ahead: int, opens: tuple[int, int, int]) -> None:
    def at(when: tuple[int, int, int]) -> datetime:
        return datetime(2026, 11, *when, tzinfo=UTC)

    assert Hours(May.DAY, ahead).opens(at(utc)) == at(opens)
