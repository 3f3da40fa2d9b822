"""Numbers that people keep and type: digits by chance with one to check them, shown in fours."""

from collections.abc import Callable

_GROUP = 4

# Damm's quasigroup of order ten: every single wrong digit and every swap of neighbours shows.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def are_digits(text: str, count: int) -> bool:
    """Whether these are so many ASCII digits, and nothing else."""
    return len(text) == count and text.isascii() and text.isdigit()


def drawn(count: int, randbelow: Callable[[int], int]) -> str:
    """So many digits, the last one to check them; `randbelow(n)`: from 0 to n - 1, unguessable."""
    free = count - 1
    digits = f"{randbelow(10**free):0{free}}"
    return digits + check_digit(digits)


def check_digit(digits: str) -> str:
    """Damm's check digit; "0" for digits that end with their own."""
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim


def in_fours(digits: str) -> str:
    """The digits as people read them."""
    starts = range(0, len(digits), _GROUP)
    return " ".join(digits[start : start + _GROUP] for start in starts)
