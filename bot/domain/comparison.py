"""Typed words as they are compared: letters and numbers only, whatever else a phone adds."""

import re
import unicodedata

from bot.domain.numerals import western
from bot.domain.spelling import END, words

_DRESS = re.compile("[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]")  # how an emoji looks
_NEITHER_LETTER_NOR_DIGIT = re.compile("[^0-9a-z]+")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")


def compared(text: str) -> str:
    """What two words have in common that are the same; of an emoji alone, the emoji."""
    return plain(western(text)) or "".join(_DRESS.sub("", text).split())


def plain(text: str) -> str:
    """Letters, marks and digits only, without case: an emoji or a full stop is no matter."""
    if text.isascii():
        return _NEITHER_LETTER_NOR_DIGIT.sub(" ", text.lower()).strip()
    same = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join("".join(map(_letter, _DRESS.sub("", same))).split())


def spelled(text: str) -> str:
    """The same in one spelling for what people write in many ways."""
    return " ".join(word for word in words(text) if word != END)


def drawn_in(text: str) -> str:
    """A word that was cried, as it is said: stoooop is stop."""
    return _DRAWN_OUT.sub(r"\1", text)


def _letter(char: str) -> str:
    """Joiners within a word are nothing, everything that is no letter is a gap."""
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    return char if category[0] in "LMN" else " "
