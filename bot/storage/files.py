"""Files at rest: whose each is, its key sealed, its content in sealed chunks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.files import FILE_CHUNKS, FILES
from bot.storage.tables.metadata import UUIDS

BEGIN = sa.insert(FILES).values(held=False)
ADD_CHUNK = sa.insert(FILE_CHUNKS)
THIS = sa.and_(FILES.c.at == sa.bindparam("begun"), FILES.c.id == sa.bindparam("file"))
FINISH = sa.update(FILES).where(THIS).values(for_draft=sa.bindparam("key"))
BEGUN_BY = sa.select(sa.func.count()).where(
    FILES.c.conversation_id == sa.bindparam("of"),
    FILES.c.at > sa.bindparam("since"),
    FILES.c.report_id.is_(None),
)
THESE = sa.and_(
    FILES.c.id == sa.any_(sa.bindparam("ids", type_=UUIDS)), FILES.c.report_id.is_(None)
)
HOLD = sa.update(FILES).where(THESE).values(held=True)
DROP = sa.update(FILES).where(THESE).values(held=False, for_draft=None)
OF_DRAFT = sa.select(FILES.c.id, FILES.c.for_draft).where(
    THESE,
    FILES.c.conversation_id == sa.bindparam("of"),
    FILES.c.for_draft.is_not(None),
)
SEND = (
    sa.update(FILES)
    .where(FILES.c.id == sa.bindparam("file"), FILES.c.report_id.is_(None))
    .values(
        report_id=sa.bindparam("report"),
        sealed=sa.bindparam("to_report"),
        sent_at=sa.bindparam("moment"),
        for_worker=sa.bindparam("described"),
        conversation_id=None,
        for_draft=None,
    )
)
OF_REPORT = (
    sa.select(FILES.c.at, FILES.c.id, FILES.c.sealed, FILES.c.sent_at)
    .where(FILES.c.report_id == sa.bindparam("of"))
    .order_by(FILES.c.sent_at, FILES.c.at, FILES.c.id)
)
FOR_WORKER = (
    sa.select(FILES.c.at, FILES.c.id, FILES.c.for_worker, FILES.c.sent_at)
    .where(FILES.c.report_id == sa.bindparam("of"), FILES.c.for_worker.is_not(None))
    .order_by(FILES.c.sent_at, FILES.c.at, FILES.c.id)
)
FORGET = sa.update(FILES).where(FILES.c.report_id == sa.bindparam("of")).values(for_worker=None)
CHUNK = sa.select(FILE_CHUNKS.c.sealed).where(
    FILE_CHUNKS.c.at == sa.bindparam("begun"),
    FILE_CHUNKS.c.file_id == sa.bindparam("file"),
    FILE_CHUNKS.c.number == sa.bindparam("chunk"),
)
KEPT = (
    sa.select(sa.func.count(FILES.c.id.distinct()), sa.func.count(FILE_CHUNKS.c.number))
    .select_from(FILES.outerjoin(FILE_CHUNKS))
    .where(FILES.c.report_id == sa.bindparam("of"))
)
LEFT = (
    sa.select(FILES.c.at, FILES.c.id)
    .where(FILES.c.at < sa.bindparam("before"), FILES.c.report_id.is_(None), ~FILES.c.held)
    .limit(sa.bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("left_behind")
)
SWEEP = sa.delete(FILES).where(FILES.c.at == LEFT.c.at, FILES.c.id == LEFT.c.id)
ERASE = sa.delete(FILES).where(
    FILES.c.conversation_id == sa.bindparam("of"), FILES.c.report_id.is_(None)
)
AT_ONCE = 50  # files, so that the chunks of a day's end do not hold one long transaction


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a report; `sealed` is its key and what is known of it, or the latter alone."""

    at: datetime
    id: UUID
    sealed: bytes = field(repr=False)
    sent_at: datetime


class Files:
    """What is neither held by a conversation nor sent is deleted after a while."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    # coming in ----------------------------------------------------------------------------------

    async def begin(self, id_: UUID, conversation_id: UUID, at: datetime) -> None:
        await self._connection.execute(
            BEGIN, {"at": at, "id": id_, "conversation_id": conversation_id}
        )

    async def add_chunk(self, at: datetime, id_: UUID, number: int, sealed: bytes) -> None:
        chunk = {"at": at, "file_id": id_, "number": number, "sealed": sealed}
        await self._connection.execute(ADD_CHUNK, chunk)

    async def finish(self, at: datetime, id_: UUID, for_draft: bytes) -> None:
        """All of it is there: only now is there a key to it."""
        await self._connection.execute(FINISH, {"begun": at, "file": id_, "key": for_draft})

    async def begun_by(self, conversation_id: UUID, *, since: datetime) -> int:
        """How many this conversation has begun to send, and not sent."""
        found = await self._connection.execute(BEGUN_BY, {"of": conversation_id, "since": since})
        return int(found.scalar_one())

    # in a draft ---------------------------------------------------------------------------------

    async def hold(self, ids: Collection[UUID]) -> None:
        """These belong to a draft, and stay as long as it does."""
        if ids:
            await self._connection.execute(HOLD, {"ids": list(ids)})

    async def drop(self, ids: Collection[UUID]) -> None:
        """These belong to no draft any more: their keys are gone now, the rest in a while."""
        if ids:
            await self._connection.execute(DROP, {"ids": list(ids)})

    async def of_draft(self, conversation_id: UUID, ids: Sequence[UUID]) -> dict[UUID, bytes]:
        """The keys of those files of this conversation that are there."""
        asked = {"of": conversation_id, "ids": list(ids)}
        found = await self._connection.execute(OF_DRAFT, asked)
        return {row.id: row.for_draft for row in found}

    async def erase_of_conversation(self, conversation_id: UUID) -> int:
        """Everything that it did not send, with every chunk, at once; how many files."""
        found = await self._connection.execute(ERASE, {"of": conversation_id})
        return found.rowcount

    # in a report --------------------------------------------------------------------------------

    async def send(
        self, id_: UUID, report_id: UUID, sealed: bytes, at: datetime, *, for_worker: bytes
    ) -> None:
        """From now on it is the report's, and only who may read that can open it."""
        values = {"file": id_, "report": report_id, "to_report": sealed, "moment": at}
        await self._connection.execute(SEND, {**values, "described": for_worker})

    async def for_worker(self, report_id: UUID) -> list[FileRow]:
        """What is kept of each for its worker, where it is."""
        found = await self._connection.execute(FOR_WORKER, {"of": report_id})
        return [FileRow(*row) for row in found]

    async def forget_for_worker(self, report_id: UUID) -> None:
        """The files stay as they are; the server knows nothing of them any more."""
        await self._connection.execute(FORGET, {"of": report_id})

    async def of_report(self, report_id: UUID) -> list[FileRow]:
        """In the order in which they were sent."""
        found = await self._connection.execute(OF_REPORT, {"of": report_id})
        return [FileRow(*row) for row in found]

    async def kept_of(self, report_id: UUID) -> tuple[int, int]:
        """How many files a report has, and in how many chunks they lie."""
        found = (await self._connection.execute(KEPT, {"of": report_id})).one()
        return int(found[0]), int(found[1])

    async def chunk(self, at: datetime, id_: UUID, number: int) -> bytes | None:
        asked = {"begun": at, "file": id_, "chunk": number}
        found: bytes | None = (await self._connection.execute(CHUNK, asked)).scalar_one_or_none()
        return found

    # and out ------------------------------------------------------------------------------------

    async def sweep(self, before: datetime, limit: int = AT_ONCE) -> int:
        """What was begun before then and belongs to nothing, with every chunk; how many files."""
        found = await self._connection.execute(SWEEP, {"before": before, "limit": limit})
        return found.rowcount
