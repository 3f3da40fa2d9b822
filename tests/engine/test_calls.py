"""A flow that is called at a step of its own, past the question about the draft that waits."""

import dataclasses
from uuid import UUID

import pytest

from bot.domain.files import File
from bot.domain.text import Text
from bot.engine.book import Book, Plan
from bot.engine.place import Parked, Value
from bot.engine.vocabulary import END, Ask, Call, Flow
from tests.engine.changes import EARLIER, appetite
from tests.engine.faulty import CONSENT, SEND, SUBMIT, WORDS, asked, faults, flow
from tests.engine.teashop import PLAN, YES_NO, Guest

HURRY = Flow(
    name="hurry",
    steps=(
        Ask(name="now", text=Text("Now?"), choices=YES_NO, then={"yes": "order", "no": END}),
        Call(name="order", flow="order", at="teas", then=END),
    ),
)


def with_hurry(plan: Plan) -> Plan:
    """A plan in which the order can also be called at its second question."""
    commands = {**plan.commands, "/hurry": "hurry"}
    return dataclasses.replace(plan, flows=(*plan.flows, HURRY), commands=commands)


SHOP = Book(with_hurry(PLAN))
SENT = ("2", "7", "7", "7", "table", "1")
"""From the teas until the order is taken."""


@pytest.fixture
def waiting() -> Guest:
    """Whose order waits: they are hungry, and thought of green tea."""
    return Guest(SHOP).says("hello", "1", "1", "1", "0")


def drafts(guest: Guest) -> list[dict[str, Value]]:
    """What was answered in the drafts that wait, the last one first."""
    found, parked = [], guest.place.parked
    while parked is not None:
        found.append({entry.name: entry.value for entry in parked.log})
        parked = parked.before
    return found


def test_a_flow_begins_at_the_step_that_the_call_names(waiting: Guest) -> None:
    assert Guest(SHOP).says("hello", "/hurry", "yes").asked == "teas"
    assert waiting.says("/hurry", "yes").asked == "teas"


def test_back_from_its_beginning_leads_out_of_it() -> None:
    assert Guest(SHOP).says("hello", "/hurry", "yes", "9").asked == "menu"


def test_a_draft_that_nobody_was_asked_about_waits_on_when_another_is_sent(
    waiting: Guest,
) -> None:
    waiting.says("/hurry", "yes", *SENT)

    assert waiting.asked == "menu"
    assert waiting.says("1").asked == "draft"
    assert waiting.says("1").place.known.one("hungry") == "yes"
    assert waiting.place.picked == ("green",)


def test_a_draft_that_nobody_was_asked_about_waits_behind_one_that_is_left(
    waiting: Guest,
) -> None:
    waiting.says("/hurry", "yes", "2", "7", "0")
    assert [set(each) for each in drafts(waiting)] == [{"teas"}, {"menu", "hungry"}]

    waiting.says("1", "1")
    assert waiting.asked == "extras"
    waiting.says("7", "7", "table", "1")
    assert [set(each) for each in drafts(waiting)] == [{"menu", "hungry"}]
    assert waiting.says("1", "1").place.known.one("hungry") == "yes"


def test_there_are_never_more_than_two(waiting: Guest) -> None:
    for _ in range(3):
        waiting.says("/hurry", "yes", "2", "7", "0")

    assert [set(each) for each in drafts(waiting)] == [{"teas"}, {"menu", "hungry"}]


def test_whoever_begins_anew_drops_the_draft_they_were_asked_about_and_no_other(
    waiting: Guest,
) -> None:
    waiting.says("/hurry", "yes", "2", "7", "0", "1", "2", "1", *SENT)

    assert [set(each) for each in drafts(waiting)] == [{"menu", "hungry"}]


def test_the_files_of_a_draft_that_waits_behind_another_are_of_use() -> None:
    file = File(id=UUID(int=1), kind="picture", size=1)
    guest = Guest(SHOP).says("hello")
    behind = Parked((), (), (file,))
    guest.place = guest.place.with_(parked=Parked((), (), (), before=behind))

    assert guest.place.files == {file}


def test_a_draft_behind_another_is_carried_into_the_flow_of_today(waiting: Guest) -> None:
    waiting.says("/hurry", "yes", "2", "7", "0")

    waiting.book = Book(with_hurry(appetite()), {**EARLIER, HURRY.hash: HURRY})

    assert [set(each) for each in drafts(waiting.says("0"))] == [{"teas"}, {"menu", "appetite"}]


# what is checked ---------------------------------------------------------------------------------


CALLS = Ask(name="door", text=Text("A?"), choices=YES_NO, then="call")


def test_a_call_of_a_step_that_is_not_there_is_found() -> None:
    (found,) = faults(flow(CALLS, Call(name="call", flow="flow", at="nowhere", then=END)))

    assert "flow has no step nowhere" in found


def test_a_call_past_the_consent_is_found() -> None:
    """And one of the consent itself has no fault."""
    letter = flow(CONSENT, asked(then="send"), SEND, SUBMIT, name="letter", draft=True)

    for at, kept in (("consent", []), ("asked", ["asked"])):
        call = Call(name="call", flow="letter", at=at, then=END)
        found = faults(flow(CALLS, call), letter)
        assert [each.split()[2].strip(":") for each in found if "agreed" in each] == kept


def test_a_call_of_what_sends_is_found() -> None:
    letter = flow(CONSENT, asked(then="send"), SEND, SUBMIT, name="letter", draft=True)

    found = faults(flow(CALLS, Call(name="call", flow="letter", at="submit", then=END)), letter)

    assert [each for each in found if "sends, and" in each]


def test_a_call_that_comes_round_without_a_question_is_found() -> None:
    """Not from its first step, which asks, but from the one that it begins with."""
    call = Call(name="call", flow="flow", at="call", then=END)

    found = faults(flow(CALLS, call), flow(WORDS, name="other"))

    assert [each for each in found if "without a question" in each]
