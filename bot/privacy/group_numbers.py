"""The number that lets others join a group's report: twelve digits that open nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from bot.privacy.receipts import check_digit
from bot.privacy.typed import folded

_DIGITS = 12
_GROUP = 4


class NotAGroupNumber(ValueError):
    """What was typed is no group number; the message does not hold it."""


@dataclass(frozen=True, slots=True)
class GroupNumber:
    """Twelve ASCII digits, eleven by chance and one to check them; shorter than any receipt.

    So nobody takes one for the other. No `repr` shows them. `GroupNumber(digits)` raises
    NotAGroupNumber where they are not twelve or the check digit is wrong.
    """

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        digits = self.digits
        if len(digits) != _DIGITS or not (digits.isascii() and digits.isdigit()):
            raise NotAGroupNumber("A group number has 12 digits: type all of them.")
        if check_digit(digits) != "0":
            raise NotAGroupNumber("A digit of this group number is wrong: compare it.")

    @classmethod
    def new(cls, randbelow: Callable[[int], int]) -> Self:
        """One by chance; `randbelow(n)` gives a number from 0 to n - 1, unguessable."""
        free = _DIGITS - 1
        drawn = f"{randbelow(10**free):0{free}}"
        return cls(drawn + check_digit(drawn))

    @classmethod
    def read(cls, typed: str) -> Self:
        """The one that someone typed, in any script's digits.  Raises NotAGroupNumber."""
        return cls(folded(typed))

    def shown(self) -> str:
        """The digits as people read them: three groups of four."""
        groups = range(0, _DIGITS, _GROUP)
        return " ".join(self.digits[start : start + _GROUP] for start in groups)
