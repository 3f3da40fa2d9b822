"""A job is there when what wants it done is there, and not otherwise."""

from datetime import timedelta
from typing import Any

import pytest

from bot.storage.connections import connect
from bot.storage.database import Database, Work
from tests.postgres import Urls
from tests.storage.cast import Office, uid

QUEUE = "SELECT entrypoint, payload, execute_after - now() FROM pgqueuer.pgqueuer ORDER BY id"


class Stumbled(Exception):
    pass


async def queued(urls: Urls) -> list[tuple[Any, ...]]:
    connection = await connect(urls.owner)
    rows = await connection.fetch(QUEUE)
    await connection.close()
    return [tuple(row) for row in rows]


async def stumble(database: Database, *, first: bool) -> None:
    async with database.transaction() as work:
        await begin(work, first=first)
        await work.jobs.enqueue("notify", b"report")
        raise Stumbled


async def begin(work: Work, *, first: bool) -> None:
    if first:
        await work.deployment.put("key", "value")


@pytest.mark.parametrize("begun", ["begun", "not begun"])
async def test_a_job_is_committed_with_its_transaction(
    begun: str, worker_database: Database, database_urls: Urls
) -> None:
    async with worker_database.transaction() as work:
        await begin(work, first=begun == "begun")
        await work.jobs.enqueue("notify", b"report", execute_after=timedelta(minutes=5))
        during = await queued(database_urls)
    ((entrypoint, payload, due),) = await queued(database_urls)

    assert during == []
    assert (entrypoint, payload) == ("notify", b"report")
    assert timedelta(minutes=4) < due <= timedelta(minutes=5)


@pytest.mark.parametrize("begun", ["begun", "not begun"])
async def test_a_job_goes_with_its_transaction(
    begun: str, worker_database: Database, database_urls: Urls
) -> None:
    with pytest.raises(Stumbled):
        await stumble(worker_database, first=begun == "begun")

    assert await queued(database_urls) == []


async def test_the_web_puts_jobs_in_too(
    web_database: Database, ana: Office, database_urls: Urls
) -> None:
    async with web_database.transaction(visible_to=ana.scope) as work:
        await work.entries.of_report(uid(1))
        await work.jobs.enqueue("notify", None)

    assert [job[:2] for job in await queued(database_urls)] == [("notify", None)]
