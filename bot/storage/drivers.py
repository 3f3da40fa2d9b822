"""asyncpg's own connection: for transactions, and the few statements that every message needs.

SQLAlchemy takes longer over one of those than PostgreSQL does, and there are several for each
batch.  Both ways lead over the same connection, and so into the same transaction.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Self, cast

import asyncpg
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

# The last: a server's farewell may be half read when the connection is to be used.
DRIVERS_OWN = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


_NAME = re.compile(r":([a-z_]+)")


class Statement:
    """One in the driver's own way: it knows its parameters by number, and we by name.

    As text it is what it was made from, so that one can be part of another.
    """

    def __init__(self, written: str) -> None:
        self._written = written
        self._names = tuple(dict.fromkeys(_NAME.findall(written)))
        self._numbered = _NAME.sub(lambda name: f"${self._names.index(name[1]) + 1}", written)

    @classmethod
    def of(cls, query: sa.Select[Any]) -> Self:
        """The same as a query of SQLAlchemy's."""
        return cls(str(query.compile(dialect=postgresql.dialect(paramstyle="named"))))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped

    def __str__(self) -> str:
        return self._written

    async def rows(self, driver: Any, **values: Any) -> list[Any]:
        """What it gives, run on a connection of the driver's."""
        given = [values[name] for name in self._names]
        return cast("list[Any]", await driver.fetch(self._numbered, *given))


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
