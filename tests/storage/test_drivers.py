"""One transaction whichever way its statements go, and none that is left unfinished."""

import asyncio
from contextlib import suppress

import pytest

from bot.storage.database import Database
from tests.postgres import Urls
from tests.storage.cast import NOON


class Stumbled(Exception):
    pass


async def test_what_goes_over_the_driver_itself_is_in_the_same_transaction(
    worker_database: Database,
) -> None:
    async def both_ways() -> None:
        async with worker_database.transaction() as work:
            await work.seen.new_of([("telegram", b"a message")], NOON)
            await work.deployment.put("key", "value")
            raise Stumbled

    with pytest.raises(Stumbled):
        await both_ways()
    async with worker_database.transaction() as work:
        assert await work.deployment.get("key") is None
        assert await work.seen.new_of([("telegram", b"a message")], NOON)


async def test_whoever_is_cancelled_at_any_moment_leaves_nothing_half_done(
    database_urls: Urls,
) -> None:
    """What was begun on a connection may not swallow what comes after it on the same one."""
    database, other = Database(database_urls.worker, pool=1), Database(database_urls.worker)

    async def keep(key: str) -> None:
        async with database.transaction() as work:
            await work.seen.new_of([("telegram", key.encode())], NOON)
            await work.deployment.put(key, "value")

    for moment in range(60):
        task = asyncio.create_task(keep(f"cancelled {moment}"))
        for _ in range(moment):
            await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await keep(f"after {moment}")
        async with other.transaction() as work:
            assert await work.deployment.get(f"after {moment}") == "value"
    await database.close()
    await other.close()
