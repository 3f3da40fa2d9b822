"""The ILO's conventions: what each is in a plain sentence, and whether a country ratified it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Self

import msgspec

from bot.domain.facts import Basis
from bot.domain.parsing import parsed, refuse_doubles
from bot.domain.text import Text

ConventionId = Annotated[str, msgspec.Meta(pattern="^[CPR][0-9]{1,3}$")]

STALE = 2  # years after which a country may long have ratified what it had not
YEAR_DIGITS = 4


class ConventionKind(StrEnum):
    """A convention and a protocol bind who ratified them, a recommendation binds nobody."""

    CONVENTION = "convention"
    PROTOCOL = "protocol"
    RECOMMENDATION = "recommendation"


class Convention(Basis, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of them, in our own words; each is certain enough to be shown."""

    id: ConventionId
    kind: ConventionKind
    fundamental: bool
    year: int
    title: Text
    text: Text

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.sure:
            raise ValueError("what is not certain of a convention goes into unverified")
        if (self.id[0] == "R") != (self.kind is ConventionKind.RECOMMENDATION):
            raise ValueError("R and a number is a recommendation, and nothing else is")

    @property
    def can_be_ratified(self) -> bool:
        return self.kind is not ConventionKind.RECOMMENDATION


class Conventions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All of conventions.yaml, in the order in which they are shown."""

    version: str
    conventions: tuple[Convention, ...]

    def __post_init__(self) -> None:
        refuse_doubles("convention", (each.id for each in self.conventions))

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)

    def of(self, ids: tuple[str, ...]) -> tuple[Convention, ...]:
        """Those with these ids, in the order of the ids."""
        by_id = {each.id: each for each in self.conventions}
        return tuple(by_id[id_] for id_ in ids)

    def to_ratify(self) -> tuple[str, ...]:
        """The ids of those that a country can ratify."""
        return tuple(each.id for each in self.conventions if each.can_be_ratified)


class Status(StrEnum):
    """What a country did with a convention; without an entry it is not known to us."""

    RATIFIED = "ratified"
    NOT_RATIFIED = "not_ratified"
    DENOUNCED = "denounced"
    APPLIED = "applied"  # to a territory, by declaration of the state that it belongs to


class Ratification(Basis, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whether a country ratified a convention, and in which year, where the source says that."""

    status: Status
    year: int | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.year is not None and self.status is not Status.RATIFIED:
            raise ValueError("year is the year of ratification: take it out, or correct status")
        if self.sure and self.status is Status.NOT_RATIFIED and self._stale():
            raise ValueError(
                f"not ratified by a source older than {STALE} years has certainty low: it may "
                "have changed"
            )

    def _stale(self) -> bool:
        newest = self.source_year[-YEAR_DIGITS:]
        return not newest.isdigit() or int(newest) < self.last_checked.year - STALE
