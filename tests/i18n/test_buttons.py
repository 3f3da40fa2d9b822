"""What is on a button fits it, and its first word is enough to mean it."""

import unicodedata
from collections.abc import Iterator
from itertools import combinations

import pytest

from bot.domain.comparison import plain
from bot.domain.messages import Address, Incoming
from bot.domain.text import Text
from bot.engine.hearing import Chosen, hear
from bot.engine.lexicon import Lexicon
from bot.engine.place import Place
from bot.engine.vocabulary import Ask, AskMany
from bot.engine.ways import pages
from bot.flows.plan import plan
from bot.i18n import LOCALES, Catalogs
from bot.settings import read_settings

LONGEST = 40  # what a small phone shows on one line of a button, digit and emoji included


def questions() -> Iterator[tuple[str, Ask | AskMany]]:
    for flow in plan(read_settings({}).content).flows:
        for step in flow.steps:
            if isinstance(step, Ask | AskMany) and step.name != "language":
                yield f"{flow.name}.{step.name}", step


QUESTIONS = dict(questions())
LEXICON = Lexicon(read_settings({}).content.words)


@pytest.fixture(scope="session")
def catalogs() -> Catalogs:
    return Catalogs.load(LOCALES, read_settings({}).content.languages)


def width(label: str) -> int:
    """The characters that take up room: a vowel sign above or below a letter takes none."""
    return sum(unicodedata.category(char) not in {"Mn", "Me", "Cf"} for char in label)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_answer_fits_its_button(catalogs: Catalogs, lang: str, name: str) -> None:
    question, speak = QUESTIONS[name], catalogs.speak(lang)
    box = "⬜ " if isinstance(question, AskMany) else ""

    for shown in pages(question.choices):
        for digit, choice in enumerate(shown, start=1):
            assert width(f"{digit} {box}{choice.emoji} {speak(choice.label)}") <= LONGEST


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_what_differs_from_the_first_word_on_in_english_does_so_in_translation(
    catalogs: Catalogs, lang: str, name: str
) -> None:
    """Someone who types instead of tapping needs one word, and is not taken at another."""
    speak = catalogs.speak(lang)

    for one, other in combinations(QUESTIONS[name].choices, 2):
        assert plain(speak(one.label)) != plain(speak(other.label))
        if first_word(one.label) != first_word(other.label):
            assert first_word(speak(one.label)) != first_word(speak(other.label)), (one, other)


def first_word(label: Text | str) -> str:
    return plain(label).split()[0]


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_an_answer_that_is_typed_is_heard_as_that_answer(
    catalogs: Catalogs, lang: str, name: str
) -> None:
    """Also where one answer begins another, as yes begins no in Nepali."""
    question, speak = QUESTIONS[name], catalogs.speak(lang)
    chat = Address("test", "1")

    for choice in question.choices:
        typed = Incoming(chat, "1", text=f" {speak(choice.label)}. ")
        assert hear(Place(lang=lang), question, typed, speak, LEXICON) == Chosen((choice.key,))
