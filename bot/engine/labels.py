"""The answers of a question by what people write of them: their number, their label, or both."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.domain.comparison import compared, spelled
from bot.domain.numerals import western
from bot.domain.text import Text
from bot.engine.vocabulary import AskMany, Choice, Question
from bot.engine.ways import choices, page_of

SHORTEST_BEGINNING = 3  # letters of a label that are enough to mean it
NUMBERS = re.compile(r"[\d\s,.;،、和و&+-]*\d[\d\s,.;،、和و&+-]*")


class Named(NamedTuple):
    """What was named; `whole` if by its number or its label, and not by a beginning of it."""

    keys: tuple[str, ...]
    whole: bool = True


def named(
    question: Question | None, page: int, text: str, speak: Callable[[Text], str]
) -> Named | None:
    """The answers of this question that a text names."""
    listed = choices(question)
    if not listed:
        return None
    shown = page_of(listed, page)
    typed = western(text)
    if NUMBERS.fullmatch(typed):
        numbers = [int(number) for number in re.findall(r"\d+", typed)]
        return _by_numbers(shown, numbers, many=isinstance(question, AskMany))
    said = compared(typed)
    if key := _only(choice.key for choice in listed if compared(choice.emoji) == said):
        return Named((key,))
    return _by_label({each.key: compared(speak(each.label)) for each in listed}, shown, said)


def _by_numbers(shown: Sequence[Choice], numbers: Sequence[int], *, many: bool) -> Named | None:
    in_range = all(1 <= number <= len(shown) for number in numbers)
    if not in_range or (len(numbers) > 1 and not many):
        return None
    return Named(tuple(dict.fromkeys(shown[number - 1].key for number in numbers)))


def _by_label(labels: Mapping[str, str], shown: Sequence[Choice], said: str) -> Named | None:
    """The one choice whose label this is, or clearly begins; with its number or without."""
    numbered = {each.key: f"{n} {labels[each.key]}" for n, each in enumerate(shown, start=1)}
    for known in (labels, numbered):
        if key := _only(key for key, label in known.items() if label == said):
            return Named((key,))
        if not said.isascii() and (key := _only(_spelled_like(said, known))):
            return Named((key,))
    if len(said) < SHORTEST_BEGINNING:
        return None
    for known in (labels, numbered):
        if key := _only(key for key, label in known.items() if label.startswith(said)):
            return Named((key,), whole=False)
    return None


def _spelled_like(said: str, labels: Mapping[str, str]) -> Iterator[str]:
    """Marks that are seldom typed, and letters that are written for each other, are no slips."""
    same = spelled(said)
    return (key for key, label in labels.items() if spelled(label) == same)


def _only(found: Iterator[str]) -> str | None:
    """The one that was found; none where there are two, since then nobody knows which."""
    keys = list(found)
    return keys[0] if len(keys) == 1 else None
