"""What people type, without what keyboards, scripts and copying add to it."""

import unicodedata

# Spaces, dashes, marks that are not seen (direction, joiners), and those that sit on a digit.
_PASSED_OVER = frozenset({"Zs", "Zl", "Zp", "Pd", "Cf", "Mn", "Me"})


def folded(typed: str) -> str:
    """The letters and digits of a code: digits of any script as ASCII, spaces and marks gone.

    Whatever else was typed stays, so that the reader of the code can refuse it.
    """
    return "".join(_folded(char) for char in typed)


def _folded(char: str) -> str:
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if char in "\t\n\r." or unicodedata.category(char) in _PASSED_OVER:
        return ""
    return char
