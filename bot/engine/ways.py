"""The answers that questions share: back, skip, done, more, menu."""

from collections.abc import Iterator, Sequence

from bot.domain.text import Text
from bot.engine.said import Offer
from bot.engine.vocabulary import CHOICES_PER_PAGE, AskMany, AskWords, Choice, Question

BACK = Offer("/back", "9", "⬅️", Text("Back"))
SKIP = Offer("/skip", "7", "⏭️", Text("Skip"))
DONE = Offer("/done", "7", "✔️", Text("Done"))
MORE = Offer("/more", "8", "⬇️", Text("More answers"))
CLEAR = Offer("/clear", "8", "🧽", Text("Delete what I wrote"))
MENU = Offer("/menu", "0", "🏠", Text("Menu"))
HIDE = Offer("/hide", "00", "🧹", Text("Hide"))  # not shown: whoever looks on would ask why
HELP_NOW = Offer("/sos", "99", "🆘", Text("Help now"))  # shown where danger was heard, always open

PERSON = Offer("/person", "88", "🙋", Text("A person"))  # shown after a second failure
MEANT = Offer("/meant", "1", "✅", Text("Yes"))  # to a guess; what was guessed is in the key
OTHER = Offer("/other", "2", "❌", Text("No"))


def ways(question: Question | None, *, written: bool = False) -> Iterator[Offer]:
    """Those that this question hears.  Where two share a digit the first has it."""
    if question is not None and can_be_done(question):
        yield DONE
    if question is not None and question.skip:
        yield SKIP
    if len(choices(question)) > CHOICES_PER_PAGE:
        yield MORE
    if written and isinstance(question, AskWords):
        yield CLEAR
    yield from (BACK, MENU, HIDE, PERSON, HELP_NOW)


def digit_of(way: Offer, question: Question | None) -> str:
    """What may be typed for a way; where a number is an answer, no digit means anything else."""
    return "" if is_in_form(question) and way is not HIDE else way.digit


def is_in_form(question: Question | None) -> bool:
    """Whether a number, a date or an amount of money is asked for."""
    return isinstance(question, AskWords) and question.form != "words"


def can_be_done(question: Question) -> bool:
    return isinstance(question, AskMany) or (isinstance(question, AskWords) and question.several)


def takes_files(question: Question | None) -> bool:
    return isinstance(question, AskWords) and question.files


def choices(question: Question | None) -> tuple[Choice, ...]:
    return () if question is None else question.choices


def page_of(shown: Sequence[Choice], page: int) -> tuple[Choice, ...]:
    """The choices that are on one page."""
    return tuple(shown[page * CHOICES_PER_PAGE : (page + 1) * CHOICES_PER_PAGE])


def pages(shown: Sequence[Choice]) -> list[tuple[Choice, ...]]:
    """The choices in pages of what a small screen shows."""
    return [page_of(shown, page) for page in range(-(-len(shown) // CHOICES_PER_PAGE))]
