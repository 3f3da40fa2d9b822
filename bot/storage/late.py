"""Replies that came too late: they wait, with all their words, until the person is there."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.outbox import FETCHED, LATE, NOBODY, ROW, UNSENT, MessageRow
from bot.storage.tables.conversations import CONVERSATIONS, OUTBOX
from bot.storage.tables.metadata import UUIDS

OF_THESE = OUTBOX.c.conversation_id == sa.any_(sa.bindparam("these", type_=UUIDS))
THESE = CONVERSATIONS.c.id == sa.any_(sa.bindparam("these", type_=UUIDS))
WAITS = sa.and_(UNSENT, OUTBOX.c.lane == LATE)
PUT_BY = (
    sa.update(OUTBOX)
    .where(OF_THESE, OUTBOX.c.id == sa.bindparam("number"), UNSENT)
    .values(lane=LATE, owner=NOBODY)
    .returning(OUTBOX.c.id)
)
MARK = sa.update(CONVERSATIONS).where(THESE).values(late_at=sa.bindparam("at"))
OVER = sa.update(CONVERSATIONS).where(THESE).values(late_at=None)
WAITING = sa.select(*ROW).where(OF_THESE, WAITS).order_by(OUTBOX.c.id)
TAKEN_OUT = FETCHED.where(OF_THESE, WAITS)


class Late:
    """A conversation knows when one was put by last: whoever holds it need not look for any."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put_by(self, conversation_id: UUID, number: int, at: datetime) -> bool:
        """This message waits from now on; False where nobody need send it any more."""
        values = {"these": [conversation_id], "number": number}
        if not (await self._connection.execute(PUT_BY, values)).first():
            return False
        await self.mark([conversation_id], at)
        return True

    async def mark(self, conversation_ids: Sequence[UUID], at: datetime) -> None:
        """In these conversations replies wait."""
        if conversation_ids:
            values = {"these": list(conversation_ids), "at": at}
            await self._connection.execute(MARK, values)

    async def taken_out(self, conversation_ids: Sequence[UUID], at: datetime) -> list[MessageRow]:
        """All that wait in these, in order; their rows are done with, what they say goes anew."""
        these = {"these": list(conversation_ids)}
        rows = [MessageRow(*row) for row in await self._connection.execute(WAITING, these)]
        await self._connection.execute(TAKEN_OUT, {**these, "at": at})
        await self._connection.execute(OVER, these)
        return rows
