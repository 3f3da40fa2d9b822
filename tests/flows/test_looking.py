"""What people look for by words: marked by hand, in every language, with slips and nonsense."""

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from bot.domain.search_words import Goal, target
from bot.engine.finder import Finder
from bot.engine.finds import MOST
from bot.engine.vocabulary import Ask
from tests.flows.contents import delivered
from tests.flows.test_walks import FLOWS

CONTENT = delivered()
FINDER = Finder.of(CONTENT.search)
MENU = FLOWS["menu"].steps[0]
KEYS = {find.key for find in MENU.finds} if isinstance(MENU, Ask) else set()
SOUGHT: dict[str, list[dict[str, str]]] = tomllib.loads(
    Path(__file__).with_name("sought.toml").read_text("utf-8")
)
FOUND = 0.95  # of what is there to be found, in every language
FALSE_ALARMS = 0.10  # of what is not
PHRASES = [
    (each.lang, phrase, of)
    for each in CONTENT.search
    for of, phrases in each.targets().items()
    for phrase in phrases
]


def offered(lang: str, text: str) -> tuple[str, ...]:
    return FINDER.find(text, lang, KEYS, MOST)


@pytest.mark.parametrize("lang", sorted(SOUGHT))
def test_what_people_look_for_is_among_what_is_offered(lang: str) -> None:
    there = [each for each in SOUGHT[lang] if each["of"]]
    missed = [each["says"] for each in there if each["of"] not in offered(lang, each["says"])]

    assert len(missed) <= (1 - FOUND) * len(there), missed


@pytest.mark.parametrize("lang", sorted(SOUGHT))
def test_nonsense_and_what_is_of_something_else_is_no_find(lang: str) -> None:
    others = [each["says"] for each in SOUGHT[lang] if not each["of"]]
    alarms = [says for says in others if offered(lang, says)]

    assert len(alarms) <= FALSE_ALARMS * len(others), alarms


def test_the_marked_set_has_every_language_and_enough_of_each() -> None:
    assert set(SOUGHT) == {each.lang for each in CONTENT.search}
    assert {language.code for language in CONTENT.languages} <= set(SOUGHT)
    assert sum(len(each) for each in SOUGHT.values()) >= 100
    assert all(each["of"] in {"", *KEYS} for some in SOUGHT.values() for each in some)


def test_every_search_word_finds_what_it_is_for() -> None:
    lost = [(lang, p, of) for lang, p, of in PHRASES if of not in offered(lang, p)]

    assert not lost


@pytest.mark.parametrize("lang", sorted(SOUGHT))
def test_whatever_can_be_found_has_words_in_every_language(lang: str) -> None:
    (words,) = (each for each in CONTENT.search if each.lang == lang)

    assert set(words.targets()) == {
        *(target("topic", each.id) for each in CONTENT.topics),
        *(target("cost", each.id) for each in CONTENT.costs.items),
        *(target("way", goal) for goal in get_args(Goal)),
    }


def test_every_way_that_has_words_is_found_from_the_menu() -> None:
    assert {target("way", goal) for goal in get_args(Goal)} <= KEYS
