"""A message as lines of text: what is said, then the buttons with their digits."""

import re
from collections.abc import Iterable, Iterator

from bot.domain.messages import Direction
from bot.engine.hearing import Speak
from bot.engine.said import Line, Offer, Said
from bot.services.rendering import line as rendered

INDENT = " " * 5
WIDTH = 95  # of a line of buttons
FROM_THE_RIGHT = "\u200f"  # a terminal turns a line by the first letter that it finds in it
_ISOLATES = re.compile("[\u2066-\u2069]")


def written(said: Said, speak: Speak) -> str:
    """A message as a person sees it."""
    text = "\n".join(spoken(line, speak) for line in said.lines)
    lines = [line for line in text.splitlines() if line.strip()]
    lines += _rows([[_button(offer, speak) for offer in row] for row in said.offers])
    return "".join(f"{INDENT if number else 'bot: '}{line}\n" for number, line in enumerate(lines))


def spoken(line: Line, speak: Speak) -> str:
    """A text with what is in its placeholders; without marks of direction, of which few know."""
    return _ISOLATES.sub("", rendered(line, speak))


def turned(text: str, direction: Direction) -> str:
    """Each line as a terminal is to show it, as far as it can."""
    if direction == "ltr":
        return text
    return "".join(f"{FROM_THE_RIGHT}{line}" for line in text.splitlines(keepends=True))


def _button(offer: Offer, speak: Speak) -> str:
    return f"[{' '.join(filter(None, (offer.digit, offer.emoji, speak(offer.label))))}]"


def _rows(rows: Iterable[list[str]]) -> Iterator[str]:
    """On a phone choices stand one below the other; here beside each other if they fit."""
    line = ""
    for row in rows:
        together = " ".join(row)
        if line and (len(row) > 1 or len(line) + len(together) >= WIDTH):
            yield line
            line = ""
        line = f"{line} {together}".strip()
    yield line
