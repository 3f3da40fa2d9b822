"""How long a text may be on a small screen, and what goes into it."""

import re
import textwrap
import unicodedata
from collections.abc import Iterator

SENTENCES, QUESTIONS = 3, 1
LINES, COLUMNS = 9, 40  # what a cheap phone shows without scrolling

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SAID = re.compile(r"[.!।۔။።](?=\s|$)")
_ASKED = re.compile(r"[?؟፧](?=\s|$)")


def placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def too_long(text: str) -> Iterator[str]:
    """What is to be made shorter, in any script; what fills a placeholder is not counted."""
    if (said := len(_SAID.findall(_PLACEHOLDER.sub("so", text)))) > SENTENCES:
        yield f"The text has {said} sentences; say it in {SENTENCES}."
    if (asked := len(_ASKED.findall(text))) > QUESTIONS:
        yield f"The text asks {asked} questions; ask one, and the others in steps of their own."
    if (lines := len(lines_of(_PLACEHOLDER.sub("", text)))) > LINES:
        yield f"The text has {lines} lines on a small screen; say it in {LINES}."


def lines_of(text: str) -> list[str]:
    """The lines as a narrow screen breaks them: a mark above or below a letter takes no room."""
    seen = "".join(each for each in text if not unicodedata.category(each).startswith("M"))
    return [part for line in seen.splitlines() for part in textwrap.wrap(line, COLUMNS)]
