"""Yes and no in many words, and the words that work everywhere."""

import pytest

from bot.engine.hearing import Chosen, Command, Unclear, Words
from bot.engine.place import Place
from bot.engine.vocabulary import Question
from tests.engine.listening import (
    CONSENT,
    DANGER,
    ENGLISH,
    MANY,
    NEPALI,
    ONE,
    ONE_OR_NONE,
    PLAIN,
    SEVERAL,
    WORDS,
    heard,
)


@pytest.mark.parametrize("text", ["yes", "YES!", "Yeah", "yeeeeeah", "हो।", "ho", "✅"])
@pytest.mark.parametrize("question", [PLAIN, CONSENT], ids=["plain", "consent"])
def test_yes_is_heard_in_many_words(question: Question, text: str) -> None:
    assert heard(question, NEPALI, text=text) == Chosen(("yes",))


@pytest.mark.parametrize("text", ["nope", "होइन", "Hoina.", "no", "nooooo"])
def test_no_is_heard_in_many_words(text: str) -> None:
    for question in (PLAIN, CONSENT, DANGER):
        assert heard(question, NEPALI, text=text) == Chosen(("no",))


def test_a_word_of_both_languages_means_what_it_means_in_that_of_the_person() -> None:
    assert heard(PLAIN, ENGLISH, text="nai") == Chosen(("no",))
    assert heard(PLAIN, NEPALI, text="nai") == Chosen(("yes",))
    assert heard(PLAIN, ENGLISH, text="hoina") == Unclear()


@pytest.mark.parametrize("text", ["ok", "OK.", "👍", "👍🏿"])
def test_perhaps_is_a_yes_only_where_nothing_else_can_be_meant(text: str) -> None:
    assert heard(PLAIN, ENGLISH, text=text) == Chosen(("yes",))
    assert heard(CONSENT, ENGLISH, text=text) == Unclear()
    assert heard(DANGER, ENGLISH, text=text) == Unclear()


@pytest.mark.parametrize("text", ["yes", "nope", "ok"])
def test_yes_and_no_answer_no_other_question(text: str) -> None:
    assert heard(ONE_OR_NONE, ENGLISH, text=text) == Unclear()
    assert heard(WORDS, ENGLISH, text=text) == Words(text)


@pytest.mark.parametrize("place", [ENGLISH, NEPALI, Place(lang="ar"), Place()])
@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("STOP", "/stop"),
        ("stooop!!", "/stop"),
        ("रोक", "/stop"),
        ("Rok", "/stop"),
        ("?", "/help"),
        ("मद्दत", "/help"),
        ("मेनु", "/menu"),
        ("लुकाउ", "/hide"),
    ],
)
def test_a_command_is_its_word_in_every_language(place: Place, text: str, command: str) -> None:
    for question in (ONE, MANY, WORDS, SEVERAL, PLAIN, DANGER, None):
        assert heard(question, place, text=text) == Command(command)


@pytest.mark.parametrize("text", ["they stop us at the gate", "please help", "stop stop", "rok x"])
def test_a_command_is_the_whole_message_and_never_a_part_of_a_story(text: str) -> None:
    assert heard(SEVERAL, ENGLISH, text=text) == Words(text)
    assert heard(ONE, ENGLISH, text=text) == Unclear()


def test_a_word_of_an_answer_is_never_a_command() -> None:
    stop = {"Mint": "STOP", "Green tea": "Back"}

    assert heard(ONE, ENGLISH, speaks=stop, text="stop") == Chosen(("key5",))
    assert heard(ONE, ENGLISH, speaks=stop, text="back") == Chosen(("key1",))
    assert heard(DANGER, ENGLISH, text="Stop here") == Chosen(("stop",))


def test_a_command_goes_before_what_only_begins_an_answer() -> None:
    assert heard(DANGER, ENGLISH, text="stop") == Command("/stop")
    assert heard(DANGER, ENGLISH, text="stop h") == Chosen(("stop",))


def test_a_word_for_skip_or_done_says_something_only_where_that_is_offered() -> None:
    assert heard(ONE_OR_NONE, ENGLISH, text="pass") == Command("/skip")
    assert heard(ONE, ENGLISH, text="pass") == Unclear()
    assert heard(SEVERAL, ENGLISH, text="finished") == Command("/done")
    assert heard(WORDS, ENGLISH, text="finished") == Words("finished")


def test_a_story_is_not_searched_for_words() -> None:
    long = "stop " * 100

    assert heard(SEVERAL, ENGLISH, text=long) == Words(long)
    assert heard(ONE, ENGLISH, text=long) == Unclear()
