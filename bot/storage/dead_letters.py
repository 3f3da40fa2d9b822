"""Messages that no try will get through, set aside and sealed."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.conversations import DEAD_LETTERS

ADD = sa.insert(DEAD_LETTERS)
FORGET = sa.delete(DEAD_LETTERS).where(DEAD_LETTERS.c.at < sa.bindparam("before"))


@dataclass(frozen=True, slots=True)
class DeadLetterRow:
    """`error` is the name of its class: the message of an error may quote what was written."""

    id: UUID
    at: datetime
    channel: str
    sealed: bytes = field(repr=False)
    error: str


class DeadLetters:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, letter: DeadLetterRow) -> None:
        values = {
            "id": letter.id,
            "at": letter.at,
            "channel": letter.channel,
            "sealed": letter.sealed,
            "error": letter.error,
        }
        await self._connection.execute(ADD, values)

    async def forget(self, before: datetime) -> int:
        """How many were forgotten."""
        return (await self._connection.execute(FORGET, {"before": before})).rowcount
