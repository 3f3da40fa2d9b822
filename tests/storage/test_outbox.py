"""A row before the call, a result after it; what a dead process left is sent by a living one."""

import asyncio
from datetime import timedelta

from msgspec.structs import replace

from bot.storage.connections import connect
from bot.storage.database import Database
from bot.storage.outbox import MessageRow, NewMessage, SentMessage
from tests.postgres import Urls
from tests.storage.cast import NOON, uid

MINE = 7


def messages(count: int, *, owner: int = MINE, lane: str = "interactive") -> list[NewMessage]:
    return [
        NewMessage(uid(number % 10), "telegram", lane, owner, f"payload {number}".encode())
        for number in range(count)
    ]


def payloads(rows: list[MessageRow]) -> list[str]:
    return [row.payload.decode() for row in rows]


async def test_64_messages_get_numbers_in_their_order(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        ids = await work.outbox.add(messages(64), NOON)
        assert await work.outbox.add([], NOON) == []
        rows = await work.outbox.take_over(MINE + 1, [MINE], NOON, 100)

    assert ids == sorted(ids)
    assert len(set(ids)) == 64
    assert [row.id for row in rows] == ids
    assert payloads(rows) == [f"payload {number}" for number in range(64)]


async def test_what_was_sent_keeps_no_words(
    worker_database: Database, database_urls: Urls
) -> None:
    async with worker_database.transaction() as work:
        ids = await work.outbox.add(messages(3), NOON)
        await work.outbox.sent(
            [SentMessage(ids[0], uid(0), "m1"), SentMessage(ids[2], uid(2), "m3")], NOON
        )
        left = await work.outbox.take_over(MINE + 1, [MINE], NOON, 10)

    assert [row.id for row in left] == [ids[1]]
    connection = await connect(database_urls.owner)
    rows = await connection.fetch("SELECT payload, provider_id, sent_at FROM outbox ORDER BY id")
    await connection.close()
    assert [tuple(row) for row in rows] == [
        (None, "m1", NOON),
        (b"payload 1", None, None),
        (None, "m3", NOON),
    ]


async def test_a_result_that_comes_twice_changes_nothing(
    worker_database: Database, database_urls: Urls
) -> None:
    async with worker_database.transaction() as work:
        (id_,) = await work.outbox.add(messages(1), NOON)
        await work.outbox.sent([SentMessage(id_, uid(0), "first")], NOON)
        await work.outbox.sent([SentMessage(id_, uid(0), "second")], NOON + timedelta(1))
        await work.outbox.failed(id_, "late", NOON)
        await work.outbox.retry(id_, NOON, 3)

    connection = await connect(database_urls.owner)
    row = await connection.fetchrow("SELECT provider_id, failed_at, error, tries FROM outbox")
    await connection.close()
    assert tuple(row) == ("first", None, None, 0)


async def test_what_failed_for_good_is_not_taken_up(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        ids = await work.outbox.add(messages(2), NOON)
        await work.outbox.failed(ids[0], "blocked", NOON)
        left = await work.outbox.take_over(MINE + 1, [MINE], NOON, 10)

    assert [row.id for row in left] == [ids[1]]


async def test_what_waits_for_its_next_try_is_left_until_then(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        (id_,) = await work.outbox.add(messages(1), NOON)
        await work.outbox.retry(id_, NOON + timedelta(minutes=5), 3)
        early = await work.outbox.take_over(MINE + 1, [MINE], NOON, 10)
        due = await work.outbox.take_over(MINE + 1, [MINE], NOON + timedelta(minutes=5), 10)

    assert early == []
    assert [(row.id, row.tries) for row in due] == [(id_, 3)]


async def test_someone_who_fetches_gets_what_they_do_not_have_yet(
    worker_database: Database,
) -> None:
    async with worker_database.transaction() as work:
        ids = await work.outbox.add(messages(40), NOON)
        mine = [id_ for number, id_ in enumerate(ids) if number % 10 == 3]

        everything = await work.outbox.waiting_for(uid(3), 0)
        after = await work.outbox.waiting_for(uid(3), mine[2])
        others = await work.outbox.waiting_for(uid(4), 0)

    assert [row.id for row in everything] == mine
    assert [row.id for row in after] == mine[3:]
    assert len(others) == 4


async def test_what_several_people_need_no_more_goes_and_nothing_else(
    worker_database: Database,
) -> None:
    async with worker_database.transaction() as work:
        ids = await work.outbox.add(messages(20), NOON)
        assert await work.outbox.waiting_for_any([]) == []
        gone = [*ids[0:2], ids[13], ids[5]]
        await work.outbox.forget_these([uid(0), uid(1), uid(3)], gone, NOON)
        await work.outbox.forget_these([uid(0)], [], NOON)

        left = await work.outbox.waiting_for_any([uid(0), uid(1), uid(3)])
        others = await work.outbox.waiting_for_any([uid(5)])

    assert [row.id for row in left] == [ids[3], ids[10], ids[11]]
    assert [row.id for row in others] == [ids[5], ids[15]]


async def test_only_the_dead_and_nobody_lose_their_messages(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        for owner in (0, 3, 4, MINE):
            await work.outbox.add(messages(2, owner=owner), NOON)
        owners = await work.outbox.owners_unsent()
        taken = await work.outbox.take_over(MINE, [3], NOON, 10)
        after = await work.outbox.owners_unsent()

    assert owners == [0, 3, 4, MINE]
    assert len(taken) == 4
    assert after == [4, MINE]


async def test_two_who_take_over_at_once_do_not_get_the_same(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        ids = await work.outbox.add(messages(60), NOON)
    both = asyncio.Barrier(2)

    async def take(owner: int) -> list[int]:
        async with worker_database.transaction() as work:
            rows = await work.outbox.take_over(owner, [MINE], NOON, 20)
            await asyncio.wait_for(both.wait(), 10)
            return [row.id for row in rows]

    first, second = await asyncio.gather(take(100), take(101))

    assert len(first) == len(second) == 20
    assert sorted(first + second) == ids[:40]


async def test_traces_of_what_is_done_go_after_their_time(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        ids = await work.outbox.add(messages(3), NOON)
        await work.outbox.sent([SentMessage(ids[0], uid(0), "m")], NOON)
        await work.outbox.failed(ids[1], "blocked", NOON)

        assert await work.outbox.forget(NOON) == 0
        assert await work.outbox.forget(NOON + timedelta(days=1)) == 2
        assert await work.outbox.owners_unsent() == [MINE]


async def test_what_nobody_came_for_loses_its_words(
    worker_database: Database, database_urls: Urls
) -> None:
    later = NOON + timedelta(days=9)
    async with worker_database.transaction() as work:
        await work.outbox.add(messages(2), NOON)
        (fresh,) = await work.outbox.add(messages(1), later)

        assert await work.outbox.give_up(NOON + timedelta(days=1), later) == 2
        assert [row.id for row in await work.outbox.take_over(8, [MINE], later, 9)] == [fresh]

    connection = await connect(database_urls.owner)
    rows = await connection.fetch("SELECT payload FROM outbox ORDER BY id")
    await connection.close()
    assert [row["payload"] for row in rows] == [None, None, b"payload 0"]


async def test_only_old_replies_of_channels_that_people_fetch_from_lose_their_words(
    worker_database: Database,
) -> None:
    later = NOON + timedelta(days=9)
    reply = messages(1)[0]
    old = [
        replace(reply, channel=channel, lane=lane)
        for channel in ("fetched", "pushed")
        for lane in ("interactive", "bulk")
    ]
    async with worker_database.transaction() as work:
        ids = await work.outbox.add(old, NOON)
        ids += await work.outbox.add(old[:1], later)

        gone = await work.outbox.give_up_replies(["fetched"], NOON + timedelta(days=1), later)

        assert gone == 1
        assert [row.id for row in await work.outbox.waiting_for(uid(0), 0)] == ids[1:]
