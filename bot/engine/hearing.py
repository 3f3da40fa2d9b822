"""What a person meant: a tap, a digit in any script, a word of the label, or a command."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.messages import Incoming
from bot.domain.text import Text
from bot.engine.place import Place
from bot.engine.vocabulary import AskMany, AskWords, Choice, Question
from bot.engine.ways import choices, pages, ways

Speak = Callable[[Text], str]

BOUND_TO_A_TURN = {"/back", "/skip", "/done", "/more"}  # a second tap must not act twice
SHORTEST_BEGINNING = 3  # letters of a label that are enough to mean it
EMOJI_MARKS = "\ufe0e\ufe0f\u20e3"  # how an emoji looks: marks, but of no letter
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
class Edited:
    """An earlier message was changed, which answers nothing."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not an answer to this question: `why` is nothing, media, personal or long."""

    why: str = "nothing"


Heard = Command | Chosen | Words | Stale | Edited | Unclear


def hear(place: Place, question: Question | None, incoming: Incoming, speak: Speak) -> Heard:
    """What was meant, given the question that stands."""
    if incoming.choice is not None:
        return _tapped(place, question, incoming)
    if incoming.edited:
        return Edited()
    if incoming.media:
        return Unclear("personal" if incoming.media in {"contact", "place"} else "media")
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
    known = {choice.key for choice in choices(question)}
    return Chosen((key,)) if key in known else Unclear()


def _typed(place: Place, question: Question | None, text: str, speak: Speak) -> Heard:
    typed = text.strip()
    if typed.startswith("/"):
        return Command(typed.split(maxsplit=1)[0].split("@")[0].lower())
    said = plain(western(typed))
    for way in ways(question):
        label = plain(speak(way.label))
        if said in {way.digit, label, f"{way.digit} {label}"}:
            return Command(way.key)
    if isinstance(question, AskWords):
        written = sum(map(len, place.picked))
        return Words(text) if written + len(text) <= LONGEST_WORDS else Unclear("long")
    return _answer(place, question, western(typed), speak)


def _answer(place: Place, question: Question | None, typed: str, speak: Speak) -> Heard:
    """A digit (several, where several may be chosen), a label, or both."""
    listed = choices(question)
    shown = pages(listed)[place.page] if listed else ()
    if re.fullmatch(r"[\d\s,.;،、和و&+-]*\d[\d\s,.;،、和و&+-]*", typed):
        return _by_numbers(question, shown, [int(number) for number in re.findall(r"\d+", typed)])
    labels = {choice.key: plain(speak(choice.label)) for choice in listed}
    numbered = {
        choice.key: f"{number} {labels[choice.key]}"
        for number, choice in enumerate(shown, start=1)
    }
    found = _by_label(labels, plain(typed)) or _by_label(numbered, plain(typed))
    return Chosen((found,)) if found else Unclear()


def _by_numbers(
    question: Question | None, shown: Sequence[Choice], numbers: Sequence[int]
) -> Heard:
    in_range = all(1 <= number <= len(shown) for number in numbers)
    if not in_range or (len(numbers) > 1 and not isinstance(question, AskMany)):
        return Unclear()
    return Chosen(tuple(dict.fromkeys(shown[number - 1].key for number in numbers)))


def _by_label(labels: Mapping[str, str], said: str) -> str | None:
    """The one choice whose label this is, or clearly begins."""
    exact = [key for key, label in labels.items() if said and label == said]
    begun = [key for key, label in labels.items() if label.startswith(said)]
    if len(exact) == 1:
        return exact[0]
    return begun[0] if len(begun) == 1 and len(said) >= SHORTEST_BEGINNING else None


def western(text: str) -> str:
    """The text with the digits of every script as 0 to 9; marks of direction are dropped."""
    kept = (char for char in text.strip() if unicodedata.category(char) != "Cf")
    return "".join(
        char if (value := unicodedata.digit(char, None)) is None else str(value) for char in kept
    )


def plain(text: str) -> str:
    """Letters, marks and digits only, without case: an emoji or a full stop is no matter."""
    same = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    written = (char for char in same if char not in EMOJI_MARKS)
    return " ".join("".join(map(_letter, written)).split())


def _letter(char: str) -> str:
    """Joiners within a word are nothing, everything that is no letter is a gap."""
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    return char if category[0] in "LMN" else " "
