"""The languages that workers can choose, and in which of them they can report."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from bot.domain.content import Language
from bot.domain.messages import Direction
from bot.i18n import SOURCE

Code = Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Translation(StrEnum):
    """How far a translation is: what the program is written in, unapproved, or approved."""

    SOURCE = "source"
    DRAFT = "draft"
    REVIEWED = "reviewed"


class LanguageEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One language of languages.toml."""

    own_name: Annotated[str, msgspec.Meta(min_length=1, max_length=30)]
    dir: Direction
    translation: Translation
    reviewed_by: str = ""
    reviewed_on: date | None = None
    reports: bool | None = None

    def __post_init__(self) -> None:
        reviewed = self.translation is Translation.REVIEWED
        if {reviewed} != {bool(self.reviewed_by), self.reviewed_on is not None}:
            raise ValueError("reviewed_by and reviewed_on go with translation reviewed, both")

    def takes_reports(self, *, demonstration: bool) -> bool:
        """Consent that was not understood is no consent: a draft gives information only.

        The operator may decide otherwise; where nobody's report is real, there is no harm.
        """
        if self.reports is not None:
            return self.reports
        return demonstration or self.translation is not Translation.DRAFT


class Languages(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All of languages.toml, in the order in which they are shown."""

    languages: dict[Code, LanguageEntry]

    def __post_init__(self) -> None:
        sources = [
            code for code, each in self.languages.items() if each.translation is Translation.SOURCE
        ]
        if sources != [SOURCE]:
            raise ValueError(f"{SOURCE} and no other language has translation source")

    def offered(self) -> tuple[Language, ...]:
        return tuple(
            Language(code, each.own_name, each.dir, draft=each.translation is Translation.DRAFT)
            for code, each in self.languages.items()
        )

    def with_reports(self, *, demonstration: bool) -> frozenset[str]:
        return frozenset(
            code
            for code, each in self.languages.items()
            if each.takes_reports(demonstration=demonstration)
        )
