"""What the law of a country says, as far as we know: with source and date, or not at all."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Self

import msgspec

from bot.domain.conventions import ConventionId, Ratification
from bot.domain.facts import Fact
from bot.domain.parsing import parsed
from bot.domain.phone_numbers import PhoneNumber
from bot.domain.text import Text

CountryCode = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]


class Role(StrEnum):
    """Where workers come from, or where they work."""

    ORIGIN = "origin"
    DESTINATION = "destination"


class Membership(StrEnum):
    """Whether a migrant may be in a union there."""

    ALLOWED = "allowed"
    MEMBERS_ONLY = "members_only"  # may join, may not found or lead one
    RESTRICTED = "restricted"  # less than that, or nobody agrees how much
    BARRED = "barred"
    UNKNOWN = "unknown"


class UnionRule(Fact, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The short form of the fact on trade unions, for routing; workers read the long one."""

    membership: Membership

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.sure and self.membership is not Membership.UNKNOWN:
            raise ValueError("what is not certain enough to be shown is unknown to routing")


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One country; a topic without an entry, or with an unsure one, is not known to us."""

    code: CountryCode
    name: Text
    role: Role
    languages: tuple[str, ...] = ()
    """What many of its people speak; a hint for partners."""
    note: str = ""
    unions: UnionRule | None = None
    facts: dict[str, Fact]
    numbers: tuple[PhoneNumber, ...] = ()
    ratifications: dict[ConventionId, Ratification] = {}

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)

    def shown(self, topic: str) -> Fact | None:
        """The fact if a worker may read it; None: we do not know the rule there."""
        fact = self.facts.get(topic)
        return fact if fact is not None and fact.shown else None

    def numbers_shown(self, *, demonstration: bool) -> tuple[PhoneNumber, ...]:
        """The numbers that a worker may read: outside the demonstration the tested ones."""
        return tuple(each for each in self.numbers if each.shown(demonstration=demonstration))

    def ratified(self, convention: str) -> Ratification | None:
        """What a worker may read of it; None: we do not know."""
        found = self.ratifications.get(convention)
        return found if found is not None and found.sure else None

    @property
    def bars_unions(self) -> bool:
        return self.unions is not None and self.unions.membership is Membership.BARRED
