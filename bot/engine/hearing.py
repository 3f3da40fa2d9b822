"""What a person meant: a tap, a digit in any script, a word of the label, or a command."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.domain.messages import Incoming
from bot.domain.text import Text
from bot.engine.place import Place
from bot.engine.vocabulary import CHOICES_PER_PAGE, Ask, AskMany, AskWords, Choice, Question

Speak = Callable[[Text], str]

SKIP_DIGIT, MORE_DIGIT, BACK_DIGIT, MENU_DIGIT = "7", "8", "9", "0"
COMMANDS = {BACK_DIGIT: "/back", MENU_DIGIT: "/menu"}
BOUND_TO_A_TURN = {"/back", "/skip", "/done", "/more"}  # a second tap must not act twice
SHORTEST_BEGINNING = 3  # letters of a label that are enough to mean it
LONGEST_WORDS = 60_000  # characters in one answer, all its messages together


@dataclass(frozen=True, slots=True)
class Command:
    """/menu and its like: the same in every state."""

    name: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One or several answers of the question asked."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """An answer in the person's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A tap on a question that has passed."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not an answer to this question: `why` is nothing, media or long."""

    why: str = "nothing"


Heard = Command | Chosen | Words | Stale | Unclear


def pages(choices: Sequence[Choice]) -> list[tuple[Choice, ...]]:
    """The choices in pages of what a small screen shows."""
    starts = range(0, len(choices), CHOICES_PER_PAGE)
    return [tuple(choices[start : start + CHOICES_PER_PAGE]) for start in starts]


def hear(place: Place, question: Question | None, incoming: Incoming, speak: Speak) -> Heard:
    """What was meant, given the question that stands."""
    if incoming.choice is not None:
        return _tapped(place, question, incoming)
    if incoming.media:
        return Unclear("media")
    if incoming.text is None:
        return Command("/again")
    if not incoming.text.strip():
        return Unclear()
    return _typed(place, question, incoming.text, speak)


def _tapped(place: Place, question: Question | None, incoming: Incoming) -> Heard:
    key = incoming.choice or ""
    of_another_turn = incoming.turn is not None and incoming.turn != place.turn
    if key.startswith("/"):
        return Stale() if of_another_turn and key in BOUND_TO_A_TURN else Command(key)
    if of_another_turn:
        return Stale()
    known = {choice.key for choice in _choices(question)}
    return Chosen((key,)) if key in known else Unclear()


def _typed(place: Place, question: Question | None, text: str, speak: Speak) -> Heard:
    typed = text.strip()
    digits = western(typed)
    if typed.startswith("/"):
        return Command(typed.split(maxsplit=1)[0].split("@")[0].lower())
    if command := _digit_command(question, digits, paged=len(pages(_choices(question))) > 1):
        return Command(command)
    if isinstance(question, AskWords):
        written = sum(map(len, place.picked))
        return Words(text) if written + len(text) <= LONGEST_WORDS else Unclear("long")
    return _answer(place, question, typed, digits, speak)


def _digit_command(question: Question | None, digits: str, *, paged: bool) -> str | None:
    if digits == SKIP_DIGIT and question is not None:
        return "/done" if can_be_done(question) else "/skip" if question.skip else None
    if digits == MORE_DIGIT and paged:
        return "/more"
    return COMMANDS.get(digits)


def can_be_done(question: Question) -> bool:
    return isinstance(question, AskMany) or (isinstance(question, AskWords) and question.several)


def _answer(
    place: Place, question: Question | None, typed: str, digits: str, speak: Speak
) -> Heard:
    """A digit (several, where several may be chosen) or a label."""
    choices = _choices(question)
    shown = pages(choices)[place.page] if choices else ()
    numbers = [int(number) for number in re.findall(r"\d+", digits)]
    if numbers and re.fullmatch(r"[\d\s,.;،、和و&+-]+", digits):
        return _by_numbers(question, shown, numbers)
    found = _by_label(choices, typed, speak)
    return Chosen((found,)) if found else Unclear()


def _by_numbers(
    question: Question | None, shown: Sequence[Choice], numbers: Sequence[int]
) -> Heard:
    in_range = all(1 <= number <= len(shown) for number in numbers)
    if not in_range or (len(numbers) > 1 and not isinstance(question, AskMany)):
        return Unclear()
    return Chosen(tuple(dict.fromkeys(shown[number - 1].key for number in numbers)))


def _by_label(choices: Iterable[Choice], typed: str, speak: Speak) -> str | None:
    """The one choice whose label this is, or clearly begins."""
    said = plain(typed)
    labels = {choice.key: plain(speak(choice.label)) for choice in choices}
    exact = [key for key, label in labels.items() if said and label == said]
    begun = [key for key, label in labels.items() if label.startswith(said)]
    if len(exact) == 1:
        return exact[0]
    return begun[0] if len(begun) == 1 and len(said) >= SHORTEST_BEGINNING else None


def _choices(question: Question | None) -> tuple[Choice, ...]:
    return question.choices if isinstance(question, Ask | AskMany) else ()


def western(text: str) -> str:
    """The text with the digits of every script as 0 to 9; marks of direction are dropped."""
    kept = (char for char in text.strip() if unicodedata.category(char) != "Cf")
    return "".join(
        char if (value := unicodedata.digit(char, None)) is None else str(value) for char in kept
    )


def plain(text: str) -> str:
    """Letters, marks and digits only, without case: an emoji or a full stop is no matter."""
    kept = [char if unicodedata.category(char)[0] in "LMN" else " " for char in text.casefold()]
    return " ".join(unicodedata.normalize("NFKC", "".join(kept)).split())
