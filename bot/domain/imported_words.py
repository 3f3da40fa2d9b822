"""What an organisation wrote, made fit for a worker's screen: one line, and no phone number."""

import re
import unicodedata

LONGEST = 200
JOINERS = {"\u200c", "\u200d"}  # Nepali and Bengali cannot be written without them
_SEPARATORS = r"[\s().+/–-]*"
_NUMBER = re.compile(rf"\d(?:{_SEPARATORS}\d){{2,}}")
_LONG_NUMBER = re.compile(rf"\d(?:{_SEPARATORS}\d){{4,}}")


class WordsUnfit(Exception):
    """Words cannot be shown to a worker; the message says why."""


def one_line(text: str | None) -> str:
    """Without line breaks, and without signs that turn what stands beside them around."""
    seen = "".join(each for each in " ".join((text or "").split()) if _is_seen(each))
    return " ".join(seen.split())


def fit(text: str | None, *, longest: int = LONGEST) -> str:
    """A number in words would get past the test call.  Raises WordsUnfit."""
    return _checked(one_line(text), _NUMBER, longest)


def fit_address(text: str | None) -> str:
    """A house may have three digits or four; no phone number that matters has.

    Raises WordsUnfit.
    """
    return _checked(one_line(text), _LONG_NUMBER, LONGEST)


def _checked(words: str, number: re.Pattern[str], longest: int) -> str:
    if len(words) > longest:
        raise WordsUnfit(f"is longer than {longest} letters")
    if number.search(words):
        raise WordsUnfit("holds what may be a phone number that nobody tested")
    return words


def _is_seen(letter: str) -> bool:
    return letter in JOINERS or not unicodedata.category(letter).startswith("C")
