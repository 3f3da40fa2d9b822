"""What a deployment knows of itself: its key's fingerprint, whether it is a demonstration."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.audit import DEPLOYMENT

GET = sa.select(DEPLOYMENT.c.value).where(DEPLOYMENT.c.key == sa.bindparam("key"))
NEW = insert(DEPLOYMENT)
CLOCK = sa.select(sa.func.clock_timestamp())
PUT = NEW.on_conflict_do_update(index_elements=["key"], set_={"value": NEW.excluded.value})


class Deployment:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, key: str) -> str | None:
        return (await self._connection.execute(GET, {"key": key})).scalar_one_or_none()

    async def put(self, key: str, value: str) -> None:
        await self._connection.execute(PUT, {"key": key, "value": value})

    async def clock(self) -> datetime:
        """What time it is where the database is."""
        told: datetime = (await self._connection.execute(CLOCK)).scalar_one()
        return told
