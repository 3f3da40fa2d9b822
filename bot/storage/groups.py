"""Groups that were told once that this is for private chats."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.reach import GROUP_CHATS

MEET = insert(GROUP_CHATS).on_conflict_do_nothing().returning(sa.literal(value=True))


class Groups:
    """A keyed hash of each: no group can be found by it without the server key."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def meet(self, channel: str, address_hash: bytes, at: datetime) -> bool:
        """Whether this is the first time."""
        values = {"channel": channel, "address_hash": address_hash, "met_at": at}
        return (await self._connection.execute(MEET, values)).scalar_one_or_none() is not None
