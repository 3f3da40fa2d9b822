"""Files at rest: a chunk is never nobody's, and goes with its file."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from bot.storage.database import Database
from tests.storage.cast import ANA, BEN, NOON, Office, file, uid

CONVERSATION, OTHER = uid(1), uid(2)
LATER = NOON + timedelta(days=1)


async def kept(worker: Database, number: int, *, chunks: int = 2, by: int = 1) -> None:
    """A file that came over whole."""
    async with worker.transaction() as work:
        await work.files.begin(uid(number), uid(by), NOON)
        for each in range(chunks):
            await work.files.add_chunk(NOON, uid(number), each, b"chunk %d" % each)
        await work.files.finish(NOON, uid(number), b"key %d" % number)


async def chunks(admin: Any) -> list[int]:
    found = await admin.fetch("SELECT DISTINCT file_id FROM file_chunks ORDER BY 1")
    return [row["file_id"].int for row in found]


async def test_a_draft_finds_its_own_files_and_nobody_elses(worker_database: Database) -> None:
    await kept(worker_database, 10)
    await kept(worker_database, 11, by=2)

    async with worker_database.transaction() as work:
        await work.files.begin(uid(12), CONVERSATION, NOON)  # did not come over whole
        found = await work.files.of_draft(CONVERSATION, [uid(10), uid(11), uid(12)])

    assert found == {uid(10): b"key 10"}


async def test_a_chunk_needs_a_file(worker_database: Database) -> None:
    with pytest.raises(DBAPIError, match="foreign key"):
        async with worker_database.transaction() as work:
            await work.files.add_chunk(NOON, uid(10), 0, b"chunk")


async def test_what_no_draft_holds_goes_after_a_while(
    worker_database: Database, tables: Any
) -> None:
    for number in (10, 11, 12):
        await kept(worker_database, number)
    async with worker_database.transaction() as work:
        await work.files.hold([uid(11), uid(12)])
        await work.files.drop([uid(12)])

    async with worker_database.transaction() as work:
        assert await work.files.sweep(NOON) == 0
        assert await work.files.sweep(LATER) == 2

    assert await chunks(tables) == [11]


async def test_what_is_dropped_has_no_key_any_more(worker_database: Database) -> None:
    await kept(worker_database, 10)
    async with worker_database.transaction() as work:
        await work.files.drop([uid(10)])
        assert await work.files.of_draft(CONVERSATION, [uid(10)]) == {}


async def test_what_was_sent_stays_whatever_its_conversation_does(
    worker_database: Database, web_database: Database, ana: Office, ben: Office, tables: Any
) -> None:
    await file(worker_database, 20, ANA)
    for number in (10, 11):
        await kept(worker_database, number)
    async with worker_database.transaction() as work:
        await work.files.hold([uid(10), uid(11)])
        await work.files.send(uid(10), uid(20), b"sealed", NOON, for_worker=b"what")
        await work.files.drop([uid(10)])
        assert await work.files.erase_of_conversation(CONVERSATION) == 1
        assert await work.files.sweep(LATER) == 0
        assert await work.files.kept_of(uid(20)) == (1, 2)

    row = await tables.fetchrow("SELECT conversation_id, for_draft, sealed FROM files")
    assert tuple(row) == (None, None, b"sealed")
    assert await chunks(tables) == [10]
    async with web_database.transaction(visible_to=ANA.scope) as work:
        (found,) = await work.files.of_report(uid(20))
        assert await work.files.chunk(found.at, found.id, 1) == b"chunk 1"
        assert await work.files.chunk(found.at, found.id, 2) is None
    async with web_database.transaction(visible_to=BEN.scope) as work:
        assert await work.files.of_report(uid(20)) == []
        assert await work.files.chunk(found.at, found.id, 1) is None


async def test_a_report_that_is_taken_back_takes_its_files_along(
    worker_database: Database, ana: Office, tables: Any
) -> None:
    await file(worker_database, 20, ANA)
    await kept(worker_database, 10)
    async with worker_database.transaction() as work:
        await work.files.send(uid(10), uid(20), b"sealed", NOON, for_worker=b"what")
        await work.reports.erase(uid(20), NOON)

    assert await tables.fetchval("SELECT count(*) FROM files") == 0
    assert await chunks(tables) == []


async def test_how_many_were_begun_is_known(worker_database: Database) -> None:
    for number in (10, 11):
        await kept(worker_database, number)
    await kept(worker_database, 12, by=2)

    async with worker_database.transaction() as work:
        assert await work.files.begun_by(CONVERSATION, since=NOON - timedelta(hours=1)) == 2
        assert await work.files.begun_by(CONVERSATION, since=NOON) == 0
        assert await work.files.begun_by(OTHER, since=NOON - timedelta(hours=1)) == 1
