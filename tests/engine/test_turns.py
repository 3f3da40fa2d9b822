"""One turn after another, as somebody in the tea shop has them."""

import dataclasses

import pytest

from bot.domain.text import Text
from bot.engine.book import Book, Plan
from bot.engine.place import Entry, Frame, Place
from bot.engine.said import Done
from bot.engine.turns import FlowNeverAsks
from bot.engine.vocabulary import END, Ask, Flow, Say
from bot.engine.ways import PERSON
from tests.engine.teashop import BOOK, PLAN, YES_NO, Guest


@pytest.fixture
def guest() -> Guest:
    """Somebody who is asked whether they are hungry."""
    return Guest().says("hello", "1")


def test_whoever_is_new_is_asked_for_a_language_first() -> None:
    ana = Guest(lang="").says("hello")

    assert ana.told == ["Language?"]
    assert ana.says("नेपाली").place.lang == "ne"
    assert ana.told == ["What now?"]


@pytest.mark.parametrize("text", ["/menu", "0", "/back", "/order", "/start", "tea"])
def test_without_a_language_everything_leads_to_that_question(text: str) -> None:
    assert Guest(lang="").says("hello", text).asked == "language"


def test_whoever_is_known_begins_at_the_menu() -> None:
    assert Guest().says("hello").told == ["What now?"]


def test_a_conversation_in_a_version_that_is_gone_begins_again() -> None:
    book = Book(_shorter(PLAN))
    ana = Guest().says("hello", "1", "1")
    ana.book = book

    assert ana.says("2").told == ["What now?"]


def test_a_conversation_goes_on_in_the_version_it_began_with() -> None:
    book = Book(_shorter(PLAN), {flow.hash: flow for flow in PLAN.flows})
    ana = Guest().says("hello", "1", "1")
    ana.book = book

    assert ana.says("2", "7").asked == "extras"


def test_a_place_is_held_only_with_every_version_that_back_would_need() -> None:
    place = Guest().says("hello", "1", "1").place
    first, *others = place.log
    gone = Entry((Frame("menu", "gone", "menu"),), first.name, first.value)

    assert BOOK.holds(place)
    assert not BOOK.holds(place.with_(log=(gone, *others)))


def test_an_answer_leads_on_and_a_skip_leads_past(guest: Guest) -> None:
    assert guest.says("1").place.known.one("hungry") == "yes"
    assert guest.says("9", "7").place.known.one("hungry") == "skip"
    assert guest.asked == "teas"


def test_each_question_has_a_turn_of_its_own_and_again_is_the_same_turn(guest: Guest) -> None:
    turn = guest.place.turn

    assert guest.says("what?").place.turn == turn
    assert guest.sends().place.turn == turn
    assert guest.says("1").place.turn == turn + 1


def test_a_second_failure_is_answered_otherwise_and_an_answer_forgets_it(guest: Guest) -> None:
    assert guest.says("coffee").told[0] == "unclear"
    assert guest.says("coffee").told[0] == "unclear again"
    assert guest.says("coffee").told == ["●○○", "Are you hungry?"]
    assert guest.says("1", "coffee").told[0] == "unclear"


def test_before_a_language_is_chosen_nobody_is_told_of_ways_that_are_not_there() -> None:
    guest = Guest(lang="").says("hello")

    assert [guest.says("coffee").told for _ in range(3)] == [
        ["unclear", "Language?"],
        ["Language?"],
        ["Language?"],
    ]


def test_from_the_second_failure_on_a_person_is_offered_where_there_is_a_way_to_one() -> None:
    plan = dataclasses.replace(PLAN, commands={**PLAN.commands, "/person": "talk"})
    guest = Guest(Book(plan)).says("hello", "1")

    offered = [PERSON in sum(guest.says(text).said.offers, ()) for text in ("a", "b", "c", "1")]

    assert offered == [False, True, True, False]
    assert PERSON not in sum(Guest().says("hello", "1", "a", "b").said.offers, ())
    assert guest.says("88").asked == "more"


def test_files_and_long_texts_have_answers_of_their_own(guest: Guest) -> None:
    assert guest.sends(media="voice").told[0] == "media"
    guest.says("1", "1", "7", "7")
    assert guest.says("a" * 60_001).told[0] == "long"


def test_a_stale_tap_gets_the_question_again(guest: Guest) -> None:
    turn = guest.place.turn
    guest.says("1")

    guest.taps("no", turn=turn)

    assert guest.told[0] == "stale"
    assert guest.asked == "teas"
    assert guest.place.known.one("hungry") == "yes"


def test_several_can_be_ticked_and_unticked_over_pages(guest: Guest) -> None:
    guest.says("1", "2 4", "8", "2", "8", "2")

    assert guest.place.picked == ("mint", "plain_milk")
    assert guest.says("7").place.known.many("teas") == ("mint", "plain_milk")


def test_nothing_ticked_is_no_answer_where_one_is_needed(guest: Guest) -> None:
    assert guest.says("1", "7").told[0] == "at least one"
    assert guest.asked == "teas"


def test_nothing_ticked_is_a_skip_where_that_may_be(guest: Guest) -> None:
    guest.says("1", "1", "7")

    assert guest.asked == "extras"
    assert guest.says("7").place.known.one("extras") == "skip"


def test_skip_never_throws_away_what_was_ticked_or_written(guest: Guest) -> None:
    guest.says("1", "1", "7", "1").taps("/skip", turn=None)
    assert guest.place.known.many("extras") == ("cake",)

    guest.says("Warm", "please", "/skip")
    assert guest.place.known.many("note") == ("Warm", "please")


def test_words_come_in_one_message_or_in_several(guest: Guest) -> None:
    guest.says("1", "1", "7", "7", "Warm")
    assert guest.told == ["kept", "●●○", "A note?"]

    guest.says("please", "7", "by the door")
    assert guest.place.known.many("note") == ("Warm", "please")
    assert guest.place.known.one("name") == "by the door"
    assert guest.told == ["●●●", "Order green?"]


def test_a_condition_decides_whether_a_question_is_asked(guest: Guest) -> None:
    assert guest.says("1", "4", "7").asked == "sugar"
    assert guest.says("9", "2", "7").asked == "extras"


@pytest.mark.parametrize("text", ["/skip", "/done", "/more", "/coffee"])
def test_a_command_that_fits_nothing_is_unclear(text: str) -> None:
    guest = Guest().says("hello", "1", "1", "1", "7", "7", "7")

    assert guest.says(text).told[0] == "unclear"


def test_more_on_a_single_page_is_the_same_page(guest: Guest) -> None:
    assert guest.says("/more").told == ["●○○", "Are you hungry?"]


def _to_send(guest: Guest) -> Guest:
    return guest.says("1", "1", "7", "7", "7", "by the door")


def test_an_effect_is_done_before_the_conversation_goes_on(guest: Guest) -> None:
    _to_send(guest).says("1")

    assert guest.told == ["Thanks. Number 12, .", "What now?"]
    assert guest.place.log == ()


def test_what_an_effect_keeps_stays_with_the_chat(guest: Guest) -> None:
    guest.outcomes["order.submit"] = Done("taken", {"number": "7"}, {"orders": ("7",)})

    _to_send(guest).says("1", "0", "1")

    assert guest.place.kept == {"orders": ("7",)}


def test_an_outcome_that_does_not_seal_leaves_the_draft(guest: Guest) -> None:
    guest.outcomes["order.submit"] = Done("closed")

    _to_send(guest).says("1")

    assert guest.told == ["We are closed.", "What now?"]
    assert guest.says("1", "1").told == ["●●●", "Order green?"]


def test_an_earlier_version_that_goes_round_is_ended() -> None:
    """Today's flows are looked at when the program starts; one that was stored is run as it is."""
    ask = Ask(name="ask", text=Text("Round?"), choices=YES_NO, then="round")
    again = Say(name="round", text=Text("And round."), then="round")
    earlier = Flow(name="talk", steps=(ask, again))
    guest = Guest(Book(PLAN, {"old": earlier}))
    guest.place = Place(lang="en", frames=(Frame("talk", "old", "ask"),))

    with pytest.raises(FlowNeverAsks, match=r"goes round without a question\.$"):
        guest.says("1")


def test_a_place_without_a_question_is_refused() -> None:
    frames = (BOOK.first("talk"),)

    with pytest.raises(TypeError, match="Step hello asks nothing"):
        BOOK.question(Place(lang="en", frames=frames))


def _shorter(plan: Plan) -> Plan:
    """Another version of every flow."""
    ask = Ask(name="ask", text=Text("What now?"), choices=YES_NO[:1], then=END)
    flows = [Flow(name=flow.name, steps=(ask,)) for flow in plan.flows]
    return dataclasses.replace(
        plan, flows=flows, uses={}, commands={f.name: f.name for f in flows}
    )
