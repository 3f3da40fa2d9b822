"""Dates are read as well as people know them; what may be two dates is both."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.comparison import compared
from bot.domain.dates import FIRST_YEAR, LAST_YEAR, MONTHS, AnotherCalendar, readings

NAMES = {compared(name): number for number, name in enumerate(MONTHS, start=1)}
NAMES |= {"अप्रिल": 4, "كانون الثاني": 1, "نيسان": 4}
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2024-04-13", ["2024-04-13"]),
        ("2024/4/13", ["2024-04-13"]),
        ("13.04.2024", ["2024-04-13"]),
        ("13 / 4 / 2024", ["2024-04-13"]),
        ("4/13/2024", ["2024-04-13"]),
        ("3/4/2024", ["2024-04-03", "2024-03-04"]),
        ("5/5/2024", ["2024-05-05"]),
        ("3 April 2024", ["2024-04-03"]),
        ("April 3rd, 2024", ["2024-04-03"]),
        ("2024 April 3", ["2024-04-03"]),
        ("३ अप्रिल २०२४", ["2024-04-03"]),
        ("٣ كانون الثاني ٢٠٢٤", ["2024-01-03"]),
        ("April 2024", ["2024-04"]),
        ("4/2024", ["2024-04"]),
        ("2024", ["2024"]),
        ("29.2.2024", ["2024-02-29"]),
    ],
)
def test_a_date_is_read_in_each_way_that_people_write_it(text: str, dates: list[str]) -> None:
    assert list(readings(text, NAMES)) == dates


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tea",
        "3/4",
        "31/2/2024",
        "29.2.2023",
        "13/13/2024",
        "1 2 3 2024",
        "0/0/2024",
        "April May 2024",
        "3-2024-4",
        "20240403",
        "in 2024",
        "00/2024",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert readings(text, NAMES) == ()


@pytest.mark.parametrize("text", ["2081-01-05", "१५/२/२०८१", "2081", "1445/9/1", "5.4.2567"])
def test_a_year_of_another_calendar_is_not_taken_for_a_western_one(text: str) -> None:
    with pytest.raises(AnotherCalendar):
        readings(text, NAMES)


@given(DAYS)
def test_a_day_is_the_first_thing_that_it_is_read_as(day: date) -> None:
    month = MONTHS[day.month - 1]
    for written in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day} {month} {day.year}",
        f"{month.upper()} {day.day}, {day.year}",
    ):
        assert readings(written, NAMES)[0] == day.isoformat()


@given(DAYS)
def test_a_day_with_a_month_by_its_name_is_never_two(day: date) -> None:
    assert len(readings(f"{day.day} {MONTHS[day.month - 1]} {day.year}", NAMES)) == 1


@given(DAYS)
def test_a_day_in_numbers_is_two_where_both_could_be_the_month(day: date) -> None:
    found = readings(f"{day.day}/{day.month}/{day.year}", NAMES)

    both = day.day <= 12 and day.day != day.month
    assert len(found) == (2 if both else 1)


@given(st.text(max_size=30))
def test_whatever_is_read_is_a_day_a_month_or_a_year(text: str) -> None:
    try:
        found = readings(text, NAMES)
    except AnotherCalendar:
        return
    for each in found:
        assert date.fromisoformat((each + "-01-01")[:10]).year >= FIRST_YEAR
