"""What somebody needs is near: from /start something of use is there after three taps."""

import pytest

from bot.domain.crisis import Crisis
from bot.engine.place import Place
from bot.engine.turns import again
from bot.engine.vocabulary import CHOICES_PER_PAGE
from bot.flows.cards import SOURCE_WITH_YEAR
from tests.flows.player import spoken, translations
from tests.flows.test_walks import BOOK, CONTENT, FLOWS, asked, heard
from tests.languages import DELIVERED

MOST = 3
SCREENS = {screen.text for screen in CONTENT.help_now.screens.values()}
KINDS = [key for key, step in FLOWS["help_now"].steps[0].then.items() if step == key]  # type: ignore[union-attr]  # it asks
FIRST_TOPICS = [topic.id for topic in CONTENT.topics[:CHOICES_PER_PAGE]]
READ = [("check", "costs"), *(("rights", topic) for topic in FIRST_TOPICS)]


def after(*taps: str) -> Place:
    """Somebody new, who begins and then taps no more often than this."""
    assert len(taps) <= MOST
    place = heard(Place(), text="/start")
    for key in taps:
        place = heard(place, choice=key)
    return place


@pytest.mark.parametrize("lang", DELIVERED)
@pytest.mark.parametrize("way", READ, ids="-".join)
def test_a_fact_with_its_source_is_three_taps_from_start(way: tuple[str, ...], lang: str) -> None:
    place = after(lang, *way)
    if asked(place) == (
        "rights",
        "in_sector",
    ):  # where cards differ by it
        place = heard(place, choice="other")
    speak = translations()(lang)
    turn = again(BOOK, place)
    screen = "\n".join(spoken(line, speak) for line in turn.said.lines)

    assert (place.lang, asked(place)[0]) == (lang, way[-1] if way[0] == "check" else way[0])
    assert speak(SOURCE_WITH_YEAR).split("{")[0] in screen
    assert "2026-11-21" in screen


@pytest.mark.parametrize("lang", DELIVERED)
@pytest.mark.parametrize("kind", KINDS)
def test_what_helps_now_is_three_taps_from_start(kind: str, lang: str) -> None:
    place = after(lang, "help_now", kind)

    assert asked(place) == ("help_now", kind)
    assert BOOK.question(place).text in SCREENS


def test_there_is_something_for_each_kind_of_danger() -> None:
    assert len(KINDS) == len(Crisis)
