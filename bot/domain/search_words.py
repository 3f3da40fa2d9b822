"""What people write when they look for something: the words of one language for each target."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

import msgspec

from bot.domain.parsing import parsed

Goal = Literal[
    "help_now", "report", "my_report", "offer", "pay", "debt", "costs", "diary_card", "privacy",
    "language", "really_us", "stop", "delete", "hide", "updates", "diary",
]  # fmt: skip
Phrase = Annotated[str, msgspec.Meta(min_length=1)]
Phrases = Annotated[tuple[Phrase, ...], msgspec.Meta(min_length=1)]


class SearchWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of one language, in all its scripts and spellings, by what they look for.

    `beginnings` are what a word may begin with that says nothing: an article, "and".
    """

    lang: str
    beginnings: tuple[str, ...] = ()
    topics: dict[str, Phrases]
    costs: dict[str, Phrases]
    ways: dict[Goal, Phrases]

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)

    def targets(self) -> dict[str, Phrases]:
        """By the name of what is found."""
        of_each = (("topic", self.topics), ("cost", self.costs), ("way", self.ways))
        return {target(kind, name): some for kind, each in of_each for name, some in each.items()}


def target(kind: str, name: str) -> str:
    """What a topic, a cost or a way is called when it is looked for."""
    return f"{kind}.{name}"
