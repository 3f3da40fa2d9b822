"""Posters: codes that say nothing, and how many people began with each in a week."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.privacy.sealed import Where
from bot.privacy.server import ServerKeys
from bot.services.ports import Chance, Clock
from bot.storage.database import Database
from bot.storage.links import LinkRow

# Nothing that is read as something else, on paper and by somebody who types it; no vowels, so that
# no word comes of it by accident.
LETTERS = "bcdfghjkmnpqrstvwxz23456789"
LENGTH = 9  # 27 ** 9 codes: none is met by guessing


class NoSuchLink(Exception):
    """There is no poster with this code; `haki links list` shows those that there are."""


@dataclass(frozen=True, slots=True)
class Link:
    """A poster, for the one who runs this: `weeks` counts who began, by the week's Monday."""

    code: str
    note: str
    created_at: datetime
    weeks: Mapping[date, int] = field(default_factory=dict)


class Links:
    """Notes are the operator's own, and sealed: they say where people were looked for."""

    def __init__(self, database: Database, keys: ServerKeys, clock: Clock, chance: Chance) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._chance = chance

    async def new(self, note: str) -> Link:
        """A code for another poster; it is not made from the note."""
        code = "".join(LETTERS[self._chance.below(len(LETTERS))] for _ in range(LENGTH))
        link = Link(code, note, self._clock())
        sealed = self._keys.seal(note.encode(), _where(code))
        async with self._database.transaction() as work:
            await work.links.add(LinkRow(code, sealed, link.created_at))
        return link

    async def all(self) -> list[Link]:
        """Every poster, the oldest first."""
        async with self._database.transaction() as work:
            rows, counted = await work.links.all(), await work.links.weeks()
        weeks: defaultdict[str, dict[date, int]] = defaultdict(dict)
        for each in counted:
            weeks[each.code][each.week] = each.begun
        return [
            Link(row.code, self._note(row), row.created_at, weeks.get(row.code, {}))
            for row in rows
        ]

    async def of(self, code: str) -> Link:
        """Raises NoSuchLink."""
        for link in await self.all():
            if link.code == code:
                return link
        raise NoSuchLink(f"There is no poster with the code {code}; see `haki links list`.")

    def _note(self, row: LinkRow) -> str:
        return self._keys.open(row.note_sealed, _where(row.code)).decode()


def _where(code: str) -> Where:
    return Where("links", "note_sealed", code)
