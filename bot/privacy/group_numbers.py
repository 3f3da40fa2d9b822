"""The number that lets others join a group's report: twelve digits that open nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from bot.privacy.digits import are_digits, check_digit, drawn, in_fours
from bot.privacy.typed import folded

_DIGITS = 12


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
        if not are_digits(self.digits, _DIGITS):
            raise NotAGroupNumber("A group number has 12 digits: type all of them.")
        if check_digit(self.digits) != "0":
            raise NotAGroupNumber("A digit of this group number is wrong: compare it.")

    @classmethod
    def new(cls, randbelow: Callable[[int], int]) -> Self:
        """One by chance; `randbelow(n)` gives a number from 0 to n - 1, unguessable."""
        return cls(drawn(_DIGITS, randbelow))

    @classmethod
    def read(cls, typed: str) -> Self:
        """The one that someone typed, in any script's digits.  Raises NotAGroupNumber."""
        return cls(folded(typed))

    def shown(self) -> str:
        """The digits as people read them: three groups of four."""
        return in_fours(self.digits)
