"""The buttons under a question: its choices in pages, and the row that is always the same."""

from collections.abc import Iterator

from msgspec.structs import replace

from bot.engine import finds
from bot.engine.place import Place
from bot.engine.said import Offer
from bot.engine.vocabulary import CHOICES_PER_PAGE, AskMany, AskWords, Choice, Question
from bot.engine.ways import (
    BACK,
    CLEAR,
    DONE,
    MEANT,
    MENU,
    MORE,
    OTHER,
    SKIP,
    choices,
    digit_of,
    is_in_form,
    page_of,
)

PICKED, UNPICKED = "☑️", "⬜"


def offers(place: Place, question: Question) -> tuple[tuple[Offer, ...], ...]:
    """Rows of buttons.  Before a language is chosen there are only the languages."""
    if finds.is_find(place.guesses):
        shown = ((offer,) for offer in finds.offered(question, place.guesses))
        return (*shown, _always(place, question))
    if place.guesses:
        key = place.guesses[0]
        return tuple((replace(each, key=f"{each.key}:{key}"),) for each in (MEANT, OTHER))
    rows: list[tuple[Offer, ...]] = [(offer,) for offer in _choices(place, question)]
    rows += _ways_on(place, question)
    if place.lang:
        rows.append(_always(place, question))
    if is_in_form(question):
        return tuple(tuple(with_digit(each, question) for each in row) for row in rows)
    return tuple(rows)


def with_digit(way: Offer, question: Question) -> Offer:
    """A way with the digit that it has here."""
    return replace(way, digit=digit_of(way, question))


def _choices(place: Place, question: Question) -> Iterator[Offer]:
    listed = choices(question)
    many = isinstance(question, AskMany)
    for number, choice in enumerate(page_of(listed, place.page), start=1):
        yield Offer(choice.key, str(number), _emoji(place, choice, many=many), choice.label)


def _emoji(place: Place, choice: Choice, *, many: bool) -> str:
    if not many:
        return choice.emoji
    return f"{PICKED if choice.key in place.picked else UNPICKED} {choice.emoji}"


def _ways_on(place: Place, question: Question) -> Iterator[tuple[Offer, ...]]:
    row = []
    if len(choices(question)) > CHOICES_PER_PAGE:
        row.append(MORE)
    if place.picked:
        row.append(DONE)
    if row:
        yield tuple(row)
    if place.picked and isinstance(question, AskWords):
        yield (CLEAR,)


def _always(place: Place, question: Question) -> tuple[Offer, ...]:
    """To skip what was answered in part would throw it away, so then there is only *done*."""
    return (BACK, SKIP, MENU) if question.skip and not place.picked else (BACK, MENU)
