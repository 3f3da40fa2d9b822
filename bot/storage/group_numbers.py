"""Numbers with which others join a group: a keyed hash of each, and how many may still come."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.group_numbers import GROUP_NUMBERS

ADD = sa.insert(GROUP_NUMBERS)
OF_REPORT = GROUP_NUMBERS.c.report_id == sa.bindparam("report")
LASTS = GROUP_NUMBERS.c.ends_at > sa.bindparam("now")
WORKS = sa.and_(GROUP_NUMBERS.c.places > 0, LASTS)
ROW = sa.select(*GROUP_NUMBERS.c)
BY_NUMBER = ROW.where(GROUP_NUMBERS.c.number_hash == sa.bindparam("number"), LASTS)
BY_ID = ROW.where(GROUP_NUMBERS.c.id == sa.bindparam("this"), WORKS)
HELD = BY_ID.with_for_update()
BY_REPORT = ROW.where(OF_REPORT, LASTS)
TAKE = (
    sa.update(GROUP_NUMBERS)
    .where(GROUP_NUMBERS.c.id == sa.bindparam("this"))
    .values(places=GROUP_NUMBERS.c.places - 1)
)
END = sa.delete(GROUP_NUMBERS).where(OF_REPORT)
FORGET = sa.delete(GROUP_NUMBERS).where(GROUP_NUMBERS.c.ends_at <= sa.bindparam("now"))


@dataclass(frozen=True, slots=True)
class GroupNumberRow:
    """`report_id` is the report that others join."""

    id: UUID
    number_hash: bytes = field(repr=False)
    report_id: UUID
    places: int
    ends_at: datetime


class GroupNumbers:
    """One that has ended is not found."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(self, number: GroupNumberRow) -> None:
        """In the place of the one that this report had before."""
        await self.end(number.report_id)
        await self._connection.execute(ADD, asdict(number))

    async def by_number(self, number_hash: bytes, now: datetime) -> GroupNumberRow | None:
        """Also one that has no place left."""
        return await self._one(BY_NUMBER, {"number": number_hash, "now": now})

    async def get(self, id_: UUID, now: datetime, *, hold: bool = False) -> GroupNumberRow | None:
        """One with a place left; `hold` keeps others from taking it until the transaction ends."""
        return await self._one(HELD if hold else BY_ID, {"this": id_, "now": now})

    async def of_report(self, report: UUID, now: datetime) -> GroupNumberRow | None:
        """Also one that has no place left: whoever gave it away is not told that it was used."""
        return await self._one(BY_REPORT, {"report": report, "now": now})

    async def take(self, id_: UUID) -> None:
        """One place less."""
        await self._connection.execute(TAKE, {"this": id_})

    async def end(self, report: UUID) -> bool:
        """Whether there was one."""
        return (await self._connection.execute(END, {"report": report})).rowcount > 0

    async def forget(self, now: datetime) -> None:
        await self._connection.execute(FORGET, {"now": now})

    async def _one(
        self, statement: sa.Executable, values: dict[str, object]
    ) -> GroupNumberRow | None:
        row = (await self._connection.execute(statement, values)).one_or_none()
        return GroupNumberRow(*row) if row else None
