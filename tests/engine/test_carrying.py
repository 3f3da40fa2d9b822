"""A flow is changed while people are in it: nobody is lost, no answer goes astray."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.text import Text
from bot.engine.book import Book, Plan
from bot.engine.place import Place
from bot.engine.vocabulary import AnyStep, Ask, Choice, Flow, Question
from tests.engine.teashop import LANGUAGE, MENU, ORDER, PLAN, START, TEAS, YES_NO, Guest

EARLIER = {flow.hash: flow for flow in PLAN.flows}
STEPS = {step.name: step for step in ORDER.steps}


def changed(*flows: Flow, **of_plan: Any) -> Plan:
    """The plan with these flows in the place of those of their names."""
    names = {flow.name for flow in flows}
    kept = [flow for flow in PLAN.flows if flow.name not in names]
    return dataclasses.replace(PLAN, flows=(*kept, *flows), **of_plan)


def order(*new: AnyStep, without: str = "", **of_flow: Any) -> Flow:
    """The order with other steps: each in the place of its name, or of the one that is gone."""
    others = {step.name: step for step in new}
    instead = [step for name, step in others.items() if name not in STEPS]
    steps: list[AnyStep] = []
    for step in ORDER.steps:
        steps += instead if step.name == without else [others.get(step.name, step)]
    return replace(ORDER, steps=tuple(steps), **of_flow)


def then(name: str, to: str, **more: Any) -> Any:
    return replace(STEPS[name], then=to, **more)


def appetite() -> Plan:
    """The question `hungry` has another name; nobody sees that."""
    renamed = order(
        replace(STEPS["hungry"], name="appetite"),
        replace(STEPS["waiting"], to={"yes": "draft", "no": "appetite"}),
        replace(STEPS["draft"], then={"yes": "resume", "no": "appetite"}),
        replace(STEPS["resume"], otherwise="appetite"),
        without="hungry",
        parts=("appetite", "teas", "send"),
        renamed={"hungry": "appetite"},
    )
    return changed(renamed, uses=with_use("appetite", "hungry"))


def with_use(new: str, old: str) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(new if answer == old else answer for answer in answers)
        for name, answers in PLAN.uses.items()
    }


def without_extras() -> Plan:
    gone = order(then("sugar", "note"), then("teas", "sugar"), without="extras")
    uses = {name: tuple(a for a in each if a != "extras") for name, each in PLAN.uses.items()}
    return changed(replace(gone, renamed={"extras": "note"}), uses=uses)


def deployed(guest: Guest, plan: Plan, *, known: bool = True) -> Guest:
    """The same person in the next version of the program; `known`: with the versions it stored."""
    guest.book = Book(plan, EARLIER if known else {})
    return guest


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


def shut() -> Plan:
    """Nobody talks about tea any more."""
    ask, call, talk = MENU.steps
    assert isinstance(ask, Ask)
    choices = (ask.choices[0], Choice("language", "🌐", Text("Words")))
    menu = replace(ask, choices=choices, then={"order": "order", "language": "language"})
    flows = (
        START,
        LANGUAGE,
        Flow(
            name="menu",
            steps=(menu, call, replace(talk, name="language", flow="language")),
        ),
        order(
            replace(STEPS["send"], choices=YES_NO, then={"yes": "submit", "no": "not_now"}),
            without="talk",
        ),
    )
    uses = {name: each for name, each in PLAN.uses.items() if name != "word.learn"}
    commands = {"/order": "order", "/language": "language"}
    return dataclasses.replace(PLAN, flows=flows, uses=uses, commands=commands)


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


# whatever anybody did, and whatever is changed ---------------------------------------------------

doings = st.lists(
    st.sampled_from([*"0123456789", "1 2", "/talk", "/order", "/language", "/back"]), max_size=30
)
PLANS: tuple[Callable[[], Plan], ...] = (appetite, without_extras, shut)


@given(doings, st.sampled_from(PLANS), st.booleans(), st.sampled_from([*"0123456789", "tea"]))
@settings(deadline=None)
def test_nobody_is_lost_and_no_answer_goes_to_another_question(
    texts: list[str],
    plan: Callable[[], Plan],
    known: bool,  # noqa: FBT001 - a test's argument
    said: str,
) -> None:
    guest = Guest().says("hello", *texts)
    before, shown = guest.place, guest.told[-1]

    deployed(guest, plan(), known=known).says(said)

    assert isinstance(guest.book.question(guest.place), Question)
    assert guest.book.holds(guest.place)
    goes_on = before.parked is not None and guest.place.parked is None  # it has its own past
    for entry in () if goes_on else guest.place.log[len(before.log) :]:
        asked = guest.book.seen(entry.frames[-1])
        assert isinstance(asked, Question)
        assert shown == asked.text or "{" in asked.text
    if guest.told[0] == "stale":
        assert answers(guest.place).items() <= {**answers(before), **renamed(before)}.items()


def answers(place: Place) -> dict[str, Any]:
    return dict(place.known.answers)


def renamed(place: Place) -> dict[str, Any]:
    known = answers(place)
    return {"appetite": known["hungry"]} if "hungry" in known else {}
