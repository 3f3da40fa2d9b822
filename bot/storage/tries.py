"""Tries of passwords and receipts, counted so that guessing takes too long."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.people import SIGN_IN_TRIES as TRIES

ABOUT = TRIES.c.subject == sa.bindparam("about")
ADD = sa.insert(TRIES)
COUNT = (
    sa.select(sa.func.count()).select_from(TRIES).where(ABOUT, TRIES.c.at > sa.bindparam("since"))
)
HOLD = sa.select(sa.func.pg_advisory_xact_lock(sa.bindparam("key", type_=sa.BigInteger)))
FORGET = sa.delete(TRIES).where(ABOUT)
FORGET_BEFORE = sa.delete(TRIES).where(TRIES.c.at < sa.bindparam("before"))


class Tries:
    """Each under a keyed hash of what was tried: a name, a chat."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, about: bytes, at: datetime) -> None:
        await self._connection.execute(ADD, {"subject": about, "at": at})

    async def count(self, about: bytes, since: datetime) -> int:
        """How many since then.  Until the transaction ends nobody else counts these.

        So that a hundred tries at once are a hundred, and not each the first.
        """
        key = int.from_bytes(about[-8:], signed=True)  # it begins with the id of the server key
        await self._connection.execute(HOLD, {"key": key})
        found = await self._connection.execute(COUNT, {"about": about, "since": since})
        return found.scalar_one()

    async def forget(self, about: bytes) -> None:
        await self._connection.execute(FORGET, {"about": about})

    async def forget_before(self, before: datetime) -> int:
        """How many were forgotten."""
        return (await self._connection.execute(FORGET_BEFORE, {"before": before})).rowcount
