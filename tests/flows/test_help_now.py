"""Danger in the words, whatever is asked: help is offered, and the question stands."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.crisis import Crisis
from bot.domain.messages import Address, Incoming
from bot.engine.book import Book
from bot.engine.place import Place
from bot.engine.said import Done, Turn
from bot.engine.turns import reply, resume
from bot.engine.vocabulary import AskWords, Question
from bot.engine.ways import HELP_NOW
from bot.flows.plan import EFFECTS, plan
from tests.flows.contents import delivered
from tests.flows.player import translations
from tests.flows.test_walks import (
    BOOK,
    CONSENTS,
    CONTENT,
    GIVEN,
    OUTCOMES,
    QUESTIONS,
    TAPS,
    asked,
    at,
    is_number,
    walk,
)
from tests.languages import DELIVERED

SAYS = CONTENT.help_now.says()
DANGER = {
    "he is beating me and I cannot get out": Crisis.DANGER_NOW,
    "i dont want to live anymore": Crisis.WISH_TO_DIE,
    "my boss raped me": Crisis.SEXUAL_VIOLENCE,
    "I am 15 years old": Crisis.CHILD_IN_DANGER,
    "he has my naked photos": Crisis.BLACKMAIL,
    "मलाई कोठामा थुनेर कुटिरहेको छ": Crisis.DANGER_NOW,
    "malai marna man lagyo": Crisis.WISH_TO_DIE,
    "صاحب العمل ضربني وحبسني": Crisis.DANGER_NOW,
    "baddi mout": Crisis.WISH_TO_DIE,
}
BEATEN = "he is beating me and I cannot get out"
OTHER = "we are walking along, and I carry a lot"  # as long as that, and nothing


def said(place: Place, text: str) -> Turn:
    """What comes back; every effect has its first outcome."""
    turn = reply(BOOK, place, Incoming(Address("test", "1"), "1", text=text), str)
    while turn.effect is not None:
        turn = resume(BOOK, turn, Done(EFFECTS[turn.effect.name][0], GIVEN))
    return turn


def keeps(turn: Turn, text: str) -> bool:
    """Whether these words are somewhere in what is kept."""
    return text in Place.from_bytes(turn.place.to_bytes()).to_bytes().decode()


@pytest.mark.parametrize(("flow", "question"), QUESTIONS)
def test_danger_at_any_question_brings_its_words_and_the_way_to_help(
    flow: str, question: str
) -> None:
    here = at(flow, question)

    for text, kind in DANGER.items():
        turn = said(here, text)

        assert turn.said.lines[0].text == SAYS[kind]
        assert turn.said.offers[0] == (HELP_NOW,)
        assert isinstance(BOOK.question(turn.place), Question)
        if not isinstance(BOOK.question(here), AskWords):
            assert asked(turn.place) == (flow, question)
            assert turn.place.log == here.log


@pytest.mark.parametrize(("flow", "question"), QUESTIONS)
def test_words_with_danger_are_kept_exactly_where_other_words_are(
    flow: str, question: str
) -> None:
    here = at(flow, question)

    danger, other = said(here, BEATEN), said(here, OTHER)

    assert keeps(danger, BEATEN) is keeps(other, OTHER)
    assert asked(danger.place) == asked(other.place)


@pytest.mark.parametrize(("flow", "question"), QUESTIONS)
def test_what_is_kept_does_not_say_that_danger_was_heard(flow: str, question: str) -> None:
    """The same but for the words themselves, so also of the same length."""
    here = at(flow, question)

    danger, other = (said(here, text).place.to_bytes().decode() for text in (BEATEN, OTHER))

    assert danger.replace(BEATEN, "") == other.replace(OTHER, "")


@pytest.mark.parametrize(("flow", "question"), QUESTIONS)
def test_help_now_opens_at_any_question_and_its_end_leads_back(flow: str, question: str) -> None:
    here = at(flow, question)

    way = HELP_NOW.label if is_number(here) else "99"  # where digits are the answer

    opened = said(said(here, BEATEN).place if flow != "help_now" else here, way)
    assert asked(opened.place) == ("help_now", "kind")
    if not isinstance(BOOK.question(here), AskWords):
        assert asked(said(opened.place, "6").place) == (flow, question)
    assert asked(said(said(here, way).place, "6").place) == (flow, question)
    assert asked(said(said(here, "/check").place, "4").place) == (flow, question)


@given(TAPS, OUTCOMES, st.sampled_from(sorted(DANGER)))
@settings(deadline=None, max_examples=60)
def test_danger_at_any_point_of_any_walk_is_answered_and_loses_nothing(
    taps: list[tuple[int, int]], outcomes: dict[str, int], text: str
) -> None:
    *_, place = Place(lang="en"), *walk(taps, outcomes)
    if not place.lang or not place.frames:
        return
    before = BOOK.question(place)

    turn = said(place, text)

    assert turn.said.offers[0] == (HELP_NOW,)
    assert SAYS[DANGER[text]] in {line.text for line in turn.said.lines}
    assert set(place.log) <= set(turn.place.log) or isinstance(before, AskWords)
    assert set(place.picked) <= set(turn.place.picked) or isinstance(before, AskWords)


@pytest.mark.parametrize("lang", DELIVERED)
def test_the_first_words_name_the_button_as_it_is_called(lang: str) -> None:
    speak = translations()(lang)

    for text in SAYS.values():
        assert speak(HELP_NOW.label) in speak(text)


def test_only_who_is_asked_by_the_worker_hears_of_it() -> None:
    """Nothing of it is in what the service says by itself."""
    (menu,) = [flow for flow in plan(CONTENT).flows if flow.name == "menu"]

    assert menu.steps[0].choices[0].key == "help_now"  # type: ignore[union-attr]  # the menu asks
    for text in (CONTENT.names.title, CONTENT.names.greeting):
        assert "help" not in text.casefold()


# is this really us ----------------------------------------------------------------------------


def checked(*addresses: str) -> list[str]:
    names = replace(delivered().names, addresses=addresses)
    book = Book(plan(replace(delivered(), names=names)))
    frame = book.first("really_us")
    place = Place(lang="en", turn=3, frames=(frame,))
    incoming = Incoming(Address("test", "1"), "1", text="1")
    lines = reply(book, place, incoming, str).said.lines
    return [str(line.text) for line in lines] + [str(line.fills) for line in lines]


def test_the_addresses_that_are_published_are_shown_where_there_are_any() -> None:
    told = " ".join(checked("t.me/sample", "https://chat.example/chat"))

    assert "t.me/sample" in told
    assert "https://chat.example/chat" in told
    assert "Compare each letter" in told


def test_without_a_list_that_is_said_and_what_to_compare() -> None:
    told = " ".join(checked())

    assert "has not given us a list" in told
    assert "letter by letter" in told


# to tell an organisation ----------------------------------------------------------------------


def told(*texts: str, place: Place | None = None) -> Place:
    """Where these words lead; every effect has its first outcome."""
    place = place or Place(lang="en")
    for text in texts:
        place = Place.from_bytes(said(place, text).place.to_bytes())
    return place


BEGUN = ("hello", "/report", "1", "1", "1", "yes", "me")


@pytest.mark.parametrize("way", [("/menu", "1"), ("/sos",), ("99",)])
@pytest.mark.parametrize("before", [("hello",), BEGUN, (*BEGUN, "/menu")])
def test_help_now_leads_to_the_short_consent_whatever_waits(
    before: tuple[str, ...], way: tuple[str, ...]
) -> None:
    place = told(*before, *way, "I am in danger", "Tell an organisation")

    assert asked(place) == ("report", "short_consent")
    assert not any(place.known.has(consent, "yes") for consent in CONSENTS)


def test_a_report_that_waits_is_there_when_one_in_danger_was_sent() -> None:
    place = told(*BEGUN, "/sos", "I am in danger", "Tell an organisation", "yes", "yes")
    place = told("1", "skip", "skip", "Send", place=place)
    assert asked(place) == ("menu", "menu")

    place = told("/report", "Go on", place=place)
    assert place.known.one("consent") == "yes"
    assert not place.known.has("short_consent", "yes")
