"""What worker and caseworkers write to each other about a report, sealed to the report."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.metadata import UUIDS
from bot.storage.tables.reports import ENTRIES

ADD = sa.insert(ENTRIES)
ROW = sa.select(
    ENTRIES.c.at,
    ENTRIES.c.id,
    ENTRIES.c.report_id,
    ENTRIES.c.author,
    ENTRIES.c.sealed,
    ENTRIES.c.organisation_id,
    ENTRIES.c.member_id,
    ENTRIES.c.for_worker,
    ENTRIES.c.read_at,
    ENTRIES.c.correction,
)
OF = ENTRIES.c.report_id == sa.bindparam("of")
KEPT = ENTRIES.c.for_worker.is_not(None)
UNREAD = ENTRIES.c.read_at.is_(None)
OF_REPORT = ROW.where(OF).order_by(ENTRIES.c.at, ENTRIES.c.id)
FOR_WORKER = OF_REPORT.where(KEPT)
ANY_UNREAD = sa.select(sa.exists().where(OF, KEPT, UNREAD))
READ = (
    sa.update(ENTRIES)
    .where(ENTRIES.c.id == sa.any_(sa.bindparam("ids", type_=UUIDS)), UNREAD)
    .values(read_at=sa.bindparam("moment", type_=ENTRIES.c.at.type))
)
HOLDS = sa.select(sa.exists().where(OF, ENTRIES.c.id == sa.bindparam("entry")))
OFFER = (
    sa.update(ENTRIES)
    .where(ENTRIES.c.id == sa.bindparam("entry"))
    .values(for_worker=sa.bindparam("words"), read_at=None)
)
FORGET = (
    sa.update(ENTRIES)
    .where(
        KEPT,
        sa.or_(
            sa.and_(UNREAD, ENTRIES.c.at < sa.bindparam("written_before")),
            ENTRIES.c.read_at < sa.bindparam("read_before"),
        ),
    )
    .values(for_worker=None)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """`for_worker` is the same words under the server key, for as long as the chat shows them.

    A `correction` is the worker's, of something that they said before.
    """

    at: datetime
    id: UUID
    report_id: UUID
    author: str
    sealed: bytes = field(repr=False)
    organisation_id: UUID | None = None
    member_id: UUID | None = None
    for_worker: bytes | None = field(default=None, repr=False)
    read_at: datetime | None = None
    correction: bool = False


class Entries:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, entry: EntryRow) -> None:
        await self._connection.execute(ADD, asdict(entry))

    async def holds(self, report_id: UUID, id_: UUID) -> bool:
        """Whether this was written to the report before."""
        found = await self._connection.execute(HOLDS, {"of": report_id, "entry": id_})
        return bool(found.scalar_one())

    async def of_report(self, report_id: UUID) -> list[EntryRow]:
        """The oldest first."""
        return await self._rows(OF_REPORT, {"of": report_id})

    async def for_worker(self, report_id: UUID) -> list[EntryRow]:
        """What the worker can read now, the oldest first."""
        return await self._rows(FOR_WORKER, {"of": report_id})

    async def unread_by_worker(self, report_id: UUID) -> bool:
        found = await self._connection.execute(ANY_UNREAD, {"of": report_id})
        return bool(found.scalar_one())

    async def mark_read(self, ids: Sequence[UUID], at: datetime) -> None:
        """The worker was shown them.  The first time counts."""
        if ids:
            await self._connection.execute(READ, {"ids": list(ids), "moment": at})

    async def offer_again(self, id_: UUID, for_worker: bytes) -> None:
        """A worker who came back with the receipt finds this as if it were new."""
        await self._connection.execute(OFFER, {"entry": id_, "words": for_worker})

    async def forget_for_worker(self, *, unread: datetime, read: datetime) -> int:
        """What nobody read since then, and what was read before then; how many.

        They can still be read with the receipt.
        """
        since = {"written_before": unread, "read_before": read}
        return (await self._connection.execute(FORGET, since)).rowcount

    async def _rows(self, statement: sa.Executable, values: dict[str, Any]) -> list[EntryRow]:
        found = await self._connection.execute(statement, values)
        return [EntryRow(**row) for row in found.mappings()]
