"""Answers of a form of their own: a number, a date, an amount of money."""

from collections.abc import Iterable

from bot.domain import dates, money, numbers
from bot.domain.comparison import compared
from bot.domain.dates import MONTHS, AnotherCalendar
from bot.domain.money import NoCurrency
from bot.domain.spoken import Spoken
from bot.domain.text import Text
from bot.engine.said import Fill, Line
from bot.engine.vocabulary import Form

MOST_READINGS = 4  # of one answer: whoever said no so often writes it anew
DAY, MONTH = Text("{day} {month} {year}"), Text("{month} {year}")


class NotOfThisForm(Exception):
    """What was typed is none; `why` names the phrase that says so."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This is no answer of the form that was asked for: {why}.")
        self.why = why


class Forms:
    """How numbers, dates and money are written, in all languages together."""

    def __init__(self, languages: Iterable[Spoken] = ()) -> None:
        self._scales: dict[str, int] = {}
        self._months: dict[str, int] = {}
        self._currencies: dict[str, tuple[str, ...]] = {}
        for each in languages:
            self._learn(each)

    def readings(self, form: Form, typed: str) -> tuple[str, ...]:
        """All that it may mean, the likeliest first.  Raises NotOfThisForm."""
        found: tuple[str, ...] = ()
        try:
            match form:
                case "number":
                    found = tuple(f"{each:f}" for each in numbers.readings(typed, self._scales))
                case "date":
                    found = dates.readings(typed, self._months)
                case "money":
                    found = money.readings(typed, self._currencies, self._scales)
        except AnotherCalendar:
            raise NotOfThisForm("calendar") from None
        except NoCurrency:
            raise NotOfThisForm("currency") from None
        if not found:
            raise NotOfThisForm(form)
        return found[:MOST_READINGS]

    def _learn(self, spoken: Spoken) -> None:
        for scale, words in spoken.scales.items():
            self._scales |= {compared(word): int(scale) for word in words}
        for number, names in enumerate(spoken.months, start=1):
            self._months |= {compared(name): number for name in names}
        for code, words in spoken.currencies.items():
            for word in dict.fromkeys(map(compared, (code, *words))):
                known = self._currencies.get(word, ())
                self._currencies[word] = tuple(dict.fromkeys((*known, code)))


def as_read(form: Form, value: str) -> Fill:
    """An answer as it is read back: a month by its name, since numbers come in any order."""
    if form != "date":
        return value
    match value.split("-"):
        case [year, month, day]:
            name = Line(MONTHS[int(month) - 1])
            return Line(DAY, {"day": str(int(day)), "month": name, "year": year})
        case [year, month]:
            return Line(MONTH, {"month": Line(MONTHS[int(month) - 1]), "year": year})
        case _:
            return value
