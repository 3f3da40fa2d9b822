"""asyncpg's own connection: for transactions, and the few statements that every message needs.

SQLAlchemy takes longer over one of those than PostgreSQL does, and there are several for each
batch.  Both ways lead over the same connection, and so into the same transaction.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

import asyncpg
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

# The last: a server's farewell may be half read when the connection is to be used.
DRIVERS_OWN = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


def driver_of(connection: AsyncConnection) -> Any:
    """The driver's connection behind one that is open."""
    return cast("sa.Connection", connection.sync_connection).connection.driver_connection


@asynccontextmanager
async def begun(connection: AsyncConnection) -> AsyncIterator[None]:
    """A transaction: committed at the end, or nothing of it is there."""
    driver, clean = driver_of(connection), False
    transaction = driver.transaction()
    try:
        await transaction.start()
        yield
        await transaction.commit()
        clean = True
    except Exception:
        with suppress(*DRIVERS_OWN, OSError):
            await transaction.rollback()
            clean = True
        raise
    finally:
        if not clean:  # it was cancelled or went away: what is still on its way there nobody knows
            driver.terminate()
            await connection.invalidate()
