"""What the law of a country says, as far as we know: with source and date, or not at all."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Self

import msgspec

from bot.domain.facts import SHOWABLE, Basis, Fact
from bot.domain.parsing import parsed
from bot.domain.text import Text

CountryCode = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]


class Role(StrEnum):
    """Where workers come from, or where they work."""

    ORIGIN = "origin"
    DESTINATION = "destination"


class Membership(StrEnum):
    """Whether a migrant may be in a union there."""

    BARRED = "barred"
    MEMBERS_ONLY = "members_only"  # may join, may not found or lead one
    UNKNOWN = "unknown"


class UnionRule(Basis, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The short form of the fact on trade unions, for routing."""

    membership: Membership

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.certainty not in SHOWABLE and self.membership is not Membership.UNKNOWN:
            raise ValueError("what is not certain enough to be shown is unknown to routing")


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One country; a topic without an entry, or with an unsure one, is not known to us."""

    code: CountryCode
    name: Text
    role: Role
    unions: UnionRule
    facts: dict[str, Fact]

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)

    def shown(self, topic: str) -> Fact | None:
        """The fact if a worker may read it; None: we do not know the rule there."""
        fact = self.facts.get(topic)
        return fact if fact is not None and fact.shown else None

    @property
    def bars_unions(self) -> bool:
        return self.unions.membership is Membership.BARRED
