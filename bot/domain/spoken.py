"""What people of one language write for yes and no, and for what works everywhere."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, Self

import msgspec

from bot.domain.comparison import compared
from bot.domain.parsing import parsed

Way = Literal["back", "done", "help", "hide", "language", "menu", "person", "skip", "stop"]
NEEDED: tuple[Way, ...] = ("back", "help", "hide", "menu", "skip", "stop")


class Spoken(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of one language, in all its scripts and spellings.

    `perhaps` are those with which some say yes, and some only that they have read something.
    """

    lang: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    perhaps: tuple[str, ...] = ()
    commands: dict[Way, tuple[str, ...]]

    def __post_init__(self) -> None:
        if not self.yes or not self.no:
            raise ValueError("there are words for yes, and words for no")
        if missing := [way for way in NEEDED if not self.commands.get(way)]:
            raise ValueError(f"there is a word for {missing[0]}")
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
