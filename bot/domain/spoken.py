"""What people of one language write for yes and no, and for what works everywhere."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, Self

import msgspec

from bot.domain.comparison import compared
from bot.domain.dates import MONTHS
from bot.domain.parsing import parsed

Way = Literal[
    "again",
    "back",
    "check",
    "done",
    "help",
    "hide",
    "language",
    "later",
    "menu",
    "person",
    "skip",
    "stop",
]
Scale = Annotated[str, msgspec.Meta(pattern="^10+$")]
Code = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
NEEDED: tuple[Way, ...] = ("back", "help", "hide", "menu", "skip", "stop")


class Spoken(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of one language, in all its scripts and spellings.

    `perhaps` are those with which some say yes, and some only that they have read something.
    `months` are the names of each month, from January on; `scales` the words for a thousand and
    more; `currencies` what people call the money of a country, by its code.
    """

    lang: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    perhaps: tuple[str, ...] = ()
    commands: dict[Way, tuple[str, ...]]
    months: tuple[tuple[str, ...], ...] = ()
    scales: dict[Scale, tuple[str, ...]] = {}
    currencies: dict[Code, tuple[str, ...]] = {}

    def __post_init__(self) -> None:
        if not self.yes or not self.no:
            raise ValueError("there are words for yes, and words for no")
        if missing := [way for way in NEEDED if not self.commands.get(way)]:
            raise ValueError(f"there is a word for {missing[0]}")
        if self.months and len(self.months) != len(MONTHS):
            raise ValueError(f"a year has {len(MONTHS)} months, or none is named")
        if clash := next(clashes([self]), None):
            raise ValueError(clash)

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)

    def meanings(self) -> Iterator[tuple[str, str]]:
        """Each word as it is compared, and what it means."""
        for meaning in ("yes", "no", "perhaps"):
            yield from ((compared(word), meaning) for word in getattr(self, meaning))
        for way, words in self.commands.items():
            yield from ((compared(word), f"/{way}") for word in words)


def clashes(languages: Iterable[Spoken]) -> Iterator[str]:
    """Words that would be taken for another thing than was meant.

    Commands work in every language, so none may mean anything else in another one.
    """
    known: dict[str, tuple[str, str]] = {}
    for each in languages:
        for word, meaning in each.meanings():
            lang, before = known.setdefault(word, (each.lang, meaning))
            commands = meaning.startswith("/") or before.startswith("/")
            if before != meaning and (commands or lang == each.lang):
                yield f"{word} means {before} ({lang}) and {meaning} ({each.lang})"
