"""Pay and debts added up from the answers, line by line, so that anybody can follow it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.pay import Debt, DifferentMoney, Money, Pay, Unit, in_one_currency, shown
from bot.domain.text import Text
from bot.engine.place import Known
from bot.engine.said import Fill, Line
from bot.engine.vocabulary import SKIP

PAY_MONEY = ("rate", "extra_rate", "taken", "got")
PAY_NUMBERS = ("units", "extra_hours")
PAY = ("unit", *PAY_MONEY, *PAY_NUMBERS)
DEBT_MONEY = ("advance", "cut", "added")
DEBT_NUMBERS = ("months",)
DEBT = (*DEBT_MONEY, *DEBT_NUMBERS)

RATE = {
    Unit.HOUR: Text(
        "How much were you told you get for one hour? Write the amount and the money, like 10 QAR."
    ),
    Unit.DAY: Text(
        "How much were you told you get for one day? Write the amount and the money, like 50 QAR."
    ),
    Unit.MONTH: Text(
        "How much were you told you get for one month? Write the amount and the money, like 90 "
        "QAR."
    ),
}
UNITS = {
    Unit.HOUR: Text(
        "How many hours did you work in the time you want to check? Count also those you were not "
        "paid for."
    ),
    Unit.DAY: Text(
        "How many days did you work in the time you want to check? Count also those you were not "
        "paid for."
    ),
    Unit.MONTH: Text(
        "How many months do you want to check? Count also those you were not paid for."
    ),
}
BASIC = {
    Unit.HOUR: Text("Hours: {units} × {rate} = {sum}"),
    Unit.DAY: Text("Days: {units} × {rate} = {sum}"),
    Unit.MONTH: Text("Months: {units} × {rate} = {sum}"),
}
EXTRA = Text("Extra hours: {hours} × {rate} = {sum}")
EXTRA_NOT_COUNTED = Text(
    "The extra hours are not counted, because you did not say what you get for one."
)
DUE = Text("Together: {sum}")
TAKEN = Text("Taken off: {sum}")
LEFT_TO_PAY = Text("Left to be paid: {sum}")
GOT = Text("You got: {sum}")
MISSING = Text("By these numbers, {sum} is missing.")
EXACT = Text("By these numbers, nothing is missing.")
MORE = Text("By these numbers, you got {sum} more.")

ADVANCE = Text("At the beginning: {sum}")
ADDED = Text("Added since: {months} × {each} = {sum}")
PAID = Text("Taken from your pay: {months} × {each} = {sum}")
STILL = Text("Still left: {sum}")
ALL_PAID = Text("By these numbers, all of it is paid, and {sum} more was taken.")
JUST_PAID = Text("By these numbers, all of it is paid.")
ENDS = Text("Months until it is paid, if it goes on like this: {months}")
NEVER_ENDS = Text("If it goes on like this, it does not end.")


@dataclass(frozen=True, slots=True)
class Answers:
    """The numbers among the answers; what was skipped is nothing."""

    known: Known
    money: Sequence[str]
    numbers: Sequence[str]

    @property
    def currency(self) -> str:
        """Raises DifferentMoney."""
        return in_one_currency(*self.amounts())

    def values(self) -> dict[str, Decimal]:
        found = {name: each.amount for name, each in self._amounts().items()}
        for name in self.numbers:
            if (said := self.known.one(name)) not in {"", SKIP}:
                found[name] = Decimal(said)
        return dict.fromkeys((*self.money, *self.numbers), Decimal(0)) | found

    def line(self, text: Text, amount: Decimal, **fills: str) -> Line:
        return Line(text, {"sum": f"{shown(amount)} {self.currency}", **fills})

    def amounts(self) -> Collection[Money]:
        return self._amounts().values()

    def _amounts(self) -> dict[str, Money]:
        said = {name: self.known.one(name) for name in self.money}
        return {name: Money.read(each) for name, each in said.items() if each not in {"", SKIP}}


def money(known: Known, names: Sequence[str]) -> str:
    """Whether all these amounts are in one currency."""
    try:
        in_one_currency(*Answers(known, names, ()).amounts())
    except DifferentMoney:
        return "several"
    return "one"


def question(known: Known, texts: Mapping[Unit, Text]) -> Fill:
    """The words that fit how pay is counted."""
    unit = known.one("unit")
    return Line(texts[Unit(unit)]) if unit else ""


def pay(known: Known) -> Fill:
    """What was agreed, what was taken off, what came, and what is missing."""
    answers = Answers(known, PAY_MONEY, PAY_NUMBERS)
    if not known.one("got") or money(known, PAY_MONEY) == "several":
        return ""
    return tuple(_pay(answers, Pay(**answers.values()), Unit(known.one("unit"))))


def _pay(answers: Answers, summed: Pay, unit: Unit) -> Iterator[Line]:
    units, rate = shown(summed.units), shown(summed.rate)
    yield answers.line(BASIC[unit], summed.basic, units=units, rate=rate)
    if summed.extra:
        hours, rate = shown(summed.extra_hours), shown(summed.extra_rate)
        yield answers.line(EXTRA, summed.extra, hours=hours, rate=rate)
        yield answers.line(DUE, summed.due)
    elif summed.extra_hours and answers.known.one("extra_rate", SKIP) == SKIP:
        yield Line(EXTRA_NOT_COUNTED)
    if summed.taken:
        yield answers.line(TAKEN, summed.taken)
        yield answers.line(LEFT_TO_PAY, summed.left)
    yield answers.line(GOT, summed.got)
    result = MISSING if summed.missing > 0 else MORE if summed.missing < 0 else EXACT
    yield answers.line(result, abs(summed.missing))


def debt(known: Known) -> Fill:
    """What it was, what came on top, what was taken for it, and whether it can end."""
    answers = Answers(known, DEBT_MONEY, DEBT_NUMBERS)
    if not known.one("added") or money(known, DEBT_MONEY) == "several":
        return ""
    return tuple(_debt(answers, Debt(**answers.values())))


def _debt(answers: Answers, owed: Debt) -> Iterator[Line]:
    months = shown(owed.months)
    yield answers.line(ADVANCE, owed.advance)
    if owed.added:
        added = owed.added * owed.months
        yield answers.line(ADDED, added, months=months, each=shown(owed.added))
    yield answers.line(PAID, owed.paid, months=months, each=shown(owed.cut))
    if owed.left:
        yield answers.line(STILL, owed.left)
        yield _end(owed.months_to_go)
    elif owed.overpaid:
        yield answers.line(ALL_PAID, owed.overpaid)
    else:
        yield Line(JUST_PAID)


def _end(months: int | None) -> Line:
    return Line(NEVER_ENDS) if months is None else Line(ENDS, {"months": str(months)})
