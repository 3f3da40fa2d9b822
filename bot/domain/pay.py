"""Whether pay and debts add up: exact arithmetic with what a person says, and no law in it."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Self

from bot.domain.options import Option
from bot.domain.text import Text

NOTHING = Decimal(0)
LONGEST_DEBT = 1_200  # months; what takes longer than a life is not worth a number


class DifferentMoney(Exception):
    """The amounts are in different currencies: say all of them in one."""


class Unit(Option):
    HOUR = "hour", "⏱️", Text("By the hour")
    DAY = "day", "📅", Text("By the day")
    MONTH = "month", "🗓️", Text("By the month")


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount and the code of its currency."""

    amount: Decimal
    currency: str

    @classmethod
    def read(cls, written: str) -> Self:
        """From ``1234.50 QAR``, as answers keep it."""
        amount, _, currency = written.partition(" ")
        return cls(Decimal(amount), currency)

    def __str__(self) -> str:
        return f"{shown(self.amount)} {self.currency}"


@dataclass(frozen=True, slots=True)
class Pay:
    """What was agreed for a time, and what came of it; all amounts in one currency."""

    rate: Decimal
    units: Decimal
    extra_rate: Decimal
    extra_hours: Decimal
    taken: Decimal
    got: Decimal

    @property
    def basic(self) -> Decimal:
        return self.rate * self.units

    @property
    def extra(self) -> Decimal:
        return self.extra_rate * self.extra_hours

    @property
    def due(self) -> Decimal:
        """What was agreed, without what somebody takes off."""
        return self.basic + self.extra

    @property
    def left(self) -> Decimal:
        """What is to be paid out after what is taken off."""
        return self.due - self.taken

    @property
    def missing(self) -> Decimal:
        """Below zero where more was paid than that."""
        return self.left - self.got


@dataclass(frozen=True, slots=True)
class Debt:
    """An advance, what is taken off pay for it each month, and what is put on it each month."""

    advance: Decimal
    cut: Decimal
    added: Decimal
    months: Decimal

    @property
    def paid(self) -> Decimal:
        return self.cut * self.months

    @property
    def grown(self) -> Decimal:
        """The advance with all that was put on it so far."""
        return self.advance + self.added * self.months

    @property
    def left(self) -> Decimal:
        return max(self.grown - self.paid, NOTHING)

    @property
    def overpaid(self) -> Decimal:
        return max(self.paid - self.grown, NOTHING)

    @property
    def months_to_go(self) -> int | None:
        """None where it never ends at this pace, or not within a life."""
        if not self.left:
            return 0
        pace = self.cut - self.added
        if pace <= 0 or self.left / pace > LONGEST_DEBT:
            return None
        return int((self.left / pace).to_integral_value(ROUND_CEILING))


def in_one_currency(*amounts: Money) -> str:
    """Their currency; of nothing there is none.  Raises DifferentMoney.

    Zero is zero in every money.
    """
    codes = {each.currency for each in amounts if each.amount}
    if len(codes) > 1:
        raise DifferentMoney(DifferentMoney.__doc__)
    return next(iter(codes or {each.currency for each in amounts}), "")


def shown(amount: Decimal) -> str:
    """Exact, with thousands apart, and no zeros at the end of a fraction."""
    whole = amount.normalize() if amount % 1 else amount.quantize(Decimal(1))
    return f"{whole:,f}"
