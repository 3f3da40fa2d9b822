"""A diary adds up what was written and nothing else, whatever was written in whatever order."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.diary import (
    Day,
    NotADay,
    NotSoLong,
    due,
    read_day,
    totals,
    usual_hours,
    week_of,
    weeks,
)
from bot.domain.pay import DifferentMoney, Money, Unit

TODAY = date(2026, 11, 21)
HOURS = st.decimals(min_value=0, max_value=24, places=1).map(lambda each: f"{each:f}")
MONEY = st.builds(
    lambda amount, code: f"{amount:f} {code}",
    st.decimals(min_value=0, max_value=10_000, places=2),
    st.sampled_from(("QAR", "NPR")),
)
DAYS = st.builds(
    Day,
    date=st.dates(max_value=TODAY),
    worked=st.sampled_from(("", "yes", "no")),
    hours=st.just("") | HOURS,
    paid=st.just("") | MONEY,
    trouble=st.sampled_from(("", "no water")),
)
DIARIES = st.lists(DAYS, max_size=30, unique_by=lambda day: day.date)


@given(day=DAYS)
def test_a_day_comes_back_as_it_was_written(day: Day) -> None:
    assert Day.from_bytes(day.to_bytes()) == day


@given(days=DIARIES, hours=HOURS)
def test_what_is_said_of_a_day_changes_nothing_else_of_it(days: list[Day], hours: str) -> None:
    for day in days:
        for changed in (day.on(hours=hours), day.off(), day.worked_for(hours)):
            assert (changed.date, changed.paid, changed.trouble) == (
                day.date,
                day.paid,
                day.trouble,
            )
            assert changed.worked == "yes" or not changed.hours
        assert day.got("5 QAR").hours == day.hours
        assert day.went_wrong("more").trouble.endswith("more")
        assert day.trouble in day.went_wrong("more").trouble


@given(days=DIARIES)
def test_every_hour_and_every_coin_is_counted_once(days: list[Day]) -> None:
    found = totals(days)

    assert found.hours == sum(Decimal(d.hours) for d in days if d.worked == "yes" and d.hours)
    assert found.worked + found.off <= found.days == len(days)
    for code, amount in found.paid.items():
        paid = (Money.read(day.paid) for day in days if day.paid)
        assert amount == sum(each.amount for each in paid if each.currency == code)


@given(days=DIARIES, rate=st.decimals(min_value=0, max_value=500, places=2))
def test_what_is_due_is_the_rate_for_what_was_worked(days: list[Day], rate: Decimal) -> None:
    money, paid = Money(rate, "QAR"), totals(days).paid
    if rate and paid.get("NPR"):
        with pytest.raises(DifferentMoney):
            due(days, unit=Unit.DAY, rate=money)
        return
    if paid.get("QAR") and paid.get("NPR"):
        return
    by_day = due(days, unit=Unit.DAY, rate=money)
    by_hour = due(days, unit=Unit.HOUR, rate=money)
    assert by_day.due == rate * totals(days).worked
    assert by_hour.due == rate * totals(days).hours
    assert by_day.missing == by_day.due - sum(paid.values())


@given(days=DIARIES, last=st.dates(max_value=TODAY))
def test_a_week_has_its_seven_days_in_order(days: list[Day], last: date) -> None:
    week = week_of(days, last=last)

    assert [day.date for day in week] == sorted(day.date for day in week)
    assert {day.date for day in week} == {
        day.date for day in days if timedelta() <= last - day.date < timedelta(days=7)
    }


def test_the_usual_hours_are_those_that_were_said_last() -> None:
    days = [
        Day(TODAY - timedelta(days=3), worked="yes", hours="8"),
        Day(TODAY - timedelta(days=2), worked="yes", hours="10"),
        Day(TODAY - timedelta(days=1), worked="no"),
        Day(TODAY, worked="yes", hours="12"),
    ]

    assert usual_hours(days, before=TODAY) == "10"
    assert not usual_hours([], before=TODAY)


@pytest.mark.parametrize("said", ["2026-11-22", "2026-11", "2026", "tomorrow", ""])
def test_a_day_to_come_and_a_month_are_no_day(said: str) -> None:
    with pytest.raises(NotADay):
        read_day(said, today=TODAY)
    assert read_day("2026-11-21", today=TODAY) == TODAY


@pytest.mark.parametrize("hours", ["24.1", "-1", "300"])
def test_a_day_has_no_more_than_its_hours(hours: str) -> None:
    with pytest.raises(NotSoLong):
        Day(TODAY).worked_for(hours)
    assert Day(TODAY).worked_for("0").worked == "no"


@given(days=DIARIES)
def test_weeks_hold_every_day_once_in_order_and_end_on_sundays(days: list[Day]) -> None:
    found = weeks(days)

    in_order = sorted(days, key=lambda each: each.date)
    assert [day for week in found for day in week] == in_order
    mondays = [{day.date - timedelta(days=day.date.weekday()) for day in week} for week in found]
    assert all(len(each) == 1 for each in mondays)
    assert len({min(each) for each in mondays}) == len(found)
