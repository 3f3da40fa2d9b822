"""Work that happens by itself, put into the queue with the transaction that wants it done."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import job_queue

FIRST = sa.text("SELECT 1")
LOG = sa.table("pgqueuer_log", sa.column("created", sa.DateTime(timezone=True)), schema="pgqueuer")
FORGET = sa.delete(LOG).where(LOG.c.created < sa.bindparam("before"))


class Jobs:
    """A job is there if the transaction is committed, and not otherwise."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def enqueue(
        self, entrypoint: str, payload: bytes | None, *, execute_after: timedelta | None = None
    ) -> None:
        driver = (await self._connection.get_raw_connection()).driver_connection
        if driver is None or not driver.is_in_transaction():
            # SQLAlchemy begins with its first statement; without one the job would stand alone
            await self._connection.execute(FIRST)
        await job_queue.queries(driver).enqueue(entrypoint, payload, execute_after=execute_after)

    async def forget(self, before: datetime) -> int:
        """Delete what is noted of the jobs done before then; how many notes there were."""
        return (await self._connection.execute(FORGET, {"before": before})).rowcount
