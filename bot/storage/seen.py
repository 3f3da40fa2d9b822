"""What came in once already: a message that arrives again is not done again."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.drivers import Statement, driver_of
from bot.storage.tables.conversations import SEEN

# In the order of the key: two batches with the same messages wait for each other at the first.
REMEMBER = Statement(
    "INSERT INTO seen (channel, external_id, seen_at)"
    " SELECT channel, external_id, CAST(:at AS timestamptz)"
    " FROM unnest(CAST(:channels AS text[]), CAST(:external_ids AS bytea[]))"
    " AS new (channel, external_id)"
    " ORDER BY channel, external_id"
    " ON CONFLICT DO NOTHING"
    " RETURNING channel, external_id"
)
KNOWN = sa.select(
    sa.exists().where(
        SEEN.c.channel == sa.bindparam("of"), SEEN.c.external_id == sa.bindparam("named")
    )
)
FORGET = sa.delete(SEEN).where(SEEN.c.seen_at < sa.bindparam("before"))


class Seen:
    """Keyed hashes of messages, kept under a week."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._driver = driver_of(connection)

    async def new_of(
        self, keys: Sequence[tuple[str, bytes]], at: datetime
    ) -> set[tuple[str, bytes]]:
        """Those that were not here before, and are from now on."""
        channels, ids = [channel for channel, _ in keys], [id_ for _, id_ in keys]
        found = await REMEMBER.rows(self._driver, at=at, channels=channels, external_ids=ids)
        return {(channel, id_) for channel, id_ in found}

    async def knows(self, channel: str, external_id: bytes) -> bool:
        """Whether it was here before; nothing is remembered by asking."""
        found = await self._connection.execute(KNOWN, {"of": channel, "named": external_id})
        return bool(found.scalar_one())

    async def forget(self, before: datetime) -> int:
        """How many were forgotten."""
        return (await self._connection.execute(FORGET, {"before": before})).rowcount
