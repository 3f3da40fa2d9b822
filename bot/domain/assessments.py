"""What a deeper assessment comes to, dimension by dimension: never a finding about anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import msgspec

from bot.domain.answers import AgeBand, Answer
from bot.domain.operational_indicators import (
    Dimension,
    Element,
    Operational,
    OperationalIndicators,
    Person,
    Strength,
)
from bot.domain.routing import is_child

STRONG_ALONE, MEDIUM_ALONE, MEDIUM_WITH_WEAK = 2, 3, 2  # how many it takes

SCHEMA = 1  # grows with every change that an earlier reader would misread


class UnreadableAssessment(Exception):
    """These bytes are no assessment that this version can read."""


class Assessment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a caseworker marked.  What is not among the answers is unknown, and never a no."""

    schema: int = SCHEMA
    version: str
    """Of the list that it was filled in with."""
    person: Person
    answers: dict[str, Answer] = {}

    def answer(self, id_: str) -> Answer:
        said = self.answers.get(id_, Answer.UNKNOWN)
        return said if said in {Answer.YES, Answer.NO} else Answer.UNKNOWN

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self, order="deterministic")

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Raises UnreadableAssessment."""
        try:
            found = msgspec.json.decode(data, type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError):
            # what was marked is about a person: the cause, which may quote it, goes no further
            raise UnreadableAssessment("This assessment cannot be read.") from None
        if found.schema != SCHEMA:
            raise UnreadableAssessment(
                f"This assessment has schema {found.schema}; this version reads {SCHEMA}."
            )
        return found


class Result(StrEnum):
    """Negative only where everything was answered: what is not known may change it."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    INCOMPLETE = "incomplete"


class Why(StrEnum):
    """Which part of the rule makes a dimension positive."""

    TWO_STRONG = "two_strong"
    STRONG_AND_ANOTHER = "strong_and_another"
    THREE_MEDIUM = "three_medium"
    TWO_MEDIUM_AND_WEAK = "two_medium_and_weak"


def rule(*, strong: int, medium: int, weak: int) -> Why | None:
    """The first part of the published rule that holds for so many yes; None where none does."""
    if strong >= STRONG_ALONE:
        return Why.TWO_STRONG
    if strong and medium + weak:
        return Why.STRONG_AND_ANOTHER
    if medium >= MEDIUM_ALONE:
        return Why.THREE_MEDIUM
    return Why.TWO_MEDIUM_AND_WEAK if medium >= MEDIUM_WITH_WEAK and weak else None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A dimension with what was marked in it."""

    dimension: Dimension
    yes: tuple[tuple[Operational, Strength], ...]
    unknown: tuple[Operational, ...]

    def count(self, strength: Strength) -> int:
        return sum(1 for _, each in self.yes if each is strength)

    @property
    def why(self) -> Why | None:
        strong, medium, weak = (self.count(each) for each in Strength)
        return rule(strong=strong, medium=medium, weak=weak)

    @property
    def complete(self) -> bool:
        return not self.unknown

    @property
    def result(self) -> Result:
        if self.why:
            return Result.POSITIVE
        return Result.NEGATIVE if self.complete else Result.INCOMPLETE


@dataclass(frozen=True, slots=True)
class Outcome:
    """All six, for whom they were weighed.  What they come to together is for a trained person."""

    person: Person
    dimensions: tuple[Weighed, ...]

    @property
    def complete(self) -> bool:
        return all(each.complete for each in self.dimensions)

    @property
    def consent_irrelevant(self) -> bool:
        """Whether they agreed does not matter: under 18 never, else where a means was used."""
        return self.person is Person.CHILD or self._positive(Element.MEANS)

    @property
    def elements(self) -> Mapping[Element, Result]:
        """Each side of the definition of which there is need: for a child no means is needed."""
        needed = [Element.PURPOSE] if self.person is Person.CHILD else list(Element)
        return {each: self._element(each) for each in needed}

    def _element(self, element: Element) -> Result:
        if self._positive(element):
            return Result.POSITIVE
        results = {each.result for each in self.dimensions if each.dimension.element is element}
        return Result.INCOMPLETE if Result.INCOMPLETE in results else Result.NEGATIVE

    def _positive(self, element: Element) -> bool:
        return any(
            each.result is Result.POSITIVE and each.dimension.element is element
            for each in self.dimensions
        )


def assess(assessment: Assessment, indicators: OperationalIndicators) -> Outcome:
    """Weigh what was marked.  Nothing that is unknown weighs, and nothing of it counts as a no."""
    return Outcome(
        assessment.person,
        tuple(_weighed(assessment, each) for each in indicators.dimensions),
    )


def person_of(age: AgeBand) -> Person | None:
    """Whose list it is; None where the age is not said, so that nobody is taken for grown."""
    if is_child(age):
        return Person.CHILD
    return Person.ADULT if age is AgeBand.FROM_18 else None


def _weighed(assessment: Assessment, dimension: Dimension) -> Weighed:
    listed = dimension.listed(assessment.person)
    yes = tuple(
        (each, strength)
        for each in listed
        if assessment.answer(each.id) is Answer.YES
        and (strength := each.strength(assessment.person))
    )
    unknown = tuple(each for each in listed if assessment.answer(each.id) is Answer.UNKNOWN)
    return Weighed(dimension, yes, unknown)
