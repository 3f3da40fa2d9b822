"""How long what is read becomes once it is filled, of every topic and country."""

from collections.abc import Iterator

import pytest

from bot.engine.hearing import Speak
from bot.engine.place import Known
from bot.engine.said import Fill, Line
from bot.engine.texts import lines_of
from bot.flows import reading
from bot.flows.fills import fills
from bot.services.rendering import line
from tests.flows.contents import delivered
from tests.flows.player import translations
from tests.whole.chats import ISOLATES

CONTENT = delivered()
FILLS = fills(CONTENT)
CODES = [*(country.code for country in CONTENT.served), "other"]

# What is aimed at is nine.  A fact stands with its sources, which are said as they are called: so
# long are the longest today, and none may become longer.  See docs/known-faults.md.
LONGEST = {"card": 10, "law": 17, "convention": 16}


def filled(kind: str, lang: str) -> Iterator[tuple[int, str, str, str]]:
    """The lines of each card of a kind on a small screen, and what it is about."""
    speak = translations()(lang)
    for topic in CONTENT.topics:
        for code in CODES:
            known = Known({"topic": topic.id, "in_country": code}, {}, lang, parked=False)
            for number in sorted(reading.counts(CONTENT)[kind]):
                said = FILLS[reading.fill(kind, number)](known)
                text = ISOLATES.sub("", "\n".join(_spoken(said, speak)))
                yield len(lines_of(text)), topic.id, code, text


def _spoken(said: Fill, speak: Speak) -> Iterator[str]:
    match said:
        case tuple():
            for part in said:
                yield from _spoken(part, speak)
        case Line():
            yield line(said, speak)
        case _:
            yield said


@pytest.mark.parametrize("lang", [each.code for each in CONTENT.languages])
@pytest.mark.parametrize("kind", LONGEST)
def test_no_card_becomes_longer_than_the_longest_is_today(kind: str, lang: str) -> None:
    longest = max(filled(kind, lang))

    assert longest[0] <= LONGEST[kind], longest
