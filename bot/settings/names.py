"""What default.toml sets: what a worker's phone shows of us, which countries and topics."""

import re
from typing import Annotated

import msgspec

from bot.domain.content import Names
from bot.domain.countries import CountryCode
from bot.domain.parsing import refuse_doubles
from bot.domain.text import Text

# Nothing after "?" or "#": a page that everybody opens is not told who sends people to it.
ELSEWHERE = re.compile(r"https://[a-z0-9.-]+(:[0-9]+)?/[A-Za-z0-9/._~%-]*")


class NamesTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The names of default.toml, short enough for a small screen."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    icon: Annotated[str, msgspec.Meta(min_length=1, max_length=8)]
    greeting: Text
    leave_to: Annotated[str, msgspec.Meta(max_length=200)]
    addresses: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.greeting.strip():
            raise ValueError("a greeting needs words")
        if not ELSEWHERE.fullmatch(self.leave_to):
            raise ValueError("leave_to is a page that everybody may see: https://host/path")


class RepliesTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The replies of default.toml: from how many seconds on the phone shows a notice instead."""

    late_after: Annotated[float, msgspec.Meta(ge=1, le=3600)]


class CountriesTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The countries of default.toml: which of those in countries/ a worker can choose."""

    served: tuple[CountryCode, ...]

    def __post_init__(self) -> None:
        refuse_doubles("served", self.served)
        if not self.served:
            raise ValueError("served names one country at least")


class TopicsTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The topics of default.toml: which of those in topics/ a worker can read about."""

    shown: tuple[str, ...]

    def __post_init__(self) -> None:
        refuse_doubles("shown", self.shown)
        if not self.shown:
            raise ValueError("shown names one topic at least")


class Defaults(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All of default.toml."""

    names: NamesTable
    replies: RepliesTable
    countries: CountriesTable
    topics: TopicsTable

    def shown(self) -> Names:
        names = self.names
        return Names(names.title, names.icon, names.greeting, names.leave_to, names.addresses)
