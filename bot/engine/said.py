"""What the engine answers: lines that are still to be put into someone's language."""

from collections.abc import Mapping
from typing import Union

import msgspec

from bot.domain.messages import Paper
from bot.domain.text import Text
from bot.engine.place import Known, Place

Fill = Union[str, "Line", tuple["Fill", ...]]
"""What goes into a placeholder: a person's or a source's own words (shown as they are, apart from
the sentence's direction), a line to translate, or several of these, one below the other."""


class Line(msgspec.Struct, frozen=True):
    """One text to translate, with what goes into its placeholders."""

    text: Text
    fills: Mapping[str, Fill] = {}


class Offer(msgspec.Struct, frozen=True, gc=False):
    """A button: what it sends, the digit that means the same, and its word."""

    key: str
    digit: str
    emoji: str
    label: Text


class Said(msgspec.Struct, frozen=True):
    """One message: what was said on the way to the next question, the question, its buttons."""

    lines: tuple[Line, ...]
    offers: tuple[tuple[Offer, ...], ...] = ()
    turn: int = 0
    hides: bool = False  # nothing of what was said before is to be left on the screen
    files: bool = False  # whether the question can also be answered with one


class Effect(msgspec.Struct, frozen=True):
    """Something a service is to make so before the conversation goes on."""

    name: str
    known: Known


class Done(msgspec.Struct, frozen=True):
    """How an effect went: an outcome the flow declares, words for texts, what the chat keeps.

    `forgets`: nothing that was ever answered in this chat is known any more, but the language.
    """

    outcome: str
    fills: Mapping[str, Fill] = {}
    keeps: Mapping[str, tuple[str, ...]] = {}
    forgets: bool = False
    paper: Paper | None = None  # a file that comes with what is said next, and is kept nowhere


class Turn(msgspec.Struct, frozen=True):
    """The engine's answer: where the person is now, and what is said or is to be done first."""

    place: Place
    said: Said
    effect: Effect | None = None
