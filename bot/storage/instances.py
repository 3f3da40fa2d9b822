"""Which processes live: each holds a lock under its own number for as long as it runs."""

from collections.abc import Sequence
from typing import Any

import asyncpg

from bot.storage.connections import DatabaseUnavailable, connect

CLASS = 0x68616B69  # "haki": advisory locks of this class are instances
HELD = (
    "SELECT objid::bigint AS number FROM pg_locks"
    " WHERE locktype = 'advisory' AND classid = $1::bigint::oid AND objsubid = 2 AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Instance:
    """This process.  When its connection ends, however it ends, its number is nobody's."""

    def __init__(self, number: int, connection: Any) -> None:
        self.number = number
        self._connection = connection

    @property
    def lives(self) -> bool:
        """Whether others still see us: False once the server or the way to it went away."""
        return not self._connection.is_closed()

    async def dead(self, of: Sequence[int]) -> list[int]:
        """Those whose number nobody holds.  Raises DatabaseUnavailable."""
        try:
            rows = await self._connection.fetch(HELD, CLASS)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise DatabaseUnavailable(
                "The connection that says which processes live was lost: start Haki again."
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
        await connection.execute(
            "SELECT pg_advisory_lock($1::integer, $2::integer)", CLASS, number
        )
        return Instance(number, connection)
