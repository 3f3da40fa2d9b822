"""Work diaries at rest: days come in sealed and go out sealed; no key is here."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.diaries import DIARIES, DIARY_DAYS

ADD = sa.insert(DIARIES)
ROW = sa.select(
    DIARIES.c.id,
    DIARIES.c.public,
    DIARIES.c.receipt_hash,
    DIARIES.c.receipt_locked,
    DIARIES.c.touched,
)
THIS = DIARIES.c.id == sa.bindparam("diary")
GET = ROW.where(THIS)
HELD = GET.with_for_update(key_share=True)
BY_RECEIPT = ROW.where(DIARIES.c.receipt_hash == sa.bindparam("receipt"))
TOUCH = sa.update(DIARIES).where(THIS).values(touched=sa.bindparam("week"))
DELETE = sa.delete(DIARIES).where(THIS)
FORGET = sa.delete(DIARIES).where(DIARIES.c.touched < sa.bindparam("before"))
ADD_DAY = sa.insert(DIARY_DAYS)
DAYS = sa.select(
    DIARY_DAYS.c.id, DIARY_DAYS.c.diary_id, DIARY_DAYS.c.day_hash, DIARY_DAYS.c.sealed
).where(DIARY_DAYS.c.diary_id == sa.bindparam("diary"))
DROP_DAY = sa.delete(DIARY_DAYS).where(
    DIARY_DAYS.c.diary_id == sa.bindparam("diary"),
    DIARY_DAYS.c.day_hash.in_(sa.bindparam("hashes", expanding=True)),
)


@dataclass(frozen=True, slots=True)
class DiaryRow:
    id: UUID
    public: bytes = field(repr=False)
    receipt_hash: bytes = field(repr=False)
    receipt_locked: bytes = field(repr=False)
    touched: date


@dataclass(frozen=True, slots=True)
class DayRow:
    id: UUID
    diary_id: UUID
    day_hash: bytes = field(repr=False)
    sealed: bytes = field(repr=False)


class Diaries:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, diary: DiaryRow) -> None:
        await self._connection.execute(ADD, asdict(diary))

    async def held(self, id_: UUID) -> DiaryRow | None:
        """The diary, ours until the transaction ends: it may be open in two chats."""
        row = (await self._connection.execute(HELD, {"diary": id_})).one_or_none()
        return DiaryRow(*row) if row else None

    async def is_there(self, id_: UUID) -> bool:
        return (await self._connection.execute(GET, {"diary": id_})).one_or_none() is not None

    async def by_receipt(self, receipt_hash: bytes) -> DiaryRow | None:
        found = await self._connection.execute(BY_RECEIPT, {"receipt": receipt_hash})
        row = found.one_or_none()
        return DiaryRow(*row) if row else None

    async def days(self, id_: UUID) -> list[DayRow]:
        """All of them, in no order: which day each is, is sealed."""
        found = await self._connection.execute(DAYS, {"diary": id_})
        return [DayRow(*row) for row in found]

    async def put_day(self, day: DayRow, hashes: Sequence[bytes], week: date) -> None:
        """In the place of what was written of that day before, under any of its hashes."""
        await self.drop_day(day.diary_id, hashes)
        await self._connection.execute(ADD_DAY, asdict(day))
        await self._connection.execute(TOUCH, {"diary": day.diary_id, "week": week})

    async def drop_day(self, id_: UUID, hashes: Sequence[bytes]) -> bool:
        """Whether something was written of that day."""
        values = {"diary": id_, "hashes": list(hashes)}
        return (await self._connection.execute(DROP_DAY, values)).rowcount > 0

    async def delete(self, id_: UUID) -> bool:
        """The diary with every day of it; whether there was one."""
        return (await self._connection.execute(DELETE, {"diary": id_})).rowcount > 0

    async def forget(self, before: date) -> int:
        """Diaries in which nothing was written since then; how many."""
        return (await self._connection.execute(FORGET, {"before": before})).rowcount
