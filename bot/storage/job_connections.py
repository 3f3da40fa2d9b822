"""The job queue on a connection of its own, which also hears when there is work."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from pgqueuer import PgQueuer
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.ports.driver import NotifyCallback

from bot.storage.connections import connect
from bot.storage.job_queue import QUEUE, queries

PATIENCE = 10.0  # seconds for one statement of the queue
GOODBYE = 1.0  # seconds to take leave of the server


class PatientDriver(AsyncpgDriver):
    """A way to the server can end without a word: who waits too long takes it for lost."""

    def __init__(self, connection: Any, patience: float) -> None:
        super().__init__(connection)
        self._patience = patience

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        async with self._waiting():
            return await super().fetch(query, *args)

    async def execute(self, query: str, *args: object) -> str:
        async with self._waiting():
            return await super().execute(query, *args)

    async def notify(self, channel: str, payload: str) -> None:
        async with self._waiting():
            await super().notify(channel, payload)

    async def add_listener(self, channel: str, callback: NotifyCallback) -> None:
        async with self._waiting():
            await super().add_listener(channel, callback)

    @asynccontextmanager
    async def _waiting(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._patience):
                yield
        except TimeoutError:
            self._connection.terminate()
            raise


@asynccontextmanager
async def connected_queue(url: str, *, patience: float = PATIENCE) -> AsyncIterator[PgQueuer]:
    """PgQueuer, to be run once: it shuts down by itself when its connection is lost.

    Raises DatabaseUnavailable.
    """
    connection = await connect(url)
    driver = PatientDriver(connection, patience)
    queue = PgQueuer(driver, QUEUE.channel, queries=replace(queries(connection), driver=driver))
    connection.add_termination_listener(lambda _: queue.shutdown.set())
    try:
        yield queue
    finally:
        await connection.close(timeout=GOODBYE)
