"""Conversations are found by address, held in the order of ids, and kept in one statement."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bot.storage.conversations import NewConversation, SavedPlace
from bot.storage.database import Database

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def people(numbers: range, *, id_from: int = 0) -> list[NewConversation]:
    return [
        NewConversation(
            UUID(int=id_from + number), "telegram", f"hash {number}".encode(), b"sealed"
        )
        for number in numbers
    ]


async def test_a_batch_of_new_people_gets_a_conversation_each(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        rows = await work.conversations.lock_or_create(people(range(64)), NOON)

    assert [row.id for row in rows] == [UUID(int=number) for number in range(64)]
    assert {row.address_hash for row in rows} == {f"hash {n}".encode() for n in range(64)}
    assert {(row.place_sealed, row.lang, row.unreachable_at) for row in rows} == {(None, "", None)}


async def test_whoever_comes_back_keeps_id_and_sealed_address(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.conversations.lock_or_create(people(range(3)), NOON)
    again = [
        NewConversation(UUID(int=99), "telegram", b"hash 1", b"sealed anew"),
        NewConversation(UUID(int=98), "webchat", b"hash 1", b"another channel"),
    ]

    async with worker_database.transaction() as work:
        rows = await work.conversations.lock_or_create(again, NOON)

    assert [(row.id, row.address_sealed) for row in rows] == [
        (UUID(int=1), b"sealed"),
        (UUID(int=98), b"another channel"),
    ]


async def test_a_batch_of_64_is_saved_at_once(worker_database: Database) -> None:
    later = NOON + timedelta(minutes=1)
    async with worker_database.transaction() as work:
        rows = await work.conversations.lock_or_create(people(range(64)), NOON)
        places = [SavedPlace(row.id, bytes(row.id.int), "flow", "ne") for row in rows]
        await work.conversations.save(places, later)
        await work.conversations.save([], later)

    async with worker_database.transaction() as work:
        kept = await work.conversations.lock_or_create(people(range(64)), later)

    assert [(row.place_sealed, row.lang) for row in kept] == [
        (bytes(row.id.int), "ne") for row in rows
    ]


async def test_a_conversation_is_found_by_id_and_by_address(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        rows = await work.conversations.lock_or_create(people(range(3)), NOON)

        assert await work.conversations.get(UUID(int=2)) == rows[2]
        assert await work.conversations.by_address("telegram", b"hash 0") == rows[0]
        assert await work.conversations.get(UUID(int=7)) is None
        assert await work.conversations.by_address("webchat", b"hash 0") is None


async def test_someone_unreachable_is_reachable_again_after_writing(
    worker_database: Database,
) -> None:
    async with worker_database.transaction() as work:
        (row,) = await work.conversations.lock_or_create(people(range(1)), NOON)
        await work.conversations.mark_unreachable(row.id, NOON)
        marked = await work.conversations.get(row.id)
        await work.conversations.save([SavedPlace(row.id, b"place", "flow", "ne")], NOON)
        written = await work.conversations.get(row.id)

    assert marked is not None
    assert marked.unreachable_at == NOON
    assert written is not None
    assert written.unreachable_at is None


async def test_what_nobody_went_on_with_is_found(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        rows = await work.conversations.lock_or_create(people(range(4)), NOON)
        places = [SavedPlace(row.id, b"place", "flow", "ne") for row in rows[:3]]
        await work.conversations.save(places, NOON)
        await work.conversations.save(places[2:], NOON + timedelta(days=2))

    async with worker_database.transaction() as work:
        day_after = NOON + timedelta(days=1)
        found = await work.conversations.untouched_since(day_after, 10)
        first = await work.conversations.untouched_since(day_after, 1)

    assert [row.id for row in found] == [row.id for row in rows[:2]]
    assert [row.id for row in first] == [rows[0].id]


async def test_batches_that_share_people_in_any_order_do_not_wait_for_ever(
    worker_database: Database,
) -> None:
    """Old and new people, given in opposite orders, by eight batches at once."""
    async with worker_database.transaction() as work:
        await work.conversations.lock_or_create(people(range(0, 40, 2)), NOON)

    async def batch(number: int) -> None:
        for turn in range(6):
            wanted = people(range(40 + turn), id_from=1000 * (number + 1))
            async with worker_database.transaction() as work:
                rows = await work.conversations.lock_or_create(
                    wanted[::-1] if number % 2 else wanted, NOON
                )
                assert [row.id for row in rows] == sorted(row.id for row in rows)
                await work.conversations.save(
                    [SavedPlace(row.id, b"place", "flow", "ne") for row in rows], NOON
                )

    await asyncio.wait_for(asyncio.gather(*(batch(number) for number in range(8))), 30)


async def test_new_people_in_any_order_do_not_wait_for_ever(worker_database: Database) -> None:
    """So many that the batches meet in the middle."""

    async def batch(number: int) -> list[UUID]:
        wanted = people(range(3_000), id_from=10_000 * number)
        async with worker_database.transaction() as work:
            rows = await work.conversations.lock_or_create(
                wanted[::-1] if number % 2 else wanted, NOON
            )
        return [row.id for row in rows]

    found = await asyncio.wait_for(asyncio.gather(*(batch(number) for number in range(6))), 30)

    assert all(ids == found[0] for ids in found)


async def test_who_holds_a_conversation_is_waited_for(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.conversations.lock_or_create(people(range(1)), NOON)
    seen = []

    async def second() -> None:
        async with worker_database.transaction() as work:
            (row,) = await work.conversations.lock_or_create(people(range(1)), NOON)
            seen.append(row.place_sealed)

    async with worker_database.transaction() as work:
        (row,) = await work.conversations.lock_or_create(people(range(1)), NOON)
        waiting = asyncio.create_task(second())
        await asyncio.sleep(0.1)
        assert seen == []
        await work.conversations.save([SavedPlace(row.id, b"first", "flow", "ne")], NOON)
    await waiting

    assert seen == [b"first"]


async def test_a_conversation_is_held_by_its_id_too(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.conversations.lock_or_create(people(range(1)), NOON)
        assert await work.conversations.held(UUID(int=7)) is None
    seen = []

    async def second() -> None:
        async with worker_database.transaction() as work:
            row = await work.conversations.held(UUID(int=0))
            assert row is not None
            seen.append(row.place_sealed)

    async with worker_database.transaction() as work:
        assert await work.conversations.held(UUID(int=0)) is not None
        waiting = asyncio.create_task(second())
        await asyncio.sleep(0.1)
        assert seen == []
        await work.conversations.save([SavedPlace(UUID(int=0), b"first", "flow", "ne")], NOON)
    await waiting

    assert seen == [b"first"]
