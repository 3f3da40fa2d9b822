"""Words that are no answer may look for something: it is offered, and counts after a tap only."""

import dataclasses

import pytest
from msgspec.structs import replace

from bot.domain.messages import Address, Incoming
from bot.domain.search_words import SearchWords
from bot.domain.text import Text
from bot.engine.book import Book
from bot.engine.finds import FIND, FOUND
from bot.engine.hearing import Chosen, Found, Guess, Heard, NotMeant, Stale, Unclear, hear
from bot.engine.lexicon import Lexicon
from bot.engine.place import Place
from bot.engine.vocabulary import END, AnyStep, Ask, Call, Choice, Find, Flow
from tests.engine.faulty import faults, flow, say
from tests.engine.teashop import LANGUAGE, ORDER, PLAN, START, TALK, YES_NO, Guest

SEARCH = SearchWords(
    lang="en",
    topics={"tea": ("brew", "leaves", "hot drink"), "cake": ("pastry", "hot cake")},
    costs={"cup": ("porcelain",)},
    ways={"offer": ("bargain",)},
)
LEXICON = Lexicon((), (SEARCH,))
FINDS = (
    Find("topic.tea", "🍵", Text("Tea"), ("drinks", "tea")),
    Find("topic.cake", "🍰", Text("Cake"), ("food",)),
    Find("cost.cup", "☕", Text("A cup"), ("drinks",)),
)
DRINKS = Choice("drinks", "🫖", Text("Something to drink"))
FOOD = Choice("food", "🍽️", Text("Something to eat"))
SHELF = Ask(name="shelf", text=Text("What?"), choices=(DRINKS, FOOD), then=END, finds=FINDS)


def guessed(*keys: str, story: bool = False) -> Guess:
    return Guess(tuple(f"{FIND}{key}" for key in keys), story)


def heard(text: str = "", *, guesses: tuple[str, ...] = (), choice: str | None = None) -> Heard:
    place = Place(lang="en", turn=1, guesses=tuple(f"{FIND}{key}" for key in guesses))
    told = Incoming(Address("test", "1"), "1", text=text or None, choice=choice, turn=1)
    return hear(place, SHELF, told, str, LEXICON)


# what is looked for ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "heard_as"),
    [
        ("leaves", guessed("topic.tea")),
        ("I want some leavs please", guessed("topic.tea", story=True)),
        ("porcelan", guessed("cost.cup")),
        ("hot drink or pastry", guessed("topic.tea", "topic.cake")),
        ("hot", Unclear()),
        ("bargain", Unclear()),
        ("nothing like it", Unclear()),
        ("nothing is like it here", Unclear("unread")),
        ("eat", Unclear()),
        ("drink", Guess(("drinks",))),
        ("2", Chosen(("food",))),
    ],
)
def test_words_that_are_no_answer_are_looked_up(text: str, heard_as: Heard) -> None:
    assert heard(text) == heard_as


@pytest.mark.parametrize(
    ("text", "heard_as"),
    [
        ("1", Found("topic.tea")),
        ("Cake", Found("topic.cake")),
        ("cak", Found("topic.cake")),
        ("3", NotMeant()),
        ("None of these", NotMeant()),
        ("porcelain", guessed("cost.cup")),
        ("xyz", Unclear()),
    ],
)
def test_what_is_offered_is_chosen_by_its_number_or_its_word(text: str, heard_as: Heard) -> None:
    assert heard(text, guesses=("topic.tea", "topic.cake")) == heard_as


def test_a_tap_chooses_what_is_still_offered_and_nothing_else() -> None:
    assert heard(choice=f"{FOUND}:topic.tea", guesses=("topic.tea",)) == Found("topic.tea")
    assert heard(choice=f"{FOUND}:none", guesses=("topic.tea",)) == NotMeant()
    assert heard(choice=f"{FOUND}:topic.cake", guesses=("topic.tea",)) == Stale()
    assert heard(choice=f"{FOUND}:topic.tea") == Stale()


def test_what_is_for_stories_is_offered_beside_what_is_found_in_many_words() -> None:
    told = replace(FINDS[2], for_stories=True)
    question = replace(SHELF, finds=(*FINDS[:2], told))

    def heard_of(text: str) -> Heard:
        told = Incoming(Address("test", "1"), "1", text=text)
        return hear(Place(lang="en"), question, told, str, LEXICON)

    assert heard_of("leaves") == guessed("topic.tea")
    assert heard_of("they took my leaves from me") == Guess(
        (f"{FIND}topic.tea", f"{FIND}cost.cup"), story=True
    )
    assert heard_of("they took all I had away") == Unclear("unread")


# where it leads ----------------------------------------------------------------------------------

TEAS = Ask(
    name="teas",
    text=Text("Which?"),
    choices=(Choice("tea", "🍵", Text("Black")), Choice("mint", "🌿", Text("Mint"))),
    then={"tea": "poured", "mint": "shelf"},
)
POURED = Ask(
    name="poured", text=Text("Here you are."), choices=YES_NO, then={"yes": END, "no": "shelf"}
)


def guest() -> Guest:
    """Somebody at the shelf."""
    first = replace(SHELF, then={"drinks": "teas", "food": "poured"})
    menu = Flow(name="menu", steps=(first, TEAS, POURED))
    flows = (START, LANGUAGE, menu, ORDER, TALK)
    return Guest(Book(dataclasses.replace(PLAN, flows=flows, lexicon=LEXICON))).says("/menu")


def test_it_leads_as_if_every_answer_on_the_way_was_given() -> None:
    her = guest().says("leaves", "1")

    assert her.told == ["Here you are."]
    assert [entry.value for entry in her.place.log] == ["drinks", "tea"]
    assert her.says("/back").told == ["Which?"]


def test_nothing_of_what_was_written_stays_in_the_place() -> None:
    her = guest().says("my porcelain secret")

    assert b"secret" not in her.place.to_bytes()
    assert b"porcelain" not in her.place.to_bytes()


def test_none_of_them_is_answered_like_any_other_slip() -> None:
    her = guest().says("leaves", "None of these")

    assert her.told == ["unclear", "What?"]
    assert not her.place.guesses


def test_who_writes_as_to_a_person_is_told_that_nobody_has_read_it() -> None:
    assert guest().says("they shout at me all day").told == ["unread", "What?"]
    assert guest().says("they shout at me over leaves").told == ["unread", "is it this?"]
    assert guest().says("/talk", "they shout at me all day").told[0] == "unclear"


def test_an_answer_to_the_question_counts_while_something_is_offered() -> None:
    assert guest().says("leaves", "Something to eat").told == ["Here you are."]


def test_back_is_the_question_and_what_is_offered_stays_after_a_greeting() -> None:
    assert guest().says("leaves", "/back").told == ["What?"]
    assert guest().says("leaves", "/again").told == ["is it this?"]


# what is checked at the start --------------------------------------------------------------------


AT = "bot/flows/flow.py: step shelf: "
TO_TEAS = replace(TEAS, then=END)


def found_at(*steps: AnyStep, others: tuple[Flow, ...] = ()) -> list[str]:
    """The faults of what can be found."""
    every = faults(flow(*steps), *others)
    return [fault.removeprefix(AT) for fault in every if "find" in fault or "found" in fault]


def shelf(*way: str, key: str = "topic.tea") -> Ask:
    find = Find(key, "🍵", Text("Tea"), way)
    return replace(SHELF, then={"drinks": "teas", "food": "teas"}, finds=(find,))


def test_a_way_that_everybody_can_go_is_no_fault() -> None:
    assert not found_at(shelf("drinks", "tea"), TO_TEAS)


@pytest.mark.parametrize(
    ("way", "mend"),
    [
        ((), "topic.tea cannot be found: its way has no answer; give it one."),
        (
            ("drinks", "coffee"),
            "topic.tea cannot be found: not everybody can answer coffee there; correct its way.",
        ),
    ],
)
def test_a_way_that_does_not_lead_there_is_a_fault(way: tuple[str, ...], mend: str) -> None:
    assert found_at(shelf(*way), TO_TEAS) == [mend]


def test_nothing_is_said_on_the_way_that_nobody_would_hear() -> None:
    steps = (
        replace(shelf("drinks", "tea"), then={"drinks": "told", "food": "told"}),
        say("told", "teas"),
        TO_TEAS,
    )

    (fault,) = found_at(*steps)
    assert fault == (
        "topic.tea cannot be found: on the way to tea more is said, done or asked; end the way "
        "there."
    )


def test_one_name_is_of_one_find() -> None:
    twice = replace(shelf("drinks"), finds=shelf("drinks").finds * 2)

    assert found_at(twice, TO_TEAS) == [
        "Two things to find are called topic.tea; call one of them otherwise."
    ]


def test_a_way_may_lead_into_another_flow_and_out_of_it() -> None:
    called = Call(name="teas", flow="other", then="poured")
    other = Flow(name="other", steps=(TO_TEAS,))
    steps = (shelf("drinks", "tea", "yes"), called, POURED)

    assert not found_at(*steps, others=(other,))
