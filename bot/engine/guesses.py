"""What somebody may have meant who wrote almost an answer: they are asked before it counts."""

from collections.abc import Callable, Collection, Iterator, Mapping

from rapidfuzz.distance import OSA

from bot.domain.comparison import compared, spelled
from bot.domain.text import Text
from bot.engine.said import Offer
from bot.engine.vocabulary import NO, YES, Question
from bot.engine.ways import choices

SLIPS = ((12, 3), (7, 2), (4, 1), (0, 0))  # letters of a label, and how many may be wrong
SHORTEST_PART = 4  # letters; a shorter one says too little
LETTERS = {*"abcdefghijklmnopqrstuvwxyz"}  # as words: "a" is in many labels and says nothing
WITHIN, FAR = 0.5, 99.0
ARTICLE = "ال"

Words = tuple[str, ...]


def guess(
    question: Question | None,
    offered: Collection[Offer],
    said: str,
    speak: Callable[[Text], str],
) -> str | None:
    """The one answer, or way, that this may mean; none where it may mean two.

    Yes and no are never guessed where both can be said, and never a word of one answer is taken
    for another answer.
    """
    keys = {choice.key for choice in choices(question)}
    labels = {each.key: compared(speak(each.label)) for each in choices(question)}
    labels |= {each.key: compared(speak(each.label)) for each in offered}
    found: dict[str, float] = {}
    for spelling in (str, spelled):  # a slip may be one in letters that are else the same
        words = {key: _words(spelling(label)) for key, label in labels.items()}
        for key, slips in _near(_words(spelling(said)), words):
            found[key] = min(slips, found.get(key, slips))
    fewest = [key for key, slips in found.items() if slips == min(found.values())]
    if len(fewest) != 1 or ({YES, NO} <= keys and fewest[0] in {YES, NO}):
        return None
    return fewest[0]


def _near(typed: Words, labels: Mapping[str, Words]) -> Iterator[tuple[str, float]]:
    """The labels that are near, by slips; a word from within is a little farther away."""
    said = " ".join(typed)
    for key, label in labels.items():
        others = {
            word for other, each in labels.items() if other != key for word in each
        } - LETTERS
        if any(w in others or w.isdecimal() for w in typed if w not in label):
            continue
        slips = [OSA.distance(said, form) for form in _beginnings(label) if _is_near(said, form)]
        within = [
            OSA.distance(said, word) for word in _words_within(label) if _is_near(said, word)
        ]
        if slips or within:
            yield key, min(*slips, *(each + WITHIN for each in within), FAR)


def _is_near(said: str, form: str) -> bool:
    most = next(wrong for letters, wrong in SLIPS if len(form) >= letters)
    return OSA.distance(said, form, score_cutoff=most) <= most


def _beginnings(label: Words) -> Iterator[str]:
    """A label as a whole, and what it begins with."""
    yield " ".join(label)
    parts = (" ".join(label[:end]) for end in range(1, len(label)))
    yield from (part for part in parts if len(part) >= SHORTEST_PART)


def _words_within(label: Words) -> Iterator[str]:
    yield from (word for word in label[1:] if len(word) >= SHORTEST_PART)


def _words(label: str) -> Words:
    """The words of a label; in Arabic the article is a part of the word, and often left out."""
    return tuple(
        word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + 1 else word
        for word in label.split()
    )
