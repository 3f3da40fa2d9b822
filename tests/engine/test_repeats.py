"""One group of questions for each of several answers."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import Text
from bot.engine.book import Book
from bot.engine.place import Known
from bot.engine.said import Fill, Line
from bot.engine.successors import standing
from bot.engine.vocabulary import END, Ask, AskMany, AskWords, Call, Choice, Flow, When
from tests.engine.faulty import faults, flow
from tests.engine.teashop import PLAN, TEAS, YES_NO, Guest

LABELS = {tea.key: tea.label for tea in TEAS}

PARTY = Flow(
    name="party",
    steps=(
        AskMany(
            name="served",
            text=Text("Which?"),
            choices=TEAS[:4],
            then="cups",
            skip=True,
            paged=True,
        ),
        Call(name="cups", flow="cup", each="served", then="all"),
        Ask(
            name="all",
            text=Text("Is that all?"),
            choices=YES_NO,
            then={"yes": END, "no": "served"},
        ),
    ),
)
CUP = Flow(
    name="cup",
    steps=(
        Ask(name="milk", text=Text("Milk in {tea}?"), choices=YES_NO, then="how"),
        AskWords(
            name="how",
            text=Text("How much?"),
            then="why",
            when=(When("milk", "yes"),),
            several=True,
            skip=True,
        ),
        Call(name="why", flow="why", then=END),
    ),
)
WHY = Flow(
    name="why",
    steps=(Ask(name="liked", text=Text("Is {tea} good?"), choices=YES_NO, then=END),),
)


def _tea(known: Known) -> Fill:
    return Line(LABELS[known.item])


BOOK = Book(
    dataclasses.replace(
        PLAN,
        flows=(*PLAN.flows, PARTY, CUP, WHY),
        commands={**PLAN.commands, "/party": "party"},
        fills={**PLAN.fills, "tea": _tea},
        uses={**PLAN.uses, "tea": ("liked", "how", "milk")},
    )
)


@pytest.fixture
def guest() -> Guest:
    """Somebody who serves green and white tea."""
    return Guest(BOOK).says("hello", "/party", "3", "1", "Done")


def test_the_group_is_asked_for_each_in_their_order(guest: Guest) -> None:
    answers = ("no", "yes", "yes", "a drop", "Done", "no")

    asked = [guest.told[-1], *(guest.says(answer).told[-1] for answer in answers)]

    assert asked == [
        "Milk in Green tea?",
        "Is Green tea good?",
        "Milk in White tea?",
        "How much?",
        "How much?",
        "Is White tea good?",
        "Is that all?",
    ]


def test_each_has_answers_of_its_own(guest: Guest) -> None:
    guest.says("no", "yes", "yes", "a drop", "Done", "no")

    known = guest.place.known
    assert (known.one("milk:green"), known.one("milk:white")) == ("no", "yes")
    assert (known.one("liked:green"), known.one("liked:white")) == ("yes", "no")
    assert known.many("how:white") == ("a drop",)
    assert "how:green" not in known.answers
    assert not {"milk", "liked", "how"} & set(known.answers)


def test_a_condition_looks_at_the_item_that_is_gone_through(guest: Guest) -> None:
    guest.says("yes", "Skip", "yes")  # milk in the first, and nothing is known of the second

    assert guest.place.known.item == "white"
    assert guest.place.known.one("milk", "-") == "-"
    assert guest.says("no").told[-1] == "Is White tea good?"


def test_without_an_answer_there_is_no_group() -> None:
    guest = Guest(BOOK).says("hello", "/party", "Skip")

    assert guest.told[-1] == "Is that all?"


def test_back_goes_through_the_items_and_takes_back_the_list(guest: Guest) -> None:
    guest.says("no", "yes", "no")

    asked = [guest.says("/back").told[-1] for _ in range(4)]

    assert asked == ["Milk in White tea?", "Is Green tea good?", "Milk in Green tea?", "Which?"]
    assert guest.says("1", "4", "Done").told[-1] == "Milk in White tea?"


def test_it_can_be_gone_through_again(guest: Guest) -> None:
    guest.says("no", "yes", "no", "yes", "no")
    assert guest.told[-1] == "Which?"

    guest.says("2", "Done", "no", "yes")

    assert guest.told[-1] == "Is that all?"
    assert guest.place.known.one("milk:black") == "no"


def test_an_aside_comes_back_to_the_same_item(guest: Guest) -> None:
    guest.says("no", "yes")

    assert guest.says("/talk", "no").told[-1] == "Milk in White tea?"
    assert guest.place.known.item == "white"


def test_words_that_were_put_by_belong_to_their_item(guest: Guest) -> None:
    guest.says("yes", "for green", "/back", "no", "yes", "yes")

    assert guest.asked == "how"
    assert guest.place.known.item == "white"
    assert guest.place.picked == ()


@given(st.lists(st.sampled_from("1234"), min_size=1, unique=True), st.lists(st.booleans()))
def test_as_many_groups_are_answered_as_there_are_items(teas: list[str], milk: list[bool]) -> None:
    guest = Guest(BOOK).says("hello", "/party", *teas, "Done")
    answers = iter([*milk, *[False] * 4])

    while guest.asked != "all":
        answer = {"milk": "yes" if next(answers, False) else "no", "how": "Skip"}
        guest.says(answer.get(guest.asked, "yes"))

    known = guest.place.known
    assert {name for name in known.answers if name.startswith("liked:")} == {
        f"liked:{key}" for key in known.many("served")
    }
    assert guest.place.frames[-1].begun == 0


@given(st.lists(st.sampled_from(["yes", "no", "Skip", "1 2", "Done", "x"]), max_size=12))
def test_back_and_then_the_same_answer_is_the_same_place(texts: list[str]) -> None:
    guest = Guest(BOOK).says("hello", "/party", "1 2 3", "Done", *texts)
    if guest.asked == "how":
        guest.says("Skip")
    before = guest.place

    guest.says("yes")
    if len(guest.place.log) != len(before.log) + 1:
        return
    after = guest.place
    guest.says("/back")
    assert guest.place.with_(turn=0) == before.with_(turn=0, missed=0, page=0)
    guest.says("yes")

    assert guest.place.with_(turn=0) == after.with_(turn=0)


def test_people_stand_at_the_call_that_comes_round() -> None:
    assert standing(PARTY) == {"served", "cups", "all"}


def test_a_list_that_nobody_asks_for_is_found() -> None:
    call = Call(name="call", flow="other", each="teas", then=END)
    asked = Ask(
        name="asked", text=Text("Tea?"), choices=(*YES_NO,), then={"yes": "call", "no": END}
    )
    other = flow(Ask(name="so", text=Text("So?"), choices=YES_NO, then=END), name="other")

    assert (
        "bot/flows/flow.py: step call: No question for several answers is called teas; correct "
        "`each`."
    ) in faults(flow(asked, call), other)


def test_a_call_for_none_goes_on_by_itself_so_it_may_not_come_round() -> None:
    many = AskMany(
        name="teas", text=Text("Teas?"), choices=(Choice("a", "🍵", Text("A")),), then="call"
    )
    call = Call(name="call", flow="other", each="teas", then="call")
    other = flow(Ask(name="so", text=Text("So?"), choices=YES_NO, then=END), name="other")

    found = faults(flow(many, call), other)

    assert any("without a question" in each for each in found)
