"""Questions for a number, a date, an amount of money: exact, and read back where two are meant."""

import dataclasses

import pytest

from bot.domain.text import Text
from bot.engine.book import Book
from bot.engine.forms import as_read
from bot.engine.lexicon import Lexicon
from bot.engine.said import Line
from bot.engine.vocabulary import END, AskWords, Flow, Form
from tests.engine.teashop import PLAN, Guest, words
from tests.flows.contents import delivered

BILL = Flow(
    name="bill",
    steps=(
        AskWords(name="cups", text=Text("How many cups?"), then="since", form="number"),
        AskWords(name="since", text=Text("Since when?"), then="price", form="date", skip=True),
        AskWords(
            name="price", text=Text("What did each cost?"), then=END, form="money", several=True
        ),
    ),
)
BOOK = Book(
    dataclasses.replace(
        PLAN,
        flows=(*PLAN.flows, BILL),
        commands={**PLAN.commands, "/bill": "bill"},
        uses={**PLAN.uses, "order": ("teas", "cups", "since", "price")},
        lexicon=Lexicon(delivered().words),
    )
)


@pytest.fixture
def guest() -> Guest:
    """Somebody who is asked how many cups they had."""
    return Guest(BOOK).says("hello", "/bill")


def known(guest: Guest, name: str) -> str:
    return guest.place.known.one(name)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("9", "9"), ("०", "0"), ("7", "7"), ("12", "12"), ("٢٫٥", "2.5"), ("२ हजार", "2000")],
)
def test_a_number_is_an_answer_and_never_a_way(guest: Guest, typed: str, number: str) -> None:
    guest.says(typed)

    assert known(guest, "cups") == number
    assert guest.asked == "since"


def test_the_ways_have_no_digits_where_a_digit_is_an_answer(guest: Guest) -> None:
    digits = [offer.digit for row in guest.said.offers for offer in row]

    assert digits == ["", ""]
    for _ in range(3):
        guest.says("many")
    assert all(not offer.digit for row in guest.said.offers for offer in row)
    assert guest.says("Back").asked == "menu"
    assert Guest(BOOK).says("hello", "/bill", "Menu").asked == "menu"


@pytest.mark.parametrize(
    ("typed", "phrase"), [("many", "number"), ("1.2.3", "number"), ("9" * 300, "number")]
)
def test_what_is_no_number_is_asked_for_again(guest: Guest, typed: str, phrase: str) -> None:
    assert guest.says(typed).told == [phrase, "How many cups?"]
    assert guest.place.log == ()


def test_a_number_that_may_be_two_is_read_back(guest: Guest) -> None:
    assert guest.says("1,234").told == ["meant 1234?"]
    assert guest.says("no").told == ["meant 1.234?"]
    assert guest.says("no").told == ["How many cups?"]
    assert guest.place.guesses == ()
    assert known(guest.says("1.234", "no", "yes"), "cups") == "1.234"


def test_another_answer_can_be_typed_while_one_is_read_back(guest: Guest) -> None:
    assert known(guest.says("1,234", "15"), "cups") == "15"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13/4/2024", "2024-04-13"),
        ("३ अप्रिल २०२४", "2024-04-03"),
        ("نيسان ٢٠٢٤", "2024-04"),
        ("2024", "2024"),
        ("Skip", "skip"),
    ],
)
def test_a_date_is_kept_as_well_as_it_is_known(guest: Guest, typed: str, kept: str) -> None:
    assert known(guest.says("1", typed), "since") == kept


def test_a_date_that_may_be_two_is_read_back_with_the_name_of_the_month(guest: Guest) -> None:
    assert guest.says("1", "3/4/2024").told == ["meant 3 April 2024?"]
    assert guest.says("no").told == ["meant 4 March 2024?"]

    guest.taps("/meant:2024-03-04", turn=guest.place.turn)

    assert known(guest, "since") == "2024-03-04"


@pytest.mark.parametrize(("typed", "phrase"), [("yesterday", "date"), ("2081/1/5", "calendar")])
def test_what_is_no_date_of_ours_is_said_to_be_none(guest: Guest, typed: str, phrase: str) -> None:
    assert guest.says("1", typed).told == [phrase, "Since when?"]


def test_several_amounts_of_money(guest: Guest) -> None:
    guest.says("1", "2024", "500 QAR", "Rs. 20")

    assert guest.told == ["meant 20 NPR?"]
    guest.says("yes")
    assert guest.place.picked == ("500 QAR", "20 NPR")
    assert guest.says("Done").asked == "menu"


@pytest.mark.parametrize(
    ("typed", "phrase"), [("500", "currency"), ("a lot", "money"), ("500 cows", "money")]
)
def test_what_is_no_money_is_said_to_be_none(guest: Guest, typed: str, phrase: str) -> None:
    assert guest.says("1", "2024", typed).told[0] == phrase


@pytest.mark.parametrize("form", ["number", "date", "money"])
def test_a_file_is_no_answer_of_a_form(form: Form) -> None:
    guest = Guest(BOOK).says(
        "hello", "/bill", *{"number": (), "date": ("1",)}.get(form, ("1", "2024"))
    )

    assert guest.sends(media="voice").told[0] == "media"


@pytest.mark.parametrize("text", ["STOP", "00", "?", "Menu"])
def test_commands_work_where_a_form_is_asked_for(guest: Guest, text: str) -> None:
    guest.says(text)

    assert guest.place.log == ()


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("number", "12.50", "12.50"),
        ("money", "12.50 QAR", "12.50 QAR"),
        ("date", "2024-04-03", "3 April 2024"),
        ("date", "2024-04", "April 2024"),
        ("date", "2024", "2024"),
    ],
)
def test_an_answer_is_read_back_in_words(form: Form, value: str, shown: str) -> None:
    assert words(Line(Text("{it}"), {"it": as_read(form, value)})) == shown
