"""Numbers as people write them, in any script, as 0 to 9."""

import re
import unicodedata
from collections.abc import Iterable

# Scripts with signs for ten, twenty, a hundred: ፳፩ is 20 and 1, ௨௰௧ is 2 times 10 and 1.
_TOGETHER = re.compile("[፩-፼]+|[௦-௲]+|[൦-൲]+|[𑇡-𑇴]+")
_DRESS = re.compile("[\ufe0e\ufe0f\u20e3]+")  # what makes an emoji of a digit
_KEYCAP_TEN = "🔟"
_TEN, _HUNDRED = 10, 100


def western(text: str) -> str:
    """The text with its numbers as 0 to 9; marks of direction, and keycaps, are dropped."""
    if text.isascii():
        return text.strip()
    text = _DRESS.sub("", text).replace(_KEYCAP_TEN, " 10 ")
    text = _TOGETHER.sub(lambda signs: _together(signs[0]), text)
    return "".join(map(_western, text)).strip()


def _western(char: str) -> str:
    category = unicodedata.category(char)
    if category[0] != "N":
        return "" if category == "Cf" else char
    digit = unicodedata.decimal(char, None)
    return _sign(char) if digit is None else str(digit)


def _sign(char: str) -> str:
    """A number that is one sign: what stands in a circle stands by itself, a fraction stays."""
    number = unicodedata.numeric(char)
    if not number.is_integer():
        return char
    raised = unicodedata.decomposition(char).startswith(("<super>", "<sub>"))
    return f"{number:.0f}" if raised else f" {number:.0f} "


def _together(signs: str) -> str:
    """The number that signs of one script make together; digits alone are one already."""
    if all(unicodedata.decimal(sign, None) is not None for sign in signs):
        return signs
    values = [unicodedata.numeric(sign) for sign in signs]
    whole = all(value.is_integer() for value in values)
    return str(_sum(map(int, values))) if whole else signs


def _sum(values: Iterable[int]) -> int:
    total = units = 0
    for value in values:
        if value >= _HUNDRED:
            times = total + units if total < value else units
            total = (0 if total < value else total) + (times or 1) * value
            units = 0
        elif value == _TEN and 0 < units < _TEN:
            units *= value
        elif value < _TEN and units % _TEN:
            units = units * _TEN + value
        else:
            units += value
    return total + units
