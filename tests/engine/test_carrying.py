"""A flow is changed while people are in it: nobody is lost, no answer goes astray."""

import dataclasses

import pytest
from msgspec.structs import replace

from bot.domain.text import Text
from bot.engine.book import Book
from bot.engine.vocabulary import AnyStep, Ask
from tests.engine.changes import (
    EARLIER,
    STEPS,
    appetite,
    changed,
    deployed,
    order,
    shut,
    then,
    with_use,
    without_extras,
)
from tests.engine.teashop import PLAN, TEAS, YES_NO, Guest


@pytest.fixture
def guest() -> Guest:
    """Somebody who is asked whether they are hungry."""
    return Guest().says("hello", "1")


def test_a_changed_flow_is_for_those_who_begin_it_later(guest: Guest) -> None:
    """Everyone else ends what they began."""
    other = changed(order(replace(STEPS["teas"], text=Text("Tea?"))))

    assert deployed(guest, other).says("1").told == ["●●○", "Which teas?"]
    assert Guest(Book(other, EARLIER)).says("hello", "1", "1").told == ["●●○", "Tea?"]


def test_a_step_with_another_name_is_gone_on_with_and_its_answers_too(guest: Guest) -> None:
    deployed(guest, appetite()).says("1")

    assert guest.asked == "teas"
    assert guest.place.known.one("appetite") == "yes"
    assert guest.says("9").asked == "appetite"


def test_answers_of_before_have_the_names_of_today(guest: Guest) -> None:
    guest.says("1", "2")

    deployed(guest, appetite()).says("7")

    assert guest.place.known.answers == {"menu": "order", "appetite": "yes", "teas": ("black",)}
    assert {frame.hash for entry in guest.place.log for frame in entry.frames} <= {
        program.hash for program in guest.book.programs.values()
    }


def test_who_stands_at_a_step_that_is_gone_is_asked_what_takes_its_place(guest: Guest) -> None:
    """What they say is not taken for an answer to a question that they never saw."""
    guest.says("1", "1", "7")
    assert guest.asked == "extras"

    deployed(guest, without_extras())

    assert guest.says("1").told == ["stale", "●●○", "A note?"]
    assert guest.place.known.answers == {"menu": "order", "hungry": "yes", "teas": ("green",)}
    assert guest.says("Warm", "7").place.known.many("note") == ("Warm",)


@pytest.mark.parametrize("typed", ["7", "9", "/skip", "/back", "1", "cake", "Done"])
def test_nothing_that_was_meant_for_the_old_question_does_anything(
    guest: Guest, typed: str
) -> None:
    deployed(guest.says("1", "1", "7"), without_extras())

    assert guest.says(typed).told == ["stale", "●●○", "A note?"]


def test_a_tap_on_the_old_question_is_stale(guest: Guest) -> None:
    guest.says("1", "1", "7")
    turn = guest.place.turn

    deployed(guest, without_extras()).taps("cake", turn=turn)

    assert guest.told == ["stale", "●●○", "A note?"]


@pytest.mark.parametrize(("typed", "asked"), [("/menu", "menu"), ("0", "menu"), ("/talk", "more")])
def test_what_works_everywhere_works_at_a_step_that_is_gone(
    guest: Guest, typed: str, asked: str
) -> None:
    assert deployed(guest.says("1", "1", "7"), without_extras()).says(typed).asked == asked


def test_the_question_alone_is_put_again_where_nobody_said_anything(guest: Guest) -> None:
    assert deployed(guest.says("1", "1", "7"), without_extras()).sends().told[-1] == "A note?"


def test_a_draft_that_waits_is_carried_along(guest: Guest) -> None:
    guest.says("1", "2", "0")

    assert deployed(guest, appetite()).says("1", "1").told == ["●●○", "Which teas?"]
    assert guest.place.picked == ("black",)
    assert guest.place.known.one("appetite") == "yes"


def test_what_was_ticked_before_an_aside_is_carried_along(guest: Guest) -> None:
    guest.says("1", "2 3", "/talk")
    fewer = order(
        replace(STEPS["teas"], choices=TEAS[2:], name="leaves"),
        then("hungry", "leaves"),
        replace(STEPS["sugar"], when=()),
        without="teas",
        parts=("hungry", "leaves", "send"),
        renamed={"teas": "leaves"},
    )

    deployed(guest, changed(fewer, uses=with_use("leaves", "teas"))).says("2")

    assert (guest.asked, guest.place.picked) == ("leaves", ("white",))


def test_an_answer_that_is_none_any_more_is_asked_for_anew(guest: Guest) -> None:
    guest.says("2", "1", "7", "7")
    assert guest.asked == "note"
    plan = appetite()
    flows = [replace(flow, steps=tuple(map(_not_at_all, flow.steps))) for flow in plan.flows]

    deployed(guest, dataclasses.replace(plan, flows=flows)).says("Warm")

    assert guest.told == ["stale", "●○○", "Are you hungry?"]
    assert guest.place.known.answers == {"menu": "order"}


def _not_at_all(step: AnyStep) -> AnyStep:
    """The same step; where hunger is asked about, *no* has another key."""
    if not isinstance(step, Ask) or step.name != "appetite":
        return step
    other = (YES_NO[0], replace(YES_NO[1], key="not_at_all"))
    return replace(step, choices=other)


def test_an_earlier_version_that_names_what_is_gone_is_carried_over() -> None:
    """Its rule is no more: the same step in today's flow is gone on with."""
    guest = Guest().says("hello", "1", "1", "2")
    other = order(replace(STEPS["waiting"], by="draft.there"))
    rules = {"language.known": PLAN.rules["language.known"], "draft.there": lambda _: "no"}
    says = dict.fromkeys(rules, ("yes", "no"))

    deployed(guest, changed(other, rules=rules, says=says)).says("7")

    assert guest.asked == "extras"
    assert guest.place.known.many("teas") == ("black",)


def test_who_is_in_a_flow_that_is_gone_ends_it_in_the_version_they_began(guest: Guest) -> None:
    assert deployed(guest.says("0", "2"), shut()).says("2").asked == "menu"


def test_who_is_in_a_flow_that_nobody_knows_any_more_goes_back_to_the_last_question() -> None:
    guest = Guest().says("hello", "1", "1", "1", "7", "7", "7", "table", "3", "1")
    assert guest.asked == "word"

    deployed(guest, shut(), known=False).says("cha")

    assert guest.told == ["stale", "●●●", "Order green?"]
    assert guest.place.known.one("name") == "table"


def test_who_has_nothing_left_to_go_back_to_begins_at_the_menu() -> None:
    guest = Guest().says("hello", "2")

    assert deployed(guest, shut(), known=False).says("1").asked == "menu"


def test_a_successor_that_asks_something_else_takes_over_no_answer() -> None:
    """Nobody skipped the note who skipped the cake."""
    guest = Guest().says("hello", "1", "1", "1", "7", "7")
    assert guest.asked == "note"

    deployed(guest, without_extras(), known=False).says("1")

    assert guest.told == ["stale", "●●○", "A note?"]
    assert guest.place.known.answers == {"menu": "order", "hungry": "yes", "teas": ("green",)}


def test_a_successor_takes_over_the_answer_to_the_same_question() -> None:
    guest = Guest().says("hello", "1", "1", "1", "7", "7")

    deployed(guest, appetite(), known=False).says("1")

    assert guest.place.known.one("appetite") == "yes"
