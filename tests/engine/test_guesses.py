"""What is almost an answer is asked about first: after a yes it counts, after a no nothing did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import Text
from bot.engine.hearing import Chosen, Command, Guess, Stale, Unclear, Words
from bot.engine.place import Place
from bot.engine.vocabulary import END, Ask, Choice
from tests.engine.listening import (
    CONSENT,
    DANGER,
    ENGLISH,
    MANY,
    ONE,
    PLAIN,
    SEVERAL,
    WORDS,
    heard,
)
from tests.engine.teashop import Guest

ARABIC = Ask(
    name="arabic",
    text=Text("?"),
    choices=(Choice("pay", "💰", Text("الأجر")), Choice("passport", "🛂", Text("جواز السفر"))),
    then=END,
)


def guessed(key: str) -> Guess:
    return Guess((key,))


# what is guessed -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Blakc tea", "key2"),
        ("Blak tae", "key2"),
        ("gren tea", "key1"),
        ("a black tea", "key2"),
        ("Mnt", "key5"),
        ("Mintt", "key5"),
        ("mnit", "key5"),
        ("thanks", "key7"),
        ("thnaks", "key7"),
        ("with milk", None),  # of a label only a beginning, or one word
        ("milk", "key4"),
        ("tea", None),
        ("coffee", None),
        ("xyzzy", None),
        ("3 Black tae", None),
    ],
)
def test_a_label_with_a_slip_or_a_word_of_it_is_guessed(text: str, key: str | None) -> None:
    assert heard(ONE, ENGLISH, text=text) == (guessed(key) if key else Unclear())


def test_what_begins_a_label_is_nearer_than_a_word_within_another() -> None:
    two = Ask(
        name="two",
        text=Text("?"),
        choices=(Choice("send", "📝", Text("Report it")), Choice("read", "📬", Text("My report"))),
        then=END,
    )

    assert heard(two, ENGLISH, text="raport") == guessed("send")


def test_a_beginning_is_no_guess() -> None:
    assert heard(ONE, ENGLISH, text="Black te") == Chosen(("key2",))


def test_a_way_with_a_slip_is_guessed_too() -> None:
    assert heard(ONE, ENGLISH, text="bakc") == guessed("/back")
    assert heard(MANY, ENGLISH, text="Mneu") == guessed("/menu")


def test_a_word_of_one_answer_is_never_taken_for_another() -> None:
    assert heard(ONE, ENGLISH, text="green milk") == Unclear()
    assert heard(ONE, ENGLISH, text="black ginger") == Unclear()


@pytest.mark.parametrize(
    "text", ["yess it burns", "it burns", "burns", "no it burns", "does not burn", "Ys", "noo it"]
)
def test_neither_yes_nor_no_is_guessed_where_both_can_be_said(text: str) -> None:
    found = heard(DANGER, ENGLISH, text=text)

    assert not isinstance(found, Guess)
    assert found in {Unclear(), Chosen(("yes",)), Chosen(("no",))}
    assert heard(PLAIN, ENGLISH, text="Yees, I") == Unclear()
    assert heard(DANGER, ENGLISH, text="Stpo here") == guessed("stop")


def test_what_is_close_to_two_answers_is_no_guess() -> None:
    two = Ask(
        name="two",
        text=Text("?"),
        choices=(Choice("night", "🌙", Text("Nights")), Choice("light", "💡", Text("Lights"))),
        then=END,
    )

    assert heard(two, ENGLISH, text="fights") == Unclear()


def test_letters_that_are_written_for_each_other_are_no_slip() -> None:
    for text in ("الاجر", "الأجر", "الأَجر"):
        assert heard(ARABIC, ENGLISH, text=text) == Chosen(("pay",))


def test_an_article_that_is_left_out_and_a_slip_are_guessed() -> None:
    assert heard(ARABIC, ENGLISH, text="اجر") == guessed("pay")
    for text in ("جواز سفر", "جوار السفر"):
        assert heard(ARABIC, ENGLISH, text=text) == guessed("passport")


@pytest.mark.parametrize("text", ["Blakc tea", "bakc", "stpo"])
def test_nothing_is_guessed_where_people_write_their_own_words(text: str) -> None:
    assert heard(WORDS, ENGLISH, text=text) == Words(text)
    assert heard(SEVERAL, ENGLISH, text=text) == Words(text)


@given(st.text(max_size=40))
def test_a_guess_is_one_of_the_answers_or_ways_and_never_yes_or_no(text: str) -> None:
    for question in (ONE, MANY, PLAIN, CONSENT, DANGER):
        found = heard(question, ENGLISH, text=text)
        if isinstance(found, Guess):
            assert len(found.values) == 1
            assert found.values[0] not in {"yes", "no"}


# and how it is asked ---------------------------------------------------------------------------


@pytest.fixture
def guest() -> Guest:
    """Somebody who is asked which teas they want, and has ticked one."""
    guest = Guest().says("hello", "1", "1", "2")
    assert guest.place.picked == ("black",)
    return guest


def test_the_person_is_asked_before_a_guess_counts(guest: Guest) -> None:
    before = guest.place

    guest.says("grene tea")

    assert guest.told == ["meant Green tea?"]
    assert [offer.label for row in guest.said.offers for offer in row] == ["Yes", "No"]
    assert guest.place.with_(guesses=()) == before


@pytest.mark.parametrize("yes", ["1", "yes", "Yes.", "१"])
def test_after_a_yes_it_counts(guest: Guest, yes: str) -> None:
    guest.says("grene tea", yes)

    assert guest.place.picked == ("green", "black")
    assert guest.place.guesses == ()


@pytest.mark.parametrize("no", ["2", "no", "No!", "/back", "9"])
def test_after_a_no_everything_is_as_it_was(guest: Guest, no: str) -> None:
    before = guest.place

    guest.says("grene tea", no)

    assert guest.place == before
    assert guest.told[-1] == "Which teas?"


def test_the_same_by_a_tap(guest: Guest) -> None:
    before = guest.place
    guest.says("grene tea")

    assert guest.taps("/other:green", turn=before.turn).place == before
    guest.says("grene tea")
    assert guest.taps("/meant:green", turn=before.turn).place.picked == ("green", "black")


def test_a_tap_on_an_earlier_guess_confirms_no_later_one(guest: Guest) -> None:
    turn = guest.place.turn
    guest.says("grene tea", "no", "whtie tea")

    guest.taps("/meant:green", turn=turn)

    assert guest.place.picked == ("black",)
    assert guest.place.guesses == ("white",)
    assert guest.told == ["stale", "meant White tea?"]
    assert guest.says("no").taps("/meant:white", turn=turn).place.picked == ("black",)


def test_another_answer_counts_at_once_and_the_guess_is_forgotten(guest: Guest) -> None:
    guest.says("grene tea", "White tea")

    assert guest.place.picked == ("black", "white")
    assert guest.place.guesses == ()


@pytest.mark.parametrize("text", ["/talk", "/menu", "Menu"])
def test_a_command_works_while_a_guess_stands(guest: Guest, text: str) -> None:
    guest.says("grene tea", text)

    assert guest.place.guesses == ()
    assert guest.asked in {"more", "menu"}


def test_whoever_only_looks_is_asked_the_same_again(guest: Guest) -> None:
    guest.says("grene tea").sends()

    assert guest.told == ["meant Green tea?"]


def test_a_guessed_way_is_gone_after_a_yes(guest: Guest) -> None:
    assert guest.says("bakc").told == ["meant Back?"]
    assert guest.says("yes").asked == "hungry"


def test_what_is_neither_yes_nor_no_nor_an_answer_is_unclear(guest: Guest) -> None:
    guest.says("grene tea", "xyzzy")

    assert guest.told[0] == "unclear"
    assert guest.place.guesses == ()


WAYS_ON = st.sampled_from(["1", "2", "3", "7", "yes", "Mint tea", "1 3", "Done", "cake"])
ODD = st.sampled_from(["grene tea", "Mlik", "lemno tea", "cakke", "mneu", "giner tea with mik"])


@given(st.lists(WAYS_ON, max_size=5), ODD)
def test_a_guess_changes_nothing_and_a_no_brings_back_what_was(texts: list[str], odd: str) -> None:
    guest = Guest().says("hello", "1", *texts)
    before = guest.place

    guest.says(odd)

    if guest.place.guesses:
        assert guest.place.with_(guesses=()) == before
        assert guest.says("no").place == before


def test_before_a_language_is_known_a_guess_is_asked_all_the_same() -> None:
    guest = Guest(lang="").says("hello", "Englsih")

    assert guest.told == ["meant English?"]
    assert guest.place.lang == ""
    assert guest.says("1").place.lang == "en"


def test_a_place_that_was_kept_before_there_were_guesses_can_be_read() -> None:
    assert Place.from_bytes(b'{"lang":"en"}').guesses == ()


def test_a_stale_tap_is_heard_as_one() -> None:
    place = Place(lang="en", turn=4, guesses=("key1",))

    assert heard(ONE, place, choice="/meant:key1", turn=3) == Stale()
    assert heard(ONE, place, choice="/meant", turn=4) == Stale()
    assert heard(ONE, ENGLISH, choice="/other:key1") == Stale()
    assert heard(ONE, place, text="/menu") == Command("/menu")
