"""What was written or ticked and not answered yet is found again, wherever its person went."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.place import Picked, Place, Unfinished, Value
from tests.engine.postoffice import POST_OFFICE
from tests.engine.teashop import Guest

TO_THE_NOTE = ("1", "1", "1", "7", "7")  # from the menu: hungry, green tea, no extras
STILL_HERE = "still here: {}"


@pytest.fixture
def guest() -> Guest:
    """Who writes a note to an order."""
    return Guest().says("hello", "1", "1", "1", "7", "7")


@pytest.fixture
def writer() -> Guest:
    """Who writes a letter."""
    return Guest(POST_OFFICE).says("hello", "/letter", "1", "Dear all,", "it is warm.")


def words_in(place: Place) -> set[str]:
    """Every word that a place still has, wherever it is."""
    waiting = place.parked
    found = [*place.picked, *(word for frame in place.frames for word in frame.picked)]
    found += [word for each in place.unfinished for word in each.picked]
    logs = [*place.log, *(waiting.log if waiting else ())]
    found += [word for entry in logs for word in _several(entry.value)]
    if waiting:
        found += [*waiting.picked, *(word for each in waiting.unfinished for word in each.picked)]
    return {word for word in found if isinstance(word, str)}


def _several(value: Value) -> Picked:
    return (value,) if isinstance(value, str) else value


# back --------------------------------------------------------------------------------------------


def test_what_was_written_is_still_there_after_back_and_forward(guest: Guest) -> None:
    guest.says("Warm", "and sweet", "9")
    assert guest.asked == "extras"

    guest.says("7")

    assert guest.asked == "note"
    assert guest.told[0] == STILL_HERE.format("Warm\nand sweet")
    assert guest.says("7").place.known.many("note") == ("Warm", "and sweet")


def test_what_was_written_is_no_answer_while_its_person_is_elsewhere(guest: Guest) -> None:
    guest.says("Warm", "9")

    assert "note" not in guest.place.known.answers
    assert guest.place.picked == ()


def test_more_can_be_written_to_what_is_still_there(guest: Guest) -> None:
    guest.says("Warm", "9", "7", "and sweet", "9", "9", "7", "7")

    assert guest.told[0] == STILL_HERE.format("Warm\nand sweet")


def test_an_answer_of_several_messages_that_is_undone_says_what_was_in_it(guest: Guest) -> None:
    guest.says("Warm", "7", "9")

    assert guest.asked == "note"
    assert guest.told[0] == STILL_HERE.format("Warm")


def test_going_back_twice_from_behind_an_answer_loses_nothing_of_it(guest: Guest) -> None:
    guest.says("Warm", "7", "9", "9")
    assert guest.asked == "extras"

    assert guest.says("7").told[0] == STILL_HERE.format("Warm")


def test_what_was_ticked_is_still_ticked_after_back_and_forward() -> None:
    guest = Guest().says("hello", "1", "1", "2", "4")

    assert guest.says("9").asked == "hungry"
    assert guest.says("1").place.picked == ("black", "mint")


def test_a_long_text_is_shown_by_its_beginning(guest: Guest) -> None:
    guest.says("a" * 5_000, "9", "7")

    assert guest.told[0] == STILL_HERE.format("a" * 1_000 + " …")


def test_a_way_that_does_not_come_to_the_question_has_nothing_of_it(guest: Guest) -> None:
    guest.says("Warm", "9", "9", "4", "4", "1", "2", "7")
    assert guest.asked == "extras"

    assert "Warm" not in str(guest.place.known.answers)


# other ways to leave a question ------------------------------------------------------------------


@pytest.mark.parametrize("way", ["0", "/start", "/menu", "/order"])
def test_what_was_written_is_still_there_when_its_person_comes_back(
    writer: Guest, way: str
) -> None:
    writer.says(way)
    assert writer.asked != "letter"

    writer.says("/letter", "1")

    assert writer.asked == "letter"
    assert writer.told[0] == STILL_HERE.format("Dear all,\nit is warm.")


def test_an_aside_that_is_called_again_keeps_what_was_written_in_it(writer: Guest) -> None:
    writer.says("/talk", "/letter", "1")

    assert writer.told[0] == STILL_HERE.format("Dear all,\nit is warm.")


def test_an_aside_that_is_closed_shows_what_was_written_before_it(guest: Guest) -> None:
    guest.says("Warm", "/talk", "2")

    assert guest.told[0] == STILL_HERE.format("Warm")


def test_a_draft_that_goes_on_shows_what_was_written_in_it(guest: Guest) -> None:
    guest.says("Warm", "0", "1", "1")

    assert guest.told[0] == STILL_HERE.format("Warm")


def test_a_draft_that_was_left_further_back_still_has_it(guest: Guest) -> None:
    guest.says("Warm", "9", "0", "1", "1")
    assert guest.asked == "extras"

    assert guest.says("7").told[0] == STILL_HERE.format("Warm")


def test_a_draft_that_begins_anew_has_nothing_of_the_one_before(guest: Guest) -> None:
    guest.says("Warm", "9", "0", "1", "2", *TO_THE_NOTE[1:])

    assert guest.asked == "note"
    assert guest.told == ["●●○", "A note?"]


def test_a_letter_waits_while_an_order_is_made_and_sent(writer: Guest) -> None:
    writer.says("0", *TO_THE_NOTE, "7", "table", "1")
    assert "Thanks. Number 12, ." in writer.told

    assert writer.says("/letter", "1").told[0] == STILL_HERE.format("Dear all,\nit is warm.")


def test_a_letter_waits_while_an_order_goes_on(writer: Guest) -> None:
    writer.says("0", "1", "1", "2", "0", "1", "1")
    assert (writer.asked, writer.place.picked) == ("teas", ("black",))

    assert words_in(writer.place) >= {"Dear all,", "it is warm."}


def test_what_was_written_in_no_aside_is_still_there_too() -> None:
    writer = Guest(POST_OFFICE)
    writer.place = Place(lang="en", turn=1, frames=(POST_OFFICE.first("letter"),))

    writer.says("1", "Dear all,", "0", "/letter", "1")

    assert writer.told[0] == STILL_HERE.format("Dear all,")


def test_words_at_the_first_question_of_a_draft_are_still_there() -> None:
    keeper = Guest(POST_OFFICE).says("hello", "/diary", "Sunny", "0")
    assert keeper.told == ["left behind", "What now?"]

    assert keeper.says("/diary").told[0] == STILL_HERE.format("Sunny")


def test_a_question_that_is_asked_twice_on_the_way_has_all_that_was_written_to_it() -> None:
    keeper = Guest(POST_OFFICE).says("hello", "/diary", "Sunny", "7", "1", "Rainy", "9", "9")

    assert keeper.told[0] == STILL_HERE.format("Sunny\nRainy")
    assert keeper.place.unfinished == ()


def test_what_is_no_choice_any_more_is_not_ticked(guest: Guest) -> None:
    gone = Unfinished("order", "order", "extras", ("gone", "cake"))
    guest.place = guest.place.with_(unfinished=(gone,))

    assert guest.says("9").place.picked == ("cake",)


# where it ends -----------------------------------------------------------------------------------


def test_what_was_sent_is_not_there_again(writer: Guest) -> None:
    writer.says("7")
    assert writer.told == ["Posted.", "What now?"]

    assert writer.says("1").told == ["Your letter?"]
    assert words_in(writer.place) == {"write"}


@pytest.mark.parametrize("then", ["2", "9"])
def test_a_draft_that_is_sent_or_ends_takes_along_what_was_never_finished(then: str) -> None:
    sender = Guest(POST_OFFICE).says("hello", "/form", "1", "Warm", "9", "2")
    assert words_in(sender.place) == {"Warm", "short"}

    sender.says(*{"2": ("1",), "9": ("9", "3")}[then])

    assert sender.told[-1] == {"2": "Filed. Good?", "9": "What now?"}[then]
    assert words_in(sender.place) == set()


def test_a_draft_that_is_parked_and_sent_anew_takes_along_what_was_never_finished() -> None:
    sender = Guest(POST_OFFICE).says("hello", "/form", "1", "Warm", "9", "0")
    assert words_in(sender.place) == {"Warm"}

    sender.says("/form", "2", "1")

    assert words_in(sender.place) == set()


def test_what_is_sealed_takes_along_what_its_flow_never_finished(writer: Guest) -> None:
    writer.says("9", "/order", "1", "2", "/letter", "2")

    assert words_in(writer.place) == {"yes", "black"}


def test_a_flow_that_seals_leaves_alone_what_a_draft_has(writer: Guest) -> None:
    of_a_draft = Unfinished("order", "letter", "letter", ("Warm",))
    writer.place = writer.place.with_(unfinished=(of_a_draft,))

    writer.says("9", "1")
    assert writer.told[0] == STILL_HERE.format("Dear all,\nit is warm.")
    assert writer.says("7").place.unfinished == (of_a_draft,)


# whatever anybody does ---------------------------------------------------------------------------

WAYS = ("0", "9", "9", "1", "2", "7", "/start", "/talk", "/order", "/letter", "/language", "/menu")


@given(st.lists(st.sampled_from(WAYS), max_size=40))
def test_nothing_that_was_written_is_lost_before_it_is_sent(ways: list[str]) -> None:
    writer = Guest(POST_OFFICE).says("hello", "/letter", "1", "Dear all,")

    for way in ways:
        if (writer.asked, way) in {("letter", "7"), ("what", "2")}:
            continue  # it would be sent, or burnt
        writer.says(way)

        assert "Dear all," in words_in(writer.place)

    writer.says("0", "/letter", "1")
    assert "Dear all," in writer.told[0]


@given(st.lists(st.sampled_from(WAYS), max_size=40))
def test_a_draft_loses_nothing_by_going_back_and_forth(ways: list[str]) -> None:
    guest = Guest().says("hello", *TO_THE_NOTE, "Warm")

    for way in ways:
        if guest.asked in {"draft", "send"}:
            return
        guest.says(way)

        assert "Warm" in words_in(guest.place)


def test_who_leaves_words_behind_is_told_so_on_every_way_out_and_only_then() -> None:
    for way in ("/menu", "/back", "/start"):
        assert Guest(POST_OFFICE).says("hello", "/diary", "Sunny", way).told[0] == "left behind"
        assert "left behind" not in Guest(POST_OFFICE).says("hello", "/diary", way).told
