"""What is to be said by itself, and when people may be written to."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.conversations import CONVERSATIONS
from bot.storage.tables.reach import HOURS, TIMERS

NEW = insert(TIMERS)
SET = NEW.on_conflict_do_update(
    index_elements=["kind_hash"],
    set_={name: NEW.excluded[name] for name in ("id", "kind_sealed", "due_at")},
)
GET = sa.select(
    TIMERS.c.id,
    TIMERS.c.conversation_id,
    TIMERS.c.kind_hash,
    TIMERS.c.kind_sealed,
    TIMERS.c.due_at,
).where(TIMERS.c.id == sa.bindparam("number"))
HELD = GET.with_for_update()
LAST_HEARD = sa.select(CONVERSATIONS.c.updated_at).where(
    CONVERSATIONS.c.id == sa.bindparam("conversation")
)
DELETE = sa.delete(TIMERS).where(TIMERS.c.kind_hash == sa.bindparam("of"))
PUT_OFF = (
    sa.update(TIMERS)
    .where(TIMERS.c.id == sa.bindparam("number"))
    .values(due_at=sa.bindparam("to"))
)
HOURS_OF = sa.select(HOURS.c.sealed).where(HOURS.c.conversation_id == sa.bindparam("conversation"))
NEW_HOURS = insert(HOURS)
PUT_HOURS = NEW_HOURS.on_conflict_do_update(
    index_elements=["conversation_id"], set_={"sealed": NEW_HOURS.excluded.sealed}
)


@dataclass(frozen=True, slots=True)
class TimerRow:
    id: UUID
    conversation_id: UUID
    kind_hash: bytes = field(repr=False)
    kind_sealed: bytes = field(repr=False)
    due_at: datetime


class Timers:
    """One of each kind a chat, and the hours of each chat."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def set(self, timer: TimerRow) -> None:
        """In the place of an earlier one of this kind, whose id is then nobody's."""
        values = {
            "id": timer.id,
            "conversation_id": timer.conversation_id,
            "kind_hash": timer.kind_hash,
            "kind_sealed": timer.kind_sealed,
            "due_at": timer.due_at,
        }
        await self._connection.execute(SET, values)

    async def get(self, id_: UUID) -> TimerRow | None:
        row = (await self._connection.execute(GET, {"number": id_})).one_or_none()
        return TimerRow(*row) if row else None

    async def held(self, id_: UUID) -> TimerRow | None:
        """The same, ours until the transaction ends."""
        row = (await self._connection.execute(HELD, {"number": id_})).one_or_none()
        return TimerRow(*row) if row else None

    async def put_off(self, id_: UUID, to: datetime) -> None:
        await self._connection.execute(PUT_OFF, {"number": id_, "to": to})

    async def delete(self, kind_hash: bytes) -> None:
        await self._connection.execute(DELETE, {"of": kind_hash})

    async def last_heard(self, conversation_id: UUID) -> datetime | None:
        """When somebody wrote to us last."""
        found = await self._connection.execute(LAST_HEARD, {"conversation": conversation_id})
        return found.scalar_one_or_none()

    async def hours_of(self, conversation_id: UUID) -> bytes | None:
        found = await self._connection.execute(HOURS_OF, {"conversation": conversation_id})
        return found.scalar_one_or_none()

    async def put_hours(self, conversation_id: UUID, sealed: bytes) -> None:
        values = {"conversation_id": conversation_id, "sealed": sealed}
        await self._connection.execute(PUT_HOURS, values)
