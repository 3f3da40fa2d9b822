"""Passwords that are guessed first, and so are refused where a new one is chosen.

Long beats complicated, and rules for its make-up only lead to `Password1!` (NIST SP 800-63B): so a
new password is refused for what a guesser tries first, and for nothing else.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

import msgspec

SHORTEST = 12  # characters
FEWEST_DIFFERENT = 6  # characters; also how often a row may begin anew, and be no row any more
SHORTEST_WORD = 3  # letters of a name below which it is in every other word
AS_LETTERS = str.maketrans("@$!01345", "asioleas")  # signs that are written for them
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")  # as keys lie beside each other


class Weakness(StrEnum):
    """Why a password is guessed first."""

    SHORT = "short"
    ALIKE = "alike"
    ROW = "row"
    NAME = "name"
    MOST_USED = "most_used"


class PasswordRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The rule with its words: those of which the most used passwords are made."""

    version: str
    most_used: tuple[Annotated[str, msgspec.Meta(min_length=4)], ...]

    def weakness(self, password: str, *, names: Collection[str]) -> Weakness | None:
        """What is wrong with it; `names`: of the member and the organisation, known to many."""
        if len(password) < SHORTEST:
            return Weakness.SHORT
        folded = _folded(password)
        if len(set(folded)) < FEWEST_DIFFERENT:
            return Weakness.ALIKE
        if _is_row(folded) or _repeats(folded):
            return Weakness.ROW
        if _mostly(folded, _words(names)):
            return Weakness.NAME
        return Weakness.MOST_USED if _mostly(folded, self.most_used) else None


def _folded(text: str) -> str:
    """The same for letters that look the same, large or small: guessers try them all."""
    return unicodedata.normalize("NFKC", text).casefold()


def _is_row(folded: str) -> bool:
    """Whether nearly each character is the one before, or its neighbour: 123456, aaa, qwerty."""
    begun = 1 + sum(not _beside(*pair) for pair in pairwise(folded))
    return begun < FEWEST_DIFFERENT


def _beside(one: str, other: str) -> bool:
    """The same, neighbours in an alphabet (in whatever script), or on a keyboard."""
    if abs(ord(one) - ord(other)) <= 1:
        return True
    return any(f"{one}{other}" in row or f"{other}{one}" in row for row in ROWS)


def _repeats(folded: str) -> bool:
    """Whether it is a short piece again and again, so worth no more than that piece."""
    pieces = range(1, min(SHORTEST - 1, len(folded) // 2) + 1)
    return any(folded[piece:] == folded[:-piece] for piece in pieces)


def _words(names: Iterable[str]) -> Iterator[str]:
    """Each name as a whole, and the words it has."""
    for name in names:
        yield name
        yield from (word for word in name.split() if len(_bare(_folded(word))) >= SHORTEST_WORD)


def _mostly(folded: str, words: Iterable[str]) -> bool:
    """Whether half of it or more is these words; what stands between letters does not count."""
    whole = left = _bare(folded)
    for word in sorted({_bare(_folded(each)) for each in words} - {""}, key=len, reverse=True):
        left = left.replace(word, " ")
    return 2 * len(left.replace(" ", "")) <= len(whole)


def _bare(folded: str) -> str:
    """Letters with their marks, and digits; a sign that is used for a letter is that letter."""
    signs = folded.translate(AS_LETTERS)
    return "".join(each for each in signs if unicodedata.category(each)[0] in "LMN")
