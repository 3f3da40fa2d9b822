"""What people write when life or body is in danger, as lists that speakers of it review."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

import msgspec

from bot.domain.parsing import parsed
from bot.domain.phrasing import Phrasing


class Crisis(StrEnum):
    """The kinds of danger, the most serious first: where words speak of two, the first counts."""

    WISH_TO_DIE = "wish_to_die"
    CHILD_IN_DANGER = "child_in_danger"
    DANGER_NOW = "danger_now"
    SEXUAL_VIOLENCE = "sexual_violence"
    BLACKMAIL = "blackmail"


class CrisisPhrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The phrases of one language, in all its scripts.

    A phrase counts for nothing right after a word of `denied`, perhaps with some of `passed_over`
    between, or right before a word of `denied_after`, and in a sentence with one of `not_meant`.
    A phrase is looked for where one of its words is that is not among the `common` ones.
    """

    lang: str
    version: str
    groups: dict[str, str]
    common: str = ""
    denied: str
    denied_after: str = ""
    passed_over: str = ""
    not_denied: tuple[str, ...] = ()
    not_meant: tuple[str, ...] = ()
    phrases: dict[Crisis, tuple[str, ...]]

    def __post_init__(self) -> None:
        if missing := set(Crisis) - set(self.phrases):
            raise ValueError(f"there are no phrases for {min(missing)}")
        for each in (*self.not_meant, *(p for some in self.phrases.values() for p in some)):
            self.phrasing.read(each)

    @property
    def phrasing(self) -> Phrasing:
        return Phrasing(self.groups)

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)
