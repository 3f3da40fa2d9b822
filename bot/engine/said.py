"""What the engine answers: lines that are still to be put into someone's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Union

from bot.domain.text import Text
from bot.engine.place import Known, Place

Fill = Union[str, "Line", tuple["Fill", ...]]
"""What goes into a placeholder: a person's or a source's own words (shown as they are, apart from
the sentence's direction), a line to translate, or several of these, one below the other."""


@dataclass(frozen=True, slots=True)
class Line:
    """One text to translate, with what goes into its placeholders."""

    text: Text
    fills: Mapping[str, Fill] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: what it sends, the digit that means the same, and its word."""

    key: str
    digit: str
    emoji: str
    label: Text


@dataclass(frozen=True, slots=True)
class Said:
    """One message: what was said on the way to the next question, the question, its buttons."""

    lines: tuple[Line, ...]
    offers: tuple[tuple[Offer, ...], ...] = ()
    turn: int = 0
    hides: bool = False  # nothing of what was said before is to be left on the screen


@dataclass(frozen=True, slots=True)
class Effect:
    """Something a service is to make so before the conversation goes on."""

    name: str
    known: Known


@dataclass(frozen=True, slots=True)
class Done:
    """How an effect went: an outcome the flow declares, words for texts, what the chat keeps.

    `forgets`: nothing that was ever answered in this chat is known any more, but the language.
    """

    outcome: str
    fills: Mapping[str, Fill] = field(default_factory=dict)
    keeps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forgets: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """The engine's answer: where the person is now, and what is said or is to be done first."""

    place: Place
    said: Said
    effect: Effect | None = None
