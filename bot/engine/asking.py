"""How the question that stands is put: its words, its answers, or what may have been meant."""

from collections.abc import Mapping

from bot.domain.text import Text
from bot.engine import finds
from bot.engine.book import Book
from bot.engine.forms import as_read
from bot.engine.offers import offers, with_digit
from bot.engine.place import Place
from bot.engine.said import Fill, Line, Said, Turn
from bot.engine.texts import placeholders
from bot.engine.vocabulary import Ask, AskWords, Question
from bot.engine.ways import HELP_NOW, PERSON, choices, ways

MISSED_OFTEN = 2  # then a person may do better than a program


def ask(book: Book, place: Place, question: Question, lines: tuple[Line, ...]) -> Turn:
    """The question with what is said before it, or a guess in its place."""
    if finds.is_find(place.guesses):
        found = Line(book.plan.phrases.found)
        return Turn(place, Said((*lines, found), offers(place, question), place.turn))
    if place.guesses:
        asked = Line(book.plan.phrases.meant, {"answer": _label(question, place.guesses[0])})
        return Turn(place, Said((*lines, asked), offers(place, question), place.turn))
    asked = line(book, question.text, place, {})
    if isinstance(question, Ask) and question.hides:
        return Turn(place, Said((asked,), offers(place, question), place.turn, hides=True))
    dots = book.progress(place)
    rows = offers(place, question)
    if place.missed >= MISSED_OFTEN and place.lang and PERSON.key in book.plan.commands:
        rows = (*rows[:-1], (with_digit(PERSON, question),), rows[-1])
    if place.log and book.plan.urgent(place.known):
        rows = ((HELP_NOW,), *rows)
    files = isinstance(question, AskWords) and question.files
    return Turn(place, Said((*lines, *dots, asked), rows, place.turn, files=files))


def _label(question: Question, key: str) -> Fill:
    """What an answer, or a way, is called."""
    if isinstance(question, AskWords):
        return as_read(question.form, key)
    answers = {each.key: each.label for each in choices(question)}
    others = {each.key: each.label for each in ways(question, written=True)}
    return Line({**others, **answers}[key])


def line(book: Book, text: Text, place: Place, given: Mapping[str, Fill]) -> Line:
    """A text with what its placeholders need."""
    if "{" not in text:
        return Line(text)
    names, known = placeholders(text), place.known
    return Line(text, {n: given[n] if n in given else book.plan.fills[n](known) for n in names})
