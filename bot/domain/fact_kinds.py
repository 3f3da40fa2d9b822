"""Which kinds of facts there are, where each is expected, and how long a check of them lasts."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

import msgspec

from bot.domain.countries import Role
from bot.domain.parsing import parsed

Months = Annotated[int, msgspec.Meta(ge=1, le=60)]

MONTHS_OF_A_YEAR = 12
SHORTEST_MONTH = 28  # days; a check of the 31st is over by the 28th of any month


class FactKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a kind of facts is about, for partners; and which countries should have one."""

    about: Annotated[str, msgspec.Meta(min_length=1)]
    expected_of: tuple[Role, ...]


class FactKinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All of facts.yaml."""

    version: str
    review_after_months: Months
    call_again_after_months: Months
    kinds: dict[str, FactKind]

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)

    def expected(self, role: Role) -> tuple[str, ...]:
        """The names of the facts that every country of this role should have."""
        return tuple(name for name, kind in self.kinds.items() if role in kind.expected_of)

    def to_review(self, last_checked: date, *, today: date) -> bool:
        """Whether somebody should look again if it still is so."""
        return _later(last_checked, self.review_after_months) < today

    def to_call_again(self, tested: date, *, today: date) -> bool:
        """Whether a number should be called for another test."""
        return _later(tested, self.call_again_after_months) < today


def _later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, MONTHS_OF_A_YEAR)
    return date(day.year + years, month + 1, min(day.day, SHORTEST_MONTH))
