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


async def test_an_answer_is_unread_until_it_was_read_and_stays(
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

        assert not await work.entries.unread_by_worker(uid(10))
        read = await work.entries.for_worker(uid(10))
        written = {each.id: each for each in await work.entries.of_report(uid(10))}

    assert [(each.read_at, each.for_worker) for each in waiting] == [(None, b"to the worker")] * 2
    assert read == [replace(each, read_at=later) for each in waiting]
    assert written[uid(51)].sealed == b"to the report"
    assert written[uid(11)].read_at is None


async def test_whoever_comes_back_finds_it_unread_once_more(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    await file(worker_database, 10, ana)
    async with web_database.transaction(visible_to=ana.scope) as work:
        await work.entries.add(ana.answer(10, 51))
    async with worker_database.transaction() as work:
        await work.entries.mark_read([uid(51)], NOON)
        await work.entries.offer_again(uid(51), b"once more")
        waiting = await work.entries.for_worker(uid(10))

        assert [(each.for_worker, each.read_at) for each in waiting] == [(b"once more", None)]
        assert await work.entries.unread_by_worker(uid(10))


async def test_what_was_not_read_goes_after_its_time_and_what_was_read_after_another(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    await file(worker_database, 10, ana)
    days = [NOON + timedelta(days=day) for day in range(20)]
    async with web_database.transaction(visible_to=ana.scope) as work:
        for number, day in ((51, 0), (52, 9), (53, 0), (54, 0)):
            await work.entries.add(replace(ana.answer(10, number), at=days[day]))

    async with worker_database.transaction() as work:
        await work.entries.mark_read([uid(53)], days[3])
        await work.entries.mark_read([uid(54)], days[5])

        forgotten = await work.entries.forget_for_worker(unread=days[7], read=days[4])

        assert forgotten == 2
        left = {each.id for each in await work.entries.for_worker(uid(10))}
        assert left == {uid(52), uid(54)}
        assert len(await work.entries.of_report(uid(10))) == 5
