"""What a diary says, in lines for its worker: a day, a week, and what it comes to."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from bot.domain.diary import Day, due, totals
from bot.domain.pay import Money, Pay, Unit, shown
from bot.domain.text import Text
from bot.engine.forms import as_read
from bot.engine.place import Known
from bot.engine.said import Fill, Line
from bot.flows.sums import BASIC, EXACT, GOT, MISSING, MORE

NOTHING = Text("{date}: nothing is written yet.")
WORKED = Text("{date}: worked. Hours: {hours}.")
WORKED_SOME = Text("{date}: worked. The hours are not written.")
OFF = Text("{date}: a day off.")
ONLY = Text("{date}:")
PAID = Text("Paid: {money}")
TROUBLE = Text("What went wrong: {words}")
ALL_WORKED = Text("Together: days worked {days}, hours {hours}.")
ALL_PAID = Text("Paid together: {money}")
NO_HOURS = Text("Days worked without hours, which are not in this sum: {days}")
SPAN = Text("From {first} to {last}:")


def shown_day(day: Day) -> tuple[Line, ...]:
    """Everything that was written of it."""
    return tuple(_day(day))


def shown_week(week: Sequence[Day]) -> tuple[Line, ...]:
    """Each day that was written, and what they come to."""
    days = (line for day in week for line in shown_day(day))
    return (*days, *summed(week))


def summed(days: Collection[Day]) -> tuple[Line, ...]:
    """Each kind of money by itself."""
    found = totals(days)
    worked = Line(ALL_WORKED, {"days": str(found.worked), "hours": shown(found.hours)})
    return (worked, *(Line(ALL_PAID, {"money": each}) for each in _paid(found.paid.items())))


def added_up(days: Sequence[Day], known: Known) -> tuple[Line, ...]:
    """What these days come to by what was agreed, step by step; what is not counted is said.

    Raises DifferentMoney.
    """
    unit, rate = Unit(known.one("unit")), Money.read(known.one("rate"))
    months = known.one("months") if unit is Unit.MONTH else ""
    pay = due(days, unit=unit, rate=rate, units=Decimal(months or 0))
    return tuple(_added_up(days, pay, unit, rate))


def span(text: Text, days: Sequence[Day]) -> Line:
    """From the first of these days to the last."""
    first, last = (as_read("date", days[at].date.isoformat()) for at in (0, -1))
    return Line(text, {"first": first, "last": last})


def _day(day: Day) -> Iterator[Line]:
    when = as_read("date", day.date.isoformat())
    if day.worked == "yes" and day.hours:
        yield Line(WORKED, {"date": when, "hours": shown(Decimal(day.hours))})
    elif day.worked:
        yield Line(WORKED_SOME if day.worked == "yes" else OFF, {"date": when})
    else:
        yield Line(ONLY if day.paid or day.trouble else NOTHING, {"date": when})
    if day.paid:
        yield Line(PAID, {"money": str(Money.read(day.paid))})
    if day.trouble:
        yield Line(TROUBLE, {"words": day.trouble})


def _added_up(days: Sequence[Day], pay: Pay, unit: Unit, rate: Money) -> Iterator[Line]:
    yield span(SPAN, days)
    fills: dict[str, Fill] = {"units": shown(pay.units), "rate": shown(pay.rate)}
    yield _sum(BASIC[unit], pay.basic, rate, fills)
    if unit is Unit.HOUR and (without := totals(days).without_hours):
        yield Line(NO_HOURS, {"days": str(without)})
    yield _sum(GOT, pay.got, rate, {})
    result = MISSING if pay.missing > 0 else MORE if pay.missing < 0 else EXACT
    yield _sum(result, abs(pay.missing), rate, {})


def _sum(text: Text, amount: Decimal, rate: Money, fills: dict[str, Fill]) -> Line:
    return Line(text, {"sum": f"{shown(amount)} {rate.currency}", **fills})


def _paid(paid: Collection[tuple[str, Decimal]]) -> Iterator[str]:
    return (str(Money(amount, code)) for code, amount in paid)
