"""A way to help beside the question, when danger is heard in what somebody typed."""

from dataclasses import replace

import pytest

from bot.domain.messages import Address, Incoming
from bot.domain.text import Text
from bot.engine.alarms import Alarm
from bot.engine.book import Book
from bot.engine.place import Place
from bot.engine.said import Done
from bot.engine.turns import reply
from bot.engine.vocabulary import END, Ask, Call, Flow
from bot.engine.ways import HELP_NOW
from tests.engine.teashop import PLAN, YES_NO, Guest

WORDS = Text("The tea is hot. Here is help.")
ALARM = Alarm(lambda text: "hot" if "hot" in text else None, {"hot": WORDS})
COOL = Flow(
    name="cool",
    steps=(
        Ask(
            name="cool",
            text=Text("Water?"),
            choices=YES_NO,
            then={"yes": "order", "no": END},
        ),
        Call(name="order", flow="order", then=END),
    ),
)
BOOK = Book(
    replace(
        PLAN,
        flows=(*PLAN.flows, COOL),
        commands={**PLAN.commands, HELP_NOW.key: "cool"},
        alarm=ALARM,
    )
)


def guest() -> Guest:
    return Guest(BOOK).says("hello")


def offered(anybody: Guest) -> bool:
    return HELP_NOW in anybody.said.offers[0]


def at_the_note() -> Guest:
    return guest().says("/order", "1").taps("green").says("7").says("7")


def test_danger_where_a_choice_was_asked_brings_the_words_the_offer_and_the_question() -> None:
    ana = guest().says("/order", "it is hot")

    assert ana.told[0] == WORDS
    assert ana.told[-1] == "Are you hungry?"
    assert ana.asked == "hungry"
    assert offered(ana)
    assert not offered(ana.says("so"))


def test_an_answer_with_danger_in_it_counts_and_the_next_question_has_the_offer() -> None:
    ana = at_the_note()
    assert ana.asked == "note"

    ana.says("the stove is hot")

    assert ana.place.picked == ("the stove is hot",)
    assert ana.told[0] == WORDS
    assert offered(ana)
    assert ana.says("7").place.known.many("note") == ("the stove is hot",)


def test_the_offer_outlasts_an_effect() -> None:
    ana = guest().says("/talk", "1")
    ana.outcomes["word.learn"] = Done("learnt")

    ana.says("a hot word")

    assert ana.told[0] == WORDS
    assert ana.asked == "more"
    assert offered(ana)


def test_words_before_the_first_question_are_heard_too() -> None:
    ana = Guest(BOOK, lang="").says("hot")

    assert ana.told[0] == WORDS
    assert ana.asked == "language"
    assert offered(ana)


@pytest.mark.parametrize("way", ["99", "/sos", "Help now", "٩٩"])
def test_help_now_leads_there_from_anywhere_and_back_to_the_question(way: str) -> None:
    ana = at_the_note().says("so far", way)
    assert ana.asked == "cool"
    assert not offered(ana)

    ana.says("2")

    assert ana.asked == "note"
    assert ana.place.picked == ("so far",)


def test_a_draft_that_is_called_from_there_begins_and_is_no_part_of_what_was_left() -> None:
    ana = at_the_note().says("so far", "99", "1")

    assert ana.asked == "draft"
    assert not any(frame.aside for frame in ana.place.frames)
    assert ana.says("1").asked == "note"
    assert "so far" in str(ana.place)


def test_a_tap_is_an_answer_and_no_words() -> None:
    ana = guest().says("/order")

    assert not offered(ana.taps("hot"))
    assert not offered(ana.taps("yes"))


def test_what_is_too_long_is_said_to_be_too_long() -> None:
    ana = at_the_note().says("hot " * 20_000)

    assert ana.told[:2] == [WORDS, BOOK.plan.phrases.long]
    assert not ana.place.picked


@pytest.mark.parametrize("asked", ["hungry", "teas", "draft"])
def test_the_place_afterwards_is_the_one_after_any_other_words(asked: str) -> None:
    """So nobody who reads what is kept can tell that danger was heard."""
    ana = {
        "hungry": lambda: guest().says("/order"),
        "teas": lambda: guest().says("/order", "1"),
        "draft": lambda: guest().says("/order", "1", "/order"),
    }[asked]()
    assert ana.asked == asked

    assert after(ana.place, "it is hot") == after(ana.place, "it is odd")


def after(place: Place, text: str) -> bytes:
    turn = reply(BOOK, place, Incoming(Address("test", "1"), "1", text=text), str)
    return turn.place.to_bytes()


def test_without_an_alarm_nothing_is_heard() -> None:
    assert not offered(Guest().says("hello", "/order", "hot"))
