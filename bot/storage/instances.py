"""Which processes live: each holds a lock under its own number for as long as it runs."""

from collections.abc import Sequence
from typing import Any

import asyncpg

from bot.storage.connections import PATIENCE, DatabaseUnavailable, connect

CLASS = 0x68616B69  # "haki": advisory locks of this class are instances
HOLD = "SELECT pg_advisory_lock($1::integer, $2::integer)"
HELD = (
    "SELECT objid::bigint AS number FROM pg_locks"
    " WHERE locktype = 'advisory' AND classid = $1::bigint::oid AND objsubid = 2 AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
LEAD = "SELECT pg_try_advisory_lock($1::bigint)"
LEADER = 0x68616B696C656164  # "hakilead": who holds it sends what waits for somebody with time
LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)


class Instance:
    """This process.  When its connection ends, however it ends, it is dead to the others."""

    def __init__(self, number: int, connection: Any, url: str) -> None:
        self.number = number
        self._connection = connection
        self._url = url
        self._leads_on: Any = None

    async def leads(self) -> bool:
        """Whether this is the one process that sends broadcasts; the next one does if it ends.

        Raises DatabaseUnavailable.
        """
        if self._leads_on is self._connection and not self._connection.is_closed():
            return True
        try:
            leads = await self._connection.fetchval(LEAD, LEADER, timeout=PATIENCE)
        except LOST as error:
            raise DatabaseUnavailable(
                "PostgreSQL does not say who sends broadcasts: see that it runs."
            ) from error
        self._leads_on = self._connection if leads else None
        return bool(leads)

    async def dead(self, of: Sequence[int]) -> list[int]:
        """Those whose number nobody holds.  Raises DatabaseUnavailable; ask again later.

        Whoever had lost the way to the server is alive again from here on, under the same number.
        """
        try:
            if self._connection.is_closed():
                self._connection = await _held(await connect(self._url), self.number)
            rows = await self._connection.fetch(HELD, CLASS, timeout=PATIENCE)
        except LOST as error:
            raise DatabaseUnavailable(
                "PostgreSQL does not say which processes live: see that it runs."
            ) from error
        alive = {row["number"] for row in rows}
        return [number for number in of if number not in alive]

    async def end(self) -> None:
        await self._connection.close()


class Instances:
    """The processes of one deployment, as the database sees them."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def begin(self) -> Instance:
        """Take the next number, and hold its lock on a connection of its own."""
        connection = await connect(self._url)
        number = await connection.fetchval("SELECT nextval('instance_numbers')")
        return Instance(number, await _held(connection, number), self._url)


async def _held(connection: Any, number: int) -> Any:
    """The connection, once it holds the number; it waits for one of ours that is just going."""
    try:
        await connection.execute(HOLD, CLASS, number, timeout=PATIENCE)
    except BaseException:
        connection.terminate()
        raise
    return connection
