"""A fact, how sure we are of it, and where it comes from: without that it is not shown."""

import re
from datetime import date
from enum import StrEnum

import msgspec

from bot.domain.text import Text


class Certainty(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    MEMORY_VERIFY = "memory_verify"  # nobody found a page that says it yet
    UNKNOWN = "unknown"


SHOWABLE = frozenset({Certainty.HIGH, Certainty.MEDIUM})
WITHOUT_SOURCE = frozenset({Certainty.MEMORY_VERIFY, Certainty.UNKNOWN})

Value = str | int | tuple[str, ...]

_YEAR = re.compile(r"undated|(c\. )?[12]\d{3}(-[12]\d{3})?")


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What something rests on.

    The note is for partners, as is `unverified`, what is said to be so and nobody has found on a
    page yet: neither ever reaches a worker.
    """

    certainty: Certainty
    source: tuple[str, ...] = ()
    source_year: str = ""
    last_checked: date
    note: str = ""
    unverified: str = ""

    def __post_init__(self) -> None:
        if self.certainty in WITHOUT_SOURCE:
            return
        if not (self.source and all(self.source) and self.source_year):
            raise ValueError("what is not unknown needs a source and source_year")
        if not _YEAR.fullmatch(self.source_year):
            raise ValueError("source_year is as 2021, 2019-2021 or c. 2020, or undated")

    @property
    def sure(self) -> bool:
        """Whether it is certain enough to be shown."""
        return self.certainty in SHOWABLE


class Fact(Basis, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that is so: the value as a lawyer reads it, and the text as a worker does.

    A card that is in our own words from the beginning has a text alone.  What is not certain
    enough to be shown has none, so that nobody shows it.
    """

    value: Value | None = None
    text: Text | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        empty = self.value in (None, "", ()) and not self.text
        if empty != (self.certainty is Certainty.UNKNOWN):
            raise ValueError("certainty unknown goes with neither value nor text, and only it")
        if self.text is not None and not self.sure:
            raise ValueError(
                f"certainty {self.certainty} is never shown to a worker, so it has no text"
            )

    @property
    def shown(self) -> bool:
        """Whether a worker may read it."""
        return self.text is not None and self.sure
