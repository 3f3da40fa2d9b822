"""A work diary: what a day was like, and what all days come to; arithmetic without a verdict."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, Self

import msgspec

from bot.domain.pay import NOTHING, Money, Pay, Unit, in_one_currency
from bot.domain.weeks import monday

A_DAY = Decimal(24)  # hours
WEEK = 7  # days
MOST_DAYS = 1_200  # of one diary: more than three years of days

Worked = Literal["", "yes", "no"]


class NotADay(ValueError):
    """This is no day of the past: say day, month and year."""


class NotSoLong(ValueError):
    """A day has no more than 24 hours."""


class Day(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What somebody wrote of one day; what they did not say is empty, never a no."""

    date: date
    worked: Worked = ""
    hours: str = ""
    paid: str = ""
    trouble: str = ""

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        return msgspec.json.decode(data, type=cls)

    def on(self, *, hours: str) -> Self:
        """They worked; the hours are those of another day until they say them."""
        return msgspec.structs.replace(self, worked="yes", hours=self.hours or hours)

    def off(self) -> Self:
        return msgspec.structs.replace(self, worked="no", hours="")

    def worked_for(self, hours: str) -> Self:
        """So many hours; none is a day off.  Raises NotSoLong."""
        if not NOTHING <= Decimal(hours) <= A_DAY:
            raise NotSoLong(NotSoLong.__doc__)
        if not Decimal(hours):
            return self.off()
        return msgspec.structs.replace(self, worked="yes", hours=hours)

    def got(self, money: str) -> Self:
        return msgspec.structs.replace(self, paid=money)

    def went_wrong(self, words: str) -> Self:
        """More words of the same day stand below those before."""
        said = "\n".join(filter(None, (self.trouble, words)))
        return msgspec.structs.replace(self, trouble=said)


@dataclass(frozen=True, slots=True)
class Totals:
    """What was written comes to this; `without_hours` are days worked that say no hours."""

    days: int
    worked: int
    off: int
    hours: Decimal
    without_hours: int
    paid: Mapping[str, Decimal]
    trouble: int


def read_day(said: str, *, today: date) -> date:
    """The day that an answer names.  Raises NotADay for a month, a year, or a day to come."""
    try:
        found = date.fromisoformat(said)
    except ValueError:
        raise NotADay(NotADay.__doc__) from None
    if found > today:
        raise NotADay(NotADay.__doc__)
    return found


def usual_hours(days: Iterable[Day], *, before: date) -> str:
    """The hours of the last day before this one on which they were said."""
    said = [each for each in days if each.hours and each.date < before]
    return max(said, key=lambda each: each.date).hours if said else ""


def week_of(days: Iterable[Day], *, last: date) -> Sequence[Day]:
    """What was written of the seven days up to this one, in order."""
    first = last - timedelta(days=WEEK - 1)
    return sorted(
        (each for each in days if first <= each.date <= last), key=lambda each: each.date
    )


def weeks(days: Iterable[Day]) -> Sequence[Sequence[Day]]:
    """The same days in order, those from one Monday to the next Sunday together."""
    found: dict[date, list[Day]] = {}
    for each in sorted(days, key=lambda each: each.date):
        found.setdefault(monday(each.date), []).append(each)
    return list(found.values())


def totals(days: Collection[Day]) -> Totals:
    """Each kind of money by itself: nobody adds up what is not the same."""
    paid: dict[str, Decimal] = {}
    for each in filter(None, (day.paid for day in days)):
        money = Money.read(each)
        paid[money.currency] = paid.get(money.currency, NOTHING) + money.amount
    worked = [day for day in days if day.worked == "yes"]
    return Totals(
        days=len(days),
        worked=len(worked),
        off=sum(day.worked == "no" for day in days),
        hours=sum((Decimal(day.hours) for day in worked if day.hours), NOTHING),
        without_hours=sum(not day.hours for day in worked),
        paid=dict(sorted(paid.items())),
        trouble=sum(bool(day.trouble) for day in days),
    )


def due(days: Collection[Day], *, unit: Unit, rate: Money, units: Decimal | None = None) -> Pay:
    """What these days come to at this rate, and what came; months are not counted but said.

    Raises DifferentMoney where something was paid in another currency.
    """
    found = totals(days)
    in_one_currency(rate, *(Money(amount, code) for code, amount in found.paid.items()))
    counted = {Unit.HOUR: found.hours, Unit.DAY: Decimal(found.worked)}
    return Pay(
        rate=rate.amount,
        units=counted.get(unit, units or NOTHING),
        extra_rate=NOTHING,
        extra_hours=NOTHING,
        taken=NOTHING,
        got=sum(found.paid.values(), NOTHING),
    )
