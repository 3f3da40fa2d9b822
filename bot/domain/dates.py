"""Dates that people type, as well as they know them: a day, a month, or a year."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from bot.domain.comparison import compared
from bot.domain.text import Text

FIRST_YEAR, LAST_YEAR = 1940, 2060
MONTHS = (
    Text("January"),
    Text("February"),
    Text("March"),
    Text("April"),
    Text("May"),
    Text("June"),
    Text("July"),
    Text("August"),
    Text("September"),
    Text("October"),
    Text("November"),
    Text("December"),
)

_MONTH = "#"  # what no compared text has
_ORDINAL = re.compile(r" (\d+)(?:st|nd|rd|th) ")


class AnotherCalendar(Exception):
    """The year is of a calendar that we cannot read, such as Bikram Sambat or the Hijri one."""


def readings(text: str, months: Mapping[str, int]) -> tuple[str, ...]:
    """What this may be, the likeliest first: ``2024-04-03``, ``2024-04`` or ``2024``.

    `months` are their names, in any language, by how they are compared.  Raises AnotherCalendar.
    """
    said = _ORDINAL.sub(r" \1 ", f" {compared(text)} ")
    for name in sorted(months, key=len, reverse=True):
        said = said.replace(f" {name} ", f" {_MONTH}{months[name]} ")
    parts = said.split()
    named = [int(each.removeprefix(_MONTH)) for each in parts if each.startswith(_MONTH)]
    numbers = [each for each in parts if each.isdecimal() and len(each) <= len("2024")]
    if len(named) + len(numbers) != len(parts) or len(named) > 1 or len(parts) > len("ymd"):
        return ()
    found = tuple(dict.fromkeys(_found(numbers, named)))
    if not found and any(_is_elsewhere(each) for each in numbers):
        raise AnotherCalendar
    return found


def _found(numbers: list[str], named: list[int]) -> Iterator[str]:
    years = [each for each in numbers if len(each) == len("2024")]
    if len(years) != 1 or not FIRST_YEAR <= int(years[0]) <= LAST_YEAR:
        return
    year, others = int(years[0]), [int(each) for each in numbers if each != years[0]]
    match [*others], named:
        case [], []:
            yield str(year)
        case [], [month]:
            yield f"{year}-{month:02}"
        case [month], [] if 1 <= month <= len(MONTHS):
            yield f"{year}-{month:02}"
        case [day], [month]:
            yield from _day(year, month, day)
        case [first, second], [] if numbers[0] == years[0]:
            yield from _day(year, first, second)
        case [first, second], [] if numbers[-1] == years[0]:
            yield from _day(year, second, first)
            yield from _day(year, first, second)


def _day(year: int, month: int, day: int) -> Iterator[str]:
    try:
        yield date(year, month, day).isoformat()
    except ValueError:
        return


def _is_elsewhere(number: str) -> bool:
    """A year in which nobody who writes to us has lived yet, or any more."""
    return len(number) == len("2081") and not FIRST_YEAR <= int(number) <= LAST_YEAR
