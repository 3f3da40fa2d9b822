"""Every command works at every question, as a command and as a word of every language."""

import pytest

from bot.domain.messages import Address, Incoming
from bot.engine.labels import named
from bot.engine.place import Place
from bot.engine.said import Done
from bot.engine.turns import reply, resume
from bot.engine.vocabulary import AskWords
from bot.flows.plan import EFFECTS
from tests.flows.test_walks import BOOK, CONTENT, GIVEN, QUESTIONS, asked, at

LEADS_TO = {
    "/start": "menu",
    "/menu": "menu",
    "/help": "help",
    "/language": "language",
    "/privacy": "privacy",
    "/stop": "stop",
    "/hide": "hide",
    "/delete": "delete",
    "/person": "person",
}
WORDS = [
    (spoken.lang, f"/{way}", word)
    for spoken in CONTENT.words
    for way, words in spoken.commands.items()
    for word in words
    if f"/{way}" in LEADS_TO
]


def said(place: Place, text: str) -> Place:
    turn = reply(BOOK, place, Incoming(Address("test", "1"), "1", text=text), str)
    while turn.effect is not None:
        turn = resume(BOOK, turn, Done(EFFECTS[turn.effect.name][0], GIVEN))
    return Place.from_bytes(turn.place.to_bytes())


@pytest.mark.parametrize(("flow", "question"), QUESTIONS)
@pytest.mark.parametrize("command", LEADS_TO)
def test_a_command_leads_where_it_should_and_a_close_leads_back(
    flow: str, question: str, command: str
) -> None:
    here = at(flow, question)

    there = said(here, command)

    assert asked(there)[0] == LEADS_TO[command]
    if LEADS_TO[command] not in {"menu", flow}:
        assert asked(said(there, "/back")) == (flow, question)


@pytest.mark.parametrize(("flow", "question"), QUESTIONS)
def test_the_words_of_every_language_do_the_same(flow: str, question: str) -> None:
    here = at(flow, question)
    step = BOOK.question(here)

    for _, command, word in WORDS:
        found = None if isinstance(step, AskWords) else named(step, 0, word, str)
        if found is None or not found.whole:
            assert asked(said(here, word))[0] == LEADS_TO[command], word


GREETINGS = [w for each in CONTENT.words for w in each.commands["again"]]


@pytest.mark.parametrize(("flow", "question"), QUESTIONS)
def test_a_greeting_is_no_slip_and_gets_the_question_again(flow: str, question: str) -> None:
    here = at(flow, question)
    step = BOOK.question(here)

    for word in GREETINGS:
        there = said(here, word)

        if isinstance(step, AskWords) and step.several:
            assert there.picked == (word,)
        else:
            assert (asked(there), there.missed, there.guesses) == ((flow, question), 0, ())
