"""The operational indicators of trafficking for labour exploitation: six dimensions, two lists."""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Self

import msgspec

from bot.domain.facts import Basis
from bot.domain.parsing import parsed, refuse_doubles


class Person(StrEnum):
    """Which of the two lists holds for somebody."""

    ADULT = "adult"
    CHILD = "child"


class Strength(StrEnum):
    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Element(StrEnum):
    """What a dimension speaks for in the definition of trafficking."""

    MEANS = "means"
    PURPOSE = "purpose"


class Phase(StrEnum):
    RECRUITMENT = "recruitment"
    DESTINATION = "destination"


class Operational(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One indicator, under the name that it was published with.

    Names are plain strings: only caseworkers read them, and the console is in English.
    """

    id: str
    name: str
    adult: Strength | None = None
    child: Strength | None = None
    eleven: tuple[str, ...] = ()
    hint: str = ""

    def strength(self, person: Person) -> Strength | None:
        """None where it is not in the list for this person."""
        return self.child if person is Person.CHILD else self.adult


class Counts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many indicators there are of each strength."""

    strong: int = 0
    medium: int = 0
    weak: int = 0


class Dimension(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of the six; the counts are there so that a slip in a row is found."""

    id: str
    name: str
    element: Element
    phase: Phase
    adult_counts: Counts
    child_counts: Counts
    indicators: tuple[Operational, ...]

    def __post_init__(self) -> None:
        for person, said in ((Person.ADULT, self.adult_counts), (Person.CHILD, self.child_counts)):
            found = Counter(each.strength(person) for each in self.listed(person))
            if {each: found[each] for each in Strength} != msgspec.structs.asdict(said):
                raise ValueError(f"the rows for {person} are not as many as {person}_counts says")

    def listed(self, person: Person) -> tuple[Operational, ...]:
        """The indicators in the list for this person."""
        return tuple(each for each in self.indicators if each.strength(person) is not None)


class OperationalIndicators(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All of them, in the order of the publication."""

    version: str
    basis: Basis
    dimensions: tuple[Dimension, ...]

    def __post_init__(self) -> None:
        refuse_doubles("dimension", (each.id for each in self.dimensions))
        refuse_doubles("indicator", (each.id for each in self._all()))

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)

    def listed(self, person: Person) -> tuple[Operational, ...]:
        """The list for this person, dimension by dimension."""
        return tuple(each for one in self.dimensions for each in one.listed(person))

    def _all(self) -> Iterator[Operational]:
        for dimension in self.dimensions:
            yield from dimension.indicators
