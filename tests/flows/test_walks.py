"""Whatever anybody taps, in any order: the rules that every conversation keeps."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.messages import Address, Incoming
from bot.engine.book import Book
from bot.engine.place import Frame, Place
from bot.engine.said import Done, Fill
from bot.engine.turns import reply, resume
from bot.engine.vocabulary import Ask, Do, Question
from bot.flows.plan import EFFECTS, plan
from bot.flows.rules import in_danger, report_kind
from tests.flows.contents import delivered
from tests.flows.player import written

CONTENT = delivered()
PLAN = plan(CONTENT)
BOOK = Book(PLAN)
FLOWS = {flow.name: flow for flow in PLAN.flows}
REPORT = FLOWS["report"]
SIGNS = [step.name for step in REPORT.steps if step.name.startswith("sign_")]
STORED = {"danger", "contact", "age", "problems", "country", "sector", "how_long", "story"} | {
    "wishes",
    "who",
    "whom",
    "knows",
    "how_many",
    "danger_theirs",
    "who_in_danger",
    "child_age",
    "child_kind",
    "youngest",
    *("employer", "agent", "workplace"),
    *SIGNS,
}
CONSENTS = {"consent", "short_consent"}
ASKED_IN_DANGER = {
    "report": {"contact", "no_contact", "age", "child", "country", "story", "draft"}
    | {"send", "no_partner", "no_country", "who_in_danger"}
    | {"child_kind", "no_special", "not_special"}  # of a child
    | {"child_age", "youngest", "child_among"},  # where it was said before whom it is about
    "change": {"change_few", "change_child", "child_kind", "country", "story", "who"},
}
NOT_ASKED_OF_A_CHILD = {*SIGNS, "problems", "story", "wishes", "who", "sector", "how_many"} | {
    *("send_or_more", "employer", "agent", "workplace")
}
# Whatever an effect may give to the texts behind it.
GIVEN: dict[str, Fill] = {
    name: ("Sample",)
    for flow in PLAN.flows
    for each in flow.steps
    if isinstance(each, Do)
    for name in each.gives
}


QUESTIONS = [
    (flow.name, step.name)
    for flow in PLAN.flows
    for step in flow.steps
    if isinstance(step, Question)
]


def at(flow: str, step: str) -> Place:
    """Somebody who stands at this question and has said nothing yet."""
    frame = BOOK.first(flow)
    return Place(lang="en", turn=3, frames=(Frame(flow, frame.hash, step),))


def heard(place: Place, **what: str) -> Place:
    """The place after a message; every effect has its first outcome."""
    return step(place, Incoming(Address("test", "1"), "1", **what), dict.fromkeys(EFFECTS, 0))  # type: ignore[arg-type]  # the test knows which kind of step it is


def step(place: Place, incoming: Incoming, outcomes: dict[str, int]) -> Place:
    turn = reply(BOOK, place, incoming, str)
    while turn.effect is not None:
        name = turn.effect.name
        turn = resume(BOOK, turn, Done(EFFECTS[name][outcomes[name]], GIVEN))
    message = written(turn.said, str)
    assert message.startswith("bot: ")
    assert "{" not in message
    return Place.from_bytes(turn.place.to_bytes())


def is_number(place: Place) -> bool:
    """Whether digits are what is asked for, so that they lead nowhere else."""
    return getattr(BOOK.question(place), "form", "words") != "words"


def asked(place: Place) -> tuple[str, str]:
    return place.frames[-1].flow, BOOK.question(place).name


# every question ------------------------------------------------------------------------------


@pytest.mark.parametrize(("flow", "question"), QUESTIONS)
def test_every_question_answers_to_the_menu_to_back_and_to_help(flow: str, question: str) -> None:
    here = at(flow, question)

    for text in ("/menu", "/back", *(() if is_number(here) else ("0", "9"))):
        assert asked(heard(here, text=text)) == ("menu", "menu")
    assert asked(heard(here, text="/help")) == ("help", "help")
    assert asked(heard(heard(here, text="/help"), text="/back")) == (flow, question)
    told = heard(here, text="/help")
    assert asked(heard(told, choice="close")) == (flow, question)
    assert asked(heard(heard(here, text="/language"), text="1")) == (flow, question)


@pytest.mark.parametrize(("flow", "question"), QUESTIONS)
def test_every_answer_of_every_question_leads_to_a_question(flow: str, question: str) -> None:
    here = at(flow, question)
    known = BOOK.question(here)

    for choice in known.choices if isinstance(known, Ask) else ():
        assert isinstance(BOOK.question(heard(here, choice=choice.key)), Question)


# whatever anybody taps -----------------------------------------------------------------------

TAPS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), min_size=40, max_size=80)
TYPED = st.sampled_from(["/help", "/report", "/read", "/language", "/privacy", "/start", "so"])
OUTCOMES = st.fixed_dictionaries(
    {name: st.integers(0, len(outcomes) - 1) for name, outcomes in EFFECTS.items()}
)


HELLO = Incoming(Address("test", "1"), "1", text="hello")


def walk(taps: list[tuple[int, int]], outcomes: dict[str, int]) -> Iterator[Place]:
    """Taps on what is shown, now and then a word; every place on the way."""
    place = at("report", "consent") if taps[0][1] else step(Place(), HELLO, outcomes)
    for number, kind in taps:
        yield place
        place = step(place, tapped(place, number, typed=kind == 0), outcomes)


def tapped(place: Place, number: int, *, typed: bool) -> Incoming:
    """The answer of this number: a digit that is typed, or else a choice that is tapped."""
    question = BOOK.question(place)
    if typed or not isinstance(question, Ask):
        return Incoming(Address("test", "1"), "1", text=str(number))
    choice = question.choices[number % len(question.choices)]
    return Incoming(Address("test", "1"), "1", turn=place.turn, choice=choice.key)


@given(TAPS, OUTCOMES)
@settings(deadline=None)
def test_every_walk_ends_in_a_question_and_asks_nothing_that_it_must_not(
    taps: list[tuple[int, int]], outcomes: dict[str, int]
) -> None:
    for place in walk(taps, outcomes):
        flow, question = asked(place)
        known = place.known
        if flow in {"report", "change"} and question in STORED:
            assert any(known.has(consent, "yes") for consent in CONSENTS)
        if flow in ASKED_IN_DANGER and report_kind(known) == "child":
            assert question not in NOT_ASKED_OF_A_CHILD
        # where nobody took it, Help now leads to another one, which begins at its consent
        begun = sum(frame.flow == "report" for frame in place.frames)
        if in_danger(known) and flow in ASKED_IN_DANGER and begun < 2:
            assert question in ASKED_IN_DANGER[flow]


@given(TAPS, OUTCOMES, st.lists(TYPED, min_size=1, max_size=6))
@settings(deadline=None)
def test_commands_and_words_at_any_point_end_in_a_question(
    taps: list[tuple[int, int]], outcomes: dict[str, int], texts: list[str]
) -> None:
    *_, place = Place(lang="en"), *walk(taps, outcomes)

    for text in texts:
        place = step(place, Incoming(Address("test", "1"), "1", text=text), outcomes)
        assert isinstance(BOOK.question(place), Question)


@given(st.lists(st.integers(0, 9), min_size=10, max_size=60), st.integers(0, 9))
@settings(deadline=None)
def test_back_and_then_the_same_answer_is_the_same_place(taps: list[int], last: int) -> None:
    outcomes = dict.fromkeys(EFFECTS, 0)
    place = at("report", "consent")
    for number in [0, *taps]:
        place = step(place, tapped(place, number, typed=False), outcomes)
    before = step(place, tapped(place, last, typed=False), outcomes)
    if len(before.log) <= len(place.log) or asked(place) == ("report", "draft"):
        return  # nothing was answered, all of it was sent, or an earlier draft has its own past

    back = step(before, Incoming(Address("test", "1"), "1", choice="/back"), outcomes)
    after = step(back, tapped(back, last, typed=False), outcomes)

    assert asked(back) == asked(place)
    assert after.with_(turn=0) == before.with_(turn=0)
