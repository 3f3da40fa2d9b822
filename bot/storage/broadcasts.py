"""Updates of an organisation: as they are written, checked and sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.broadcasts import BroadcastStatus, Segment, Topic
from bot.storage.tables.broadcasts import BROADCASTS
from bot.storage.tables.people import MEMBERS, ORGANISATIONS

WRITER, CHECKER = MEMBERS.alias("writer"), MEMBERS.alias("checker")
ADD = sa.insert(BROADCASTS)
THIS = BROADCASTS.c.id == sa.bindparam("broadcast")
ALL = (
    sa.select(
        BROADCASTS, WRITER.c.name.label("written_by_name"), CHECKER.c.name.label("checked_by_name")
    )
    .join(WRITER, WRITER.c.id == BROADCASTS.c.written_by)
    .outerjoin(CHECKER, CHECKER.c.id == BROADCASTS.c.checked_by)
    .order_by(BROADCASTS.c.created_at.desc(), BROADCASTS.c.id.desc())
)
ONE = ALL.where(THIS).with_for_update(of=BROADCASTS)
PAGE = ALL.limit(sa.bindparam("limit"))
WRITE = (
    sa.update(BROADCASTS)
    .where(THIS)
    .values(
        {
            name: sa.bindparam(f"new_{name}", type_=BROADCASTS.c[name].type)
            for name in ("sealed", "topic", "countries", "sectors", "written_by")
        }
    )
)
MOVE = (
    sa.update(BROADCASTS)
    .where(THIS)
    .values(
        status=sa.bindparam("new_status"),
        checked_by=sa.func.coalesce(
            sa.bindparam("new_checker", type_=sa.Uuid), BROADCASTS.c.checked_by
        ),
        checked_at=sa.func.coalesce(
            sa.bindparam("new_checked_at", type_=BROADCASTS.c.checked_at.type),
            BROADCASTS.c.checked_at,
        ),
        ended_at=sa.bindparam("new_ended_at", type_=BROADCASTS.c.ended_at.type),
    )
)
OF_ANYBODY = sa.select(BROADCASTS, ORGANISATIONS.c.name.label("organisation")).join(
    ORGANISATIONS, ORGANISATIONS.c.id == BROADCASTS.c.organisation_id
)
SENDING = (
    OF_ANYBODY.where(BROADCASTS.c.status == BroadcastStatus.SENDING)
    .order_by(BROADCASTS.c.created_at)
    .limit(1)
    .with_for_update(of=BROADCASTS)
)
SENT_BY = OF_ANYBODY.where(THIS)
START = (
    sa.update(BROADCASTS)
    .where(THIS)
    .values(started_at=sa.bindparam("at"), planned=sa.bindparam("people"))
)
END = (
    sa.update(BROADCASTS)
    .where(THIS)
    .values(status=sa.bindparam("new_status"), ended_at=sa.bindparam("at"))
)
COUNT = (
    sa.update(BROADCASTS)
    .where(THIS)
    .values(
        sent=BROADCASTS.c.sent + sa.bindparam("more_sent"),
        failed=BROADCASTS.c.failed + sa.bindparam("more_failed"),
        skipped=BROADCASTS.c.skipped + sa.bindparam("more_skipped"),
    )
)


@dataclass(frozen=True, slots=True)
class NewBroadcast:
    id: UUID
    organisation_id: UUID
    sealed: bytes = field(repr=False)
    segment: Segment
    written_by: UUID
    created_at: datetime


@dataclass(frozen=True, slots=True)
class BroadcastRow:
    """As it stands; counts are of people."""

    id: UUID
    organisation_id: UUID
    status: BroadcastStatus
    sealed: bytes = field(repr=False)
    segment: Segment
    written_by: UUID
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    planned: int
    sent: int
    failed: int
    skipped: int
    writer: str = ""
    checker: str | None = None
    organisation: str = ""

    @property
    def under_way(self) -> int:
        """Those of whom nothing is known yet."""
        return self.planned - self.sent - self.failed - self.skipped


class Broadcasts:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    # the console: its organisation's own -----------------------------------------------------

    async def add(self, new: NewBroadcast) -> None:
        values = {
            "id": new.id,
            "organisation_id": new.organisation_id,
            "status": BroadcastStatus.DRAFT.value,
            "sealed": new.sealed,
            **_segment(new.segment),
            "written_by": new.written_by,
            "created_at": new.created_at,
        }
        await self._connection.execute(ADD, values)

    async def newest(self, limit: int) -> list[BroadcastRow]:
        return [_row(row) for row in await self._connection.execute(PAGE, {"limit": limit})]

    async def held(self, id_: UUID) -> BroadcastRow | None:
        """One, ours until the transaction ends."""
        row = (await self._connection.execute(ONE, {"broadcast": id_})).one_or_none()
        return _row(row) if row else None

    async def write(self, id_: UUID, sealed: bytes, segment: Segment, by: UUID) -> None:
        new = {"sealed": sealed, **_segment(segment), "written_by": by}
        values = {f"new_{name}": value for name, value in new.items()}
        await self._connection.execute(WRITE, {"broadcast": id_, **values})

    async def move(
        self,
        id_: UUID,
        status: BroadcastStatus,
        *,
        checked: tuple[UUID, datetime] | None = None,
        ended_at: datetime | None = None,
    ) -> None:
        by, at = checked or (None, None)
        values = {
            "broadcast": id_,
            "new_status": status.value,
            "new_checker": by,
            "new_checked_at": at,
            "new_ended_at": ended_at,
        }
        await self._connection.execute(MOVE, values)

    # the sender --------------------------------------------------------------------------------

    async def sending(self) -> BroadcastRow | None:
        """The oldest that is being sent, held."""
        row = (await self._connection.execute(SENDING)).one_or_none()
        return _row(row) if row else None

    async def of(self, id_: UUID) -> BroadcastRow | None:
        """One, with the name of whoever sends it."""
        row = (await self._connection.execute(SENT_BY, {"broadcast": id_})).one_or_none()
        return _row(row) if row else None

    async def start(self, id_: UUID, people: int, at: datetime) -> None:
        values = {"broadcast": id_, "people": people, "at": at}
        await self._connection.execute(START, values)

    async def end(self, id_: UUID, status: BroadcastStatus, at: datetime) -> None:
        values = {"broadcast": id_, "new_status": status.value, "at": at}
        await self._connection.execute(END, values)

    async def count(self, id_: UUID, *, sent: int = 0, failed: int = 0, skipped: int = 0) -> None:
        values = {"more_sent": sent, "more_failed": failed, "more_skipped": skipped}
        if any(values.values()):
            await self._connection.execute(COUNT, {"broadcast": id_, **values})


def _segment(segment: Segment) -> dict[str, str | Sequence[str]]:
    return {
        "topic": segment.topic.value,
        "countries": list(segment.countries),
        "sectors": list(segment.sectors),
    }


def _row(row: Any) -> BroadcastRow:
    return BroadcastRow(
        id=row.id,
        organisation_id=row.organisation_id,
        status=BroadcastStatus(row.status),
        sealed=row.sealed,
        segment=Segment(Topic(row.topic), tuple(row.countries), tuple(row.sectors)),
        written_by=row.written_by,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        planned=row.planned,
        sent=row.sent,
        failed=row.failed,
        skipped=row.skipped,
        writer=getattr(row, "written_by_name", ""),
        checker=getattr(row, "checked_by_name", None),
        organisation=getattr(row, "organisation", ""),
    )
