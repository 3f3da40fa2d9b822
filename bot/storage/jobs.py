"""Work that happens by itself, put into the queue with the transaction that wants it done."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import job_queue

FIRST = sa.text("SELECT 1")


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
