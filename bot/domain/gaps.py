"""What is missing, unverified or old among the facts: work for partners, not for workers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.domain.conventions import Conventions
from bot.domain.countries import Country
from bot.domain.fact_kinds import FactKinds
from bot.domain.facts import Basis, Certainty
from bot.domain.phone_numbers import Use

EMERGENCY = (Use.POLICE, Use.AMBULANCE)  # which every country has
MOVED = "unverified"  # a part of a fact that nobody found on a page yet


class Lack(StrEnum):
    """What a fact lacks."""

    MISSING = "missing"
    UNVERIFIED = "unverified"
    PAST_REVIEW = "past_review"
    UNTESTED = "untested"

    @property
    def label(self) -> str:
        return {
            Lack.MISSING: "missing",
            Lack.UNVERIFIED: "not verified",
            Lack.PAST_REVIEW: "past its review date",
            Lack.UNTESTED: "number without a recent test call",
        }[self]


class Gap(NamedTuple):
    """One thing to be done about one fact."""

    country: str  # empty: it is of no country
    lack: Lack
    field: str
    detail: str


@dataclass(frozen=True, slots=True)
class Review:
    """By what, and on which day, facts are looked at."""

    kinds: FactKinds
    conventions: Conventions
    today: date

    def of_country(self, country: Country) -> list[Gap]:
        """What its file lacks; a field is missing where other countries like it have it."""
        return [
            *self._missing(country),
            *self._of_each(country.code, _fields(country)),
            *self._untested(country),
        ]

    def of_all(self, cards: Iterable[tuple[str, Basis]]) -> list[Gap]:
        """The same of what is of no country: conventions, and these cards."""
        every = [*((each.id, each) for each in self.conventions.conventions), *cards]
        return list(self._of_each("", every))

    def _missing(self, country: Country) -> Iterator[Gap]:
        for name in self.kinds.expected(country.role):
            fact = country.facts.get(name)
            if fact is None or fact.certainty is Certainty.UNKNOWN:
                note = fact.note if fact else ""
                yield Gap(country.code, Lack.MISSING, name, note)
        for use in EMERGENCY:
            if use not in {each.use for each in country.numbers}:
                yield Gap(country.code, Lack.MISSING, f"number of {use}", "")
        for name in self.conventions.to_ratify():
            if name not in country.ratifications:
                yield Gap(country.code, Lack.MISSING, _ratification(name), "")

    def _of_each(self, code: str, fields: Iterable[tuple[str, Basis]]) -> Iterator[Gap]:
        for field, basis in fields:
            yield from self._of(code, field, basis)

    def _of(self, code: str, field: str, basis: Basis) -> Iterator[Gap]:
        if basis.unverified:
            yield Gap(code, Lack.UNVERIFIED, f"{field}.{MOVED}", basis.unverified)
        if basis.certainty is Certainty.UNKNOWN:
            return
        if not basis.sure:
            detail = ": ".join(part for part in (basis.certainty, basis.note) if part)
            yield Gap(code, Lack.UNVERIFIED, field, detail)
        if self.kinds.to_review(basis.last_checked, today=self.today):
            yield Gap(code, Lack.PAST_REVIEW, field, f"last checked {basis.last_checked}")

    def _untested(self, country: Country) -> Iterator[Gap]:
        for each in country.numbers:
            field = f"{each.use} {each.number}"
            if each.tested is None:
                yield Gap(country.code, Lack.UNTESTED, field, "never called")
            elif self.kinds.to_call_again(each.tested, today=self.today):
                yield Gap(country.code, Lack.UNTESTED, field, f"last called {each.tested}")


def _fields(country: Country) -> Iterator[tuple[str, Basis]]:
    """Everything of a country that rests on something, by a name for it."""
    yield from country.facts.items()
    if country.unions is not None:
        yield "unions", country.unions
    for each in country.numbers:
        yield f"{each.use} {each.number}", each
    for name, ratification in country.ratifications.items():
        yield _ratification(name), ratification


def _ratification(name: str) -> str:
    return f"ratification {name}"
