"""What a worker put into a report: sealed as one piece at Send, and opened as one."""

from typing import Annotated, Self

import msgspec

from bot.domain.answers import (
    AgeBand,
    Answer,
    Caseworker,
    Concerned,
    Danger,
    Duration,
    Knows,
    MaySee,
    Sector,
    Wish,
)

SCHEMA = 1  # grows with every change that an earlier reader would misread

Lang = Annotated[str, msgspec.Meta(min_length=2, max_length=35)]
CountryOrUnsaid = Annotated[str, msgspec.Meta(pattern="^([A-Z]{2})?$")]


class UnreadableDraft(Exception):
    """These bytes are no draft that this version can read."""


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything a report holds.  What was not said is empty or unsaid, never a no."""

    schema: int = SCHEMA
    lang: Lang
    may_see: MaySee
    about: Concerned = Concerned.UNSAID
    knows: Knows = Knows.UNSAID
    how_many: str = ""
    """Of several, how many: as it was read, since nobody counts with it."""
    danger: Danger = Danger.UNSAID
    contact: Answer = Answer.UNKNOWN
    """Whether a person may write to them in the chat; asked of who is in danger, so mostly not."""
    caseworker: Caseworker = Caseworker.ANY
    """Whom they would rather write with: said with that, where somebody may write."""
    age: AgeBand = AgeBand.UNSAID
    ticked: tuple[str, ...] = ()
    answers: dict[str, Answer] = {}
    country: CountryOrUnsaid = ""
    sector: Sector | None = None
    duration: Duration = Duration.UNSAID
    story: str = ""
    wishes: tuple[Wish, ...] = ()

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self, order="deterministic")

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Raises UnreadableDraft."""
        try:
            draft = msgspec.json.decode(data, type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError):
            # what was written is personal: the cause, which may quote it, goes no further
            raise UnreadableDraft("This report cannot be read.") from None
        if draft.schema != SCHEMA:
            raise UnreadableDraft(
                f"This report has schema {draft.schema}; this version reads {SCHEMA}."
            )
        return draft
