"""Posters, and how many people began with each in a week."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.reach import LINK_WEEKS, LINKS

ADD = sa.insert(LINKS)
ALL = sa.select(LINKS.c.code, LINKS.c.note_sealed, LINKS.c.created_at).order_by(
    LINKS.c.created_at, LINKS.c.code
)
# In the order of codes: two batches with the same posters wait for each other at the first.
COUNT = sa.text(
    "INSERT INTO link_weeks AS w (code, week, begun)"
    " SELECT l.code, CAST(:week AS date), count(*)"
    " FROM unnest(CAST(:codes AS text[])) AS come (code) JOIN links AS l ON l.code = come.code"
    " GROUP BY l.code ORDER BY l.code"
    " ON CONFLICT (code, week) DO UPDATE SET begun = w.begun + EXCLUDED.begun"
)
WEEKS = sa.select(LINK_WEEKS.c.code, LINK_WEEKS.c.week, LINK_WEEKS.c.begun).order_by(
    LINK_WEEKS.c.code, LINK_WEEKS.c.week
)


@dataclass(frozen=True, slots=True)
class LinkRow:
    code: str
    note_sealed: bytes = field(repr=False)
    created_at: datetime


@dataclass(frozen=True, slots=True)
class WeekRow:
    """How many began with a code in the week of this Monday."""

    code: str
    week: date
    begun: int


class Links:
    """Codes that say nothing, each with the operator's own note."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, link: LinkRow) -> None:
        values = {
            "code": link.code,
            "note_sealed": link.note_sealed,
            "created_at": link.created_at,
        }
        await self._connection.execute(ADD, values)

    async def all(self) -> list[LinkRow]:
        return [LinkRow(*row) for row in await self._connection.execute(ALL)]

    async def count(self, codes: Sequence[str], week: date) -> None:
        """Somebody began with each of these; a code that we never gave out counts for nothing."""
        if codes:
            await self._connection.execute(COUNT, {"codes": list(codes), "week": week})

    async def weeks(self) -> list[WeekRow]:
        return [WeekRow(*row) for row in await self._connection.execute(WEEKS)]
