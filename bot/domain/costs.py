"""Recruitment costs: who should pay, by the ILO's definition."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

import msgspec

from bot.domain.facts import SHOWABLE, Basis, Fact
from bot.domain.parsing import parsed, refuse_doubles
from bot.domain.text import Text


class Payer(StrEnum):
    """What the international rule says of a cost."""

    EMPLOYER = "employer"
    NOBODY = "nobody"  # it should never be asked for
    UNCLEAR = "unclear"


class Group(StrEnum):
    """The three parts of the definition."""

    FEE = "fee"
    RELATED_COST = "related_cost"
    ILLEGITIMATE = "illegitimate"


class CostItem(Basis, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing that workers are asked to pay for."""

    id: str
    group: Group
    emoji: str
    label: Text
    text: Text


class RecruitmentCosts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The international rule, its limits, and the costs we are sure enough of to name.

    `sources` only gives the titles a name within the file.
    """

    version: str
    sources: dict[str, str]
    rules: tuple[Fact, ...]
    items: tuple[CostItem, ...]

    def __post_init__(self) -> None:
        refuse_doubles("item", (item.id for item in self.items))
        unsure = [item.id for item in self.items if item.certainty not in SHOWABLE]
        if unsure or not all(rule.shown for rule in self.rules):
            raise ValueError(f"not certain enough to be shown: {', '.join(unsure) or 'a rule'}")

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)

    def item(self, id_: str) -> CostItem | None:
        return next((item for item in self.items if item.id == id_), None)


def who_should_pay(item: CostItem | None) -> Payer:
    """The named rule: a cost that we do not know is unclear, and stays so."""
    if item is None:
        return Payer.UNCLEAR
    return Payer.NOBODY if item.group is Group.ILLEGITIMATE else Payer.EMPLOYER
