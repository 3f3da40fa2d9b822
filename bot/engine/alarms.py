"""Danger in what somebody typed: a few human words, and a way to help beside what is asked.

Nothing of it is kept: the place after such a message is the place after any other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from bot.domain.messages import Incoming
from bot.domain.text import Text
from bot.engine.said import Line, Turn
from bot.engine.ways import HELP_NOW


@dataclass(frozen=True, slots=True)
class Alarm:
    """What kind of danger is in words, if any, and what is said first to each kind.

    `language_of`: in which language it is in them, where that is sure.
    """

    hears: Callable[[str], str | None] = lambda _: None
    says: Mapping[str, Text] = field(default_factory=dict)
    language_of: Callable[[str], str | None] = lambda _: None

    def first_words(self, incoming: Incoming) -> Text | None:
        """What has to be said before all else.  A tap has no words: its question expects it."""
        kind = self.hears(incoming.text) if incoming.text else None
        return None if kind is None else self.says[kind]


def beside(turn: Turn, first: Text | None) -> Turn:
    """The same turn, with these words before all others and the way to help above the answers."""
    if first is None:
        return turn
    said = replace(turn.said, lines=(Line(first), *turn.said.lines))
    return offered(replace(turn, said=said))


def offered(turn: Turn) -> Turn:
    """With the way to help above the answers, once."""
    if turn.said.offers[:1] == ((HELP_NOW,),):
        return turn
    return replace(turn, said=replace(turn.said, offers=((HELP_NOW,), *turn.said.offers)))
