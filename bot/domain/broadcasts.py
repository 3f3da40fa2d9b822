"""Updates that an organisation sends to those who asked for them: topics, segments, a life."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

import msgspec

from bot.domain.options import Option
from bot.domain.text import Text

SMALLEST = 11  # people: to fewer nothing is sent, so that no message singles out anybody
LONGEST = 1000  # characters: who sends it and how to leave stand in the same message
A_WEEK = 3  # updates that one person gets in seven days, from everyone together


class Topic(Option):
    """What an update is about; people choose those that they want."""

    RIGHTS = "rights", "📖", Text("Rights at work")
    WARNINGS = "warnings", "⚠️", Text("Warnings, as of bad agents")
    MEETINGS = "meetings", "👥", Text("Meetings and courses")
    RESULTS = "results", "📣", Text("What reports led to")


class BroadcastStatus(StrEnum):
    """Written by one, checked by another, sent to all, and then no more."""

    DRAFT = "draft"
    WAITING = "waiting"  # for a second person's check
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


NEXT: Mapping[BroadcastStatus, frozenset[BroadcastStatus]] = {
    BroadcastStatus.DRAFT: frozenset({BroadcastStatus.WAITING, BroadcastStatus.STOPPED}),
    BroadcastStatus.WAITING: frozenset(
        {BroadcastStatus.DRAFT, BroadcastStatus.SENDING, BroadcastStatus.STOPPED}
    ),
    BroadcastStatus.SENDING: frozenset(
        {BroadcastStatus.PAUSED, BroadcastStatus.STOPPED, BroadcastStatus.DONE}
    ),
    BroadcastStatus.PAUSED: frozenset({BroadcastStatus.SENDING, BroadcastStatus.STOPPED}),
    BroadcastStatus.DONE: frozenset(),
    BroadcastStatus.STOPPED: frozenset(),
}


class NotNow(Exception):
    """This update has gone on in the meantime: look at it again before you decide."""


class NothingWritten(Exception):
    """Nothing is written yet: write the update in one language at least."""


class TooLong(Exception):
    """The text is too long for one message: shorten it."""


class TooFewPeople(Exception):
    """Fewer than 11 people would get it, and so it could single somebody out: choose more."""


class CheckedByItsWriter(Exception):
    """Whoever wrote it does not check it: ask a colleague."""


class Segment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who gets an update, of an organisation's own subscribers; empty means all of them."""

    topic: Topic
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The text in each language, and which of them is for those whose own is missing."""

    texts: Mapping[str, str]
    fallback: str = ""
    """A language of `texts`; empty: who has no text in their own language gets none."""

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        return msgspec.json.decode(data, type=cls)

    def of(self, lang: str) -> str | None:
        return self.texts.get(lang) or self.texts.get(self.fallback)

    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self.texts))


def checked(words: Words) -> Words:
    """Without empty texts.  Raises NothingWritten, TooLong."""
    texts = {lang: text.strip() for lang, text in words.texts.items() if text.strip()}
    if not texts:
        raise NothingWritten(NothingWritten.__doc__)
    if any(len(text) > LONGEST for text in texts.values()):
        raise TooLong(TooLong.__doc__)
    return Words(texts, words.fallback if words.fallback in texts else "")


def see_move(now: BroadcastStatus, to: BroadcastStatus) -> None:
    """Raises NotNow."""
    if to not in NEXT[now]:
        raise NotNow(NotNow.__doc__)


def enough(people: int) -> bool:
    return people >= SMALLEST
