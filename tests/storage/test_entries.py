"""Answers wait for the worker under the server key, and no longer than that."""

from dataclasses import replace
from datetime import timedelta

from bot.storage.database import Database
from tests.storage.cast import NOON, Office, file, uid


async def test_what_was_written_is_read_in_order(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    await file(worker_database, 10, ana)
    later = replace(ana.answer(10, 51), at=NOON + timedelta(hours=2))
    sooner = replace(ana.answer(10, 52), at=NOON + timedelta(hours=1))
    async with web_database.transaction(visible_to=ana.scope) as work:
        await work.entries.add(later)
        await work.entries.add(sooner)

        written = await work.entries.of_report(uid(10))

    assert written[1:] == [sooner, later]
    assert (written[0].author, written[0].member_id) == ("worker", None)


async def test_an_answer_waits_until_it_was_read(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    await file(worker_database, 10, ana)
    async with web_database.transaction(visible_to=ana.scope) as work:
        await work.entries.add(ana.answer(10, 51))
        await work.entries.add(ana.answer(10, 52))
    later = NOON + timedelta(hours=1)

    async with worker_database.transaction() as work:
        assert await work.entries.unread_by_worker(uid(10))
        assert not await work.entries.unread_by_worker(uid(20))
        waiting = await work.entries.for_worker(uid(10))
        await work.entries.mark_read([each.id for each in waiting], later)
        await work.entries.mark_read([], later)
        await work.entries.mark_read([uid(51)], later + timedelta(hours=1))

        assert [each.for_worker for each in waiting] == [b"to the worker"] * 2
        assert not await work.entries.unread_by_worker(uid(10))
        assert await work.entries.for_worker(uid(10)) == []
        read = {each.id: each for each in await work.entries.of_report(uid(10))}

    assert (read[uid(51)].read_at, read[uid(51)].for_worker) == (later, None)
    assert read[uid(51)].sealed == b"to the report"
    assert read[uid(11)].read_at is None


async def test_whoever_comes_back_can_read_once_more(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    await file(worker_database, 10, ana)
    async with web_database.transaction(visible_to=ana.scope) as work:
        await work.entries.add(ana.answer(10, 51))
    async with worker_database.transaction() as work:
        await work.entries.mark_read([uid(51)], NOON)
        await work.entries.offer_again(uid(51), b"once more")
        waiting = await work.entries.for_worker(uid(10))

        assert [each.for_worker for each in waiting] == [b"once more"]
        assert not await work.entries.unread_by_worker(uid(10))


async def test_what_nobody_fetched_goes_after_its_time(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    await file(worker_database, 10, ana)
    async with web_database.transaction(visible_to=ana.scope) as work:
        await work.entries.add(ana.answer(10, 51))
        await work.entries.add(replace(ana.answer(10, 52), at=NOON + timedelta(days=9)))

    async with worker_database.transaction() as work:
        assert await work.entries.forget_for_worker(NOON + timedelta(days=7)) == 1
        assert [each.id for each in await work.entries.for_worker(uid(10))] == [uid(52)]
        assert len(await work.entries.of_report(uid(10))) == 3
