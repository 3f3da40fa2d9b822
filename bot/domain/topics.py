"""A topic of rights: general cards, and which facts of a country belong to it."""

from collections.abc import Mapping
from typing import Any, Self

import msgspec

from bot.domain.facts import Fact
from bot.domain.parsing import parsed
from bot.domain.text import Text


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something a worker can read about; every card is shown with its source and date."""

    id: str
    emoji: str
    title: Text
    cards: tuple[Fact, ...]
    facts: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.cards or not all(card.shown for card in self.cards):
            raise ValueError("every topic has cards, and each is certain enough to be shown")

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)
