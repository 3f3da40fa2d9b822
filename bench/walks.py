"""What people answer: walks through the flows that are there, found by playing them."""

from random import Random

from bench.sizes import Size
from bot.app.house import book
from bot.domain.messages import Address, Incoming
from bot.engine.book import Book
from bot.engine.place import Place
from bot.engine.said import Done, Turn
from bot.engine.turns import reply, resume
from bot.engine.vocabulary import AskWords, Form
from bot.settings import Settings

NOBODY = Address("telegram", "1")
WORDS: dict[Form, str] = {
    "words": "They did not give me my pay for three months, and they keep my passport.",
    "number": "12",
    "date": "2024-04-03",
    "money": "1200 QAR",
}
LOOKED = {
    "partners.look": "some"
}  # effects that a walk may come to; all others it turns away from
ONWARD = 0.9  # of all answers; the others go back, skip, or to the menu


def walks(settings: Settings, size: Size) -> list[tuple[str, ...]]:
    """A walk for each person: the same ones in every run, as long as the flows are the same."""
    known = book(settings)
    return [walk(known, person, size.messages) for person in range(size.people)]


def walk(plan: Book, seed: int, length: int) -> tuple[str, ...]:
    """So many messages of somebody who begins, chooses a language, and goes on by chance."""
    chance = Random(seed)
    place, words = Place(), ["/start"]
    while len(words) <= length:
        turn = _played(plan, place, words[-1])
        if turn is None:  # sends or withdraws a report, which has a measure of its own
            words[-1] = "/menu"
            continue
        place = turn.place
        words.append(_answer(plan, turn, chance))
    return tuple(words[:length])


def _played(plan: Book, place: Place, text: str) -> Turn | None:
    turn = reply(plan, place, Incoming(NOBODY, "", text=text), str)
    while turn.effect is not None:
        if turn.effect.name not in LOOKED:
            return None
        turn = resume(plan, turn, Done(LOOKED[turn.effect.name]))
    return turn


def _answer(plan: Book, turn: Turn, chance: Random) -> str:
    """A digit that is offered, or some words where words are asked for.

    Where a number is an answer no way has a digit: then it is called by its name.
    """
    offers = [offer for row in turn.said.offers for offer in row]
    onward = [each.digit or each.key for each in offers if _is_onward(each.key)]
    beside = [each.digit or each.key for each in offers if not _is_onward(each.key)]
    question = plan.question(turn.place)
    if isinstance(question, AskWords):
        onward.append(WORDS[question.form])
    return chance.choice(onward if onward and chance.random() < ONWARD else beside or onward)


def _is_onward(key: str) -> bool:
    return key == "/done" or not key.startswith("/")
