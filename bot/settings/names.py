"""How a deployment calls itself on a worker's phone."""

from typing import Annotated

import msgspec

from bot.domain.content import Names
from bot.domain.text import Text


class NamesTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The names of default.toml, short enough for a small screen."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    icon: Annotated[str, msgspec.Meta(min_length=1, max_length=8)]
    greeting: Text
    addresses: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.greeting.strip():
            raise ValueError("a greeting needs words")


class Defaults(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All of default.toml."""

    names: NamesTable

    def shown(self) -> Names:
        names = self.names
        return Names(names.title, names.icon, names.greeting, names.addresses)
