"""A topic of rights: general cards, and which facts and conventions belong to it."""

from collections.abc import Mapping
from typing import Any, Self

import msgspec

from bot.domain.answers import Sector
from bot.domain.conventions import ConventionId
from bot.domain.countries import Country
from bot.domain.facts import Fact
from bot.domain.parsing import parsed
from bot.domain.text import Text


class Card(Fact, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A card; with a sector it holds for who works there alone."""

    sector: Sector | None = None


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something a worker can read about; every card is shown with its source and date.

    `beside`: those of its facts that tell where to look or complain, not what the law says on it.
    """

    id: str
    emoji: str
    title: Text
    cards: tuple[Card, ...]
    facts: tuple[str, ...]
    beside: tuple[str, ...] = ()
    conventions: tuple[ConventionId, ...]

    def __post_init__(self) -> None:
        if not self.cards or not all(card.shown for card in self.cards):
            raise ValueError("every topic has cards, and each is certain enough to be shown")
        if not self.conventions:
            raise ValueError("every topic names a convention that is behind it")
        if not set(self.beside) <= set(self.facts):
            raise ValueError("what is beside the law is one of the facts of the topic")

    @property
    def differs(self) -> bool:
        """Whether people of some sector read other cards than all the others."""
        return any(card.sector for card in self.cards)

    def cards_for(self, sector: str) -> tuple[Card, ...]:
        """What somebody of this sector reads: what is for all, and what is for them."""
        return tuple(card for card in self.cards if card.sector in {None, sector})

    def known_of(self, country: Country | None) -> tuple[Fact, ...]:
        """What is certain enough of this country, in the order to be shown."""
        if country is None:
            return ()
        return tuple(fact for id_ in self.facts if (fact := country.shown(id_)) is not None)

    def says_law_of(self, country: Country | None) -> bool:
        """Whether something is known of the law itself, and not only where to go."""
        laws = (id_ for id_ in self.facts if id_ not in self.beside)
        return country is not None and any(country.shown(id_) for id_ in laws)

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)
