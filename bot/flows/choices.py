"""Answers that many questions share."""

from collections.abc import Iterable

from bot.domain.options import Option
from bot.domain.text import Text
from bot.engine.vocabulary import Choice

YES = Choice("yes", "✅", Text("Yes"))
NO = Choice("no", "❌", Text("No"))
YES_NO = (YES, NO)
NEXT = Choice("next", "➡️", Text("Next"))
GO_ON = Choice("go_on", "▶️", Text("Go on"))
CLOSE = Choice("close", "✔️", Text("Close"))
OTHER = "other"


def of(options: Iterable[Option]) -> tuple[Choice, ...]:
    """Each option of a list as a choice."""
    return tuple(Choice(str(option), option.emoji, option.label) for option in options)
