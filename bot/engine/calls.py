"""Calls for help: heard before a language was chosen, and answered in that of the word."""

from bot.domain.comparison import compared
from bot.domain.messages import Incoming
from bot.engine.book import Book
from bot.engine.place import Place
from bot.engine.vocabulary import Question
from bot.engine.ways import choices

CALLS_FOR_HELP = {"/help", "/person"}


def in_their_language(book: Book, place: Place, question: Question, incoming: Incoming) -> Place:
    """Who asks for help in words of one language, before any was chosen, is answered in it.

    So is whoever tells of danger.
    """
    if place.lang or not incoming.text:
        return place
    lang = _language_of(book, incoming.text)
    offered = {choice.key for choice in choices(question)}
    return place.with_(lang=lang) if lang in offered else place


def _language_of(book: Book, text: str) -> str | None:
    said = compared(text)
    if book.plan.lexicon.command(said) in CALLS_FOR_HELP:
        return book.plan.lexicon.language_of(said)
    return book.plan.alarm.language_of(text)
