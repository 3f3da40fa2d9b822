"""How far someone has come, as dots: words would be one thing more to read."""

from bot.domain.text import Text
from bot.engine.said import Line
from bot.engine.vocabulary import Flow

BEHIND, AHEAD = "●", "○"


def progress(flow: Flow, step: str) -> tuple[Line, ...]:
    """A dot for each part of the flow, filled up to the one that this step is in."""
    names = [each.name for each in flow.steps]
    begun = sum(names.index(part) <= names.index(step) for part in flow.parts)
    if not begun:
        return ()
    return (Line(Text(BEHIND * begun + AHEAD * (len(flow.parts) - begun))),)
