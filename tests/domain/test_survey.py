"""A quarter is the three months in which a moment lies."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.survey import quarter_of


@given(st.datetimes(timezones=st.just(UTC)))
def test_it_begins_at_most_92_days_before_and_with_one_of_four_months(now: datetime) -> None:
    found = quarter_of(now)

    assert found.day == 1
    assert found.month in {1, 4, 7, 10}
    assert timedelta() <= now.date() - found < timedelta(days=92)


def test_a_year_has_four() -> None:
    days = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=each) for each in range(365)]

    assert {quarter_of(day) for day in days} == {date(2026, month, 1) for month in (1, 4, 7, 10)}
