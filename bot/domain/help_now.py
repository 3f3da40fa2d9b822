"""What is said to somebody in danger: first words for each kind, and the screens of Help now."""

from collections.abc import Mapping
from typing import Any, Self

import msgspec

from bot.domain.crisis import Crisis
from bot.domain.facts import Fact
from bot.domain.parsing import parsed
from bot.domain.text import Text


class HelpNow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Texts that are each sure enough to be shown, with what they rest on."""

    version: str
    first: dict[Crisis, Fact]
    screens: dict[str, Fact]

    def __post_init__(self) -> None:
        if missing := set(Crisis) - set(self.first):
            raise ValueError(f"there are no first words for {min(missing)}")
        for name, fact in (*self.first.items(), *self.screens.items()):
            if not fact.shown:
                raise ValueError(f"{name} is not certain enough to be shown")

    def says(self) -> dict[str, Text]:
        """What is said at once, by the kind of danger."""
        return {kind: fact.text for kind, fact in self.first.items() if fact.text is not None}

    def screen(self, name: str) -> Text:
        return self.screens[name].text or Text("")

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)
