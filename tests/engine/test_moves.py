"""Between flows: back, aside, the menu and the draft that waits; nothing said is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.said import Done
from bot.engine.vocabulary import Question
from tests.engine.teashop import BOOK, Guest


@pytest.fixture
def guest() -> Guest:
    return Guest().says("hello", "1")


# back -------------------------------------------------------------------------------------------


def test_back_undoes_the_last_answer_and_all_that_followed_from_it(guest: Guest) -> None:
    guest.says("1", "4", "7")
    assert guest.asked == "sugar"

    guest.says("9")
    assert (guest.asked, guest.place.picked) == ("teas", ("mint",))
    assert not guest.place.known.has("teas", "mint")


def test_back_and_then_the_same_answer_is_the_same_place(guest: Guest) -> None:
    before = guest.says("1", "1", "7").place

    after = guest.says("9", "7").place

    assert after.with_(turn=before.turn) == before


def test_back_from_the_first_question_is_the_menu(guest: Guest) -> None:
    assert guest.says("9").asked == "menu"
    assert guest.says("9").asked == "menu"


def test_back_leads_into_a_flow_that_was_called_and_out_of_it(guest: Guest) -> None:
    guest.says("1", "1", "7", "7", "7", "table", "3")
    assert guest.told == ["Tea is old.", "More of it?"]
    assert guest.says("9").asked == "send"
    assert guest.says("3", "2").asked == "send"
    assert guest.says("9").asked == "more"


# asides ------------------------------------------------------------------------------------------


def test_an_aside_comes_back_to_the_question_that_stood(guest: Guest) -> None:
    guest.says("1", "/talk")
    assert guest.told == ["Tea is old.", "More of it?"]

    assert guest.says("2").told == ["●●○", "Which teas?"]


def test_an_aside_leaves_no_answer_behind(guest: Guest) -> None:
    guest.says("1", "/talk", "2")

    assert set(guest.place.known.answers) == {"menu", "hungry"}


def test_what_was_ticked_is_still_ticked_after_an_aside(guest: Guest) -> None:
    guest.says("1", "2", "/talk")
    assert guest.place.picked == ()

    assert guest.says("2").place.picked == ("black",)


def test_what_was_written_is_still_there_after_two_asides(guest: Guest) -> None:
    guest.says("1", "1", "7", "7", "Warm", "/talk", "/language", "1", "2", "7")

    assert guest.place.known.many("note") == ("Warm",)


def test_back_closes_an_aside_in_which_nothing_was_answered(guest: Guest) -> None:
    guest.says("1", "2", "/talk", "9")

    assert (guest.asked, guest.place.picked) == ("teas", ("black",))


def test_back_within_an_aside_stays_within_it(guest: Guest) -> None:
    assert guest.says("1", "/talk", "1", "9").asked == "more"
    assert guest.says("9").asked == "teas"


def test_an_aside_that_is_called_again_begins_again_and_does_not_pile_up(guest: Guest) -> None:
    guest.says("1", "/talk", "1", "/language", "/talk")

    assert [frame.flow for frame in guest.place.frames] == ["menu", "order", "talk"]
    assert guest.asked == "more"
    assert guest.says("2").asked == "teas"


def test_what_ends_beside_itself_is_over_where_it_stood_too() -> None:
    guest = Guest().says("hello", "1", "/menu", "2")
    assert [frame.flow for frame in guest.place.frames][-1] == "talk"

    guest.says("/talk", "2")

    assert guest.asked == "menu"


def test_a_seal_within_an_aside_leaves_alone_what_it_covers(guest: Guest) -> None:
    guest.says("1", "2", "/talk", "1", "cha")
    assert set(guest.place.known.answers) == {"menu", "hungry"}

    assert guest.says("2").place.picked == ("black",)
    assert guest.says("9").asked == "hungry"


def test_a_language_chosen_aside_is_chosen_for_good() -> None:
    guest = Guest().says("hello", "1", "/language", "2")

    assert (guest.asked, guest.place.lang) == ("hungry", "ne")
    assert guest.says("1", "9").place.lang == "ne"


# the draft that waits ----------------------------------------------------------------------------


def test_a_draft_waits_when_its_person_goes_to_the_menu(guest: Guest) -> None:
    guest.says("1", "2", "0")
    assert guest.told == ["What now?"]

    assert guest.says("1").told == ["Go on with the order?"]
    assert guest.says("1").told == ["●●○", "Which teas?"]
    assert guest.place.picked == ("black",)
    assert guest.place.known.one("hungry") == "yes"
    assert guest.place.parked is None


def test_a_draft_that_goes_on_can_be_gone_back_in(guest: Guest) -> None:
    assert guest.says("1", "0", "1", "1", "9").asked == "hungry"


def test_a_draft_in_which_nothing_was_said_does_not_wait(guest: Guest) -> None:
    assert guest.says("0", "1").asked == "hungry"


def test_a_draft_waits_when_it_is_called_again(guest: Guest) -> None:
    assert guest.says("1", "/order").asked == "draft"


def test_a_draft_that_began_by_a_command_waits_like_any_other() -> None:
    guest = Guest().says("hello", "/order", "1", "/menu", "/order")

    assert guest.asked == "draft"
    assert guest.says("1").asked == "teas"


def test_a_draft_waits_when_its_person_leaves_from_an_aside(guest: Guest) -> None:
    guest.says("1", "2", "/talk", "1", "0")

    assert guest.says("1", "1").asked == "teas"
    assert guest.place.picked == ("black",)


def test_a_draft_waits_when_its_person_leaves_from_a_flow_that_it_called(guest: Guest) -> None:
    guest.says("1", "1", "7", "7", "7", "table", "3", "0", "1", "1")

    assert guest.asked == "more"
    assert guest.says("2").told == ["●●●", "Order green?"]


def test_whoever_begins_anew_and_sends_has_no_draft_left(guest: Guest) -> None:
    guest.says("1", "0", "1", "2", "2", "1", "7", "7", "7", "table", "1")

    assert guest.place.parked is None
    assert guest.says("1").asked == "hungry"


def test_a_seal_in_a_flow_that_is_no_draft_leaves_the_draft_waiting(guest: Guest) -> None:
    guest.says("1", "0", "2", "1", "cha")

    assert guest.says("0", "1").asked == "draft"


def test_not_now_keeps_the_draft_at_the_question_where_it_was_said(guest: Guest) -> None:
    guest.says("1", "1", "7", "7", "7", "table", "2")
    assert guest.told == ["It waits for you.", "What now?"]

    assert guest.says("1", "1").told == ["●●●", "Order green?"]
    assert "send" not in guest.place.known.answers


def test_resume_without_a_draft_goes_its_other_way(guest: Guest) -> None:
    guest.says("1", "0", "1")
    guest.place = guest.place.with_(parked=None)

    assert guest.says("1").asked == "hungry"


def test_a_draft_of_a_flow_that_is_gone_cannot_go_on(guest: Guest) -> None:
    guest.says("1", "0", "1")
    waiting = guest.place.parked
    assert waiting is not None
    gone = tuple(type(frame)("gone", "gone", frame.step) for frame in waiting.frames)
    guest.place = guest.place.with_(parked=type(waiting)(gone, (), waiting.picked))

    assert guest.says("1").asked == "hungry"
    assert guest.place.parked is None


# whatever anybody does ---------------------------------------------------------------------------

COMMANDS = ("/start", "/talk", "/order", "/language", "/back", "/skip", "/done", "/more", "/tea")
doings = st.lists(
    st.sampled_from([*"0123456789", "1 2", "yes", "black tea", "tea!", *COMMANDS]), max_size=60
)
strayings = st.lists(st.sampled_from(["0", "/start", "/talk", "/language", "/order", "tea!"]))


@given(doings, st.sampled_from(["taken", "closed"]))
def test_whatever_is_written_ends_in_a_question(texts: list[str], outcome: str) -> None:
    guest = Guest(lang="")
    guest.outcomes["order.submit"] = Done(outcome, {"number": "1"})

    for text in ["hello", *texts]:
        guest.says(text)

        assert isinstance(BOOK.question(guest.place), Question)
        assert BOOK.holds(guest.place)
        assert sum(frame.aside for frame in guest.place.frames) <= 2


@given(doings)
def test_going_back_often_enough_is_always_the_menu(texts: list[str]) -> None:
    guest = Guest().says("hello", *texts)

    guest.says(*["9"] * (len(texts) + len(guest.place.log) + 3))

    assert guest.asked in {"menu", "language"}


@given(strayings)
def test_what_was_told_in_a_draft_is_found_again_wherever_one_strays(texts: list[str]) -> None:
    guest = Guest().says("hello", "1", "1", "2", "7", "cake", *texts)

    guest.says("0", "1", "1", "7")

    assert guest.asked == "note"
    assert guest.place.known.many("teas") == ("black",)
    assert guest.place.known.many("extras") == ("cake",)
