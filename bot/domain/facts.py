"""A fact, how sure we are of it, and where it comes from: without that it is not shown."""

from datetime import date
from enum import StrEnum

import msgspec

from bot.domain.text import Text


class Certainty(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


SHOWABLE = frozenset({Certainty.HIGH, Certainty.MEDIUM})


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What something rests on.  The note is for partners and never reaches a worker."""

    certainty: Certainty
    source: tuple[str, ...]
    source_year: str
    last_checked: date
    note: str = ""

    def __post_init__(self) -> None:
        if self.certainty is not Certainty.UNKNOWN and not (self.source and self.source_year):
            raise ValueError("what is not unknown needs a source and source_year")


class Fact(Basis, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that is so, in words for a worker; no value where nobody knows."""

    value: Text | None

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.certainty is Certainty.UNKNOWN) != (self.value is None):
            raise ValueError("certainty unknown and value null go together")

    @property
    def shown(self) -> bool:
        """Whether a worker may read it."""
        return self.value is not None and self.certainty in SHOWABLE
