"""A message that came in once already is known again."""

import asyncio
from datetime import timedelta

import pytest

from bot.storage.database import Database
from tests.storage.cast import NOON


def keys(numbers: range) -> list[tuple[str, bytes]]:
    return [("telegram", f"update {number}".encode()) for number in numbers]


async def test_each_of_64_messages_is_new_once(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        first = await work.seen.new_of(keys(range(64)), NOON)
    async with worker_database.transaction() as work:
        second = await work.seen.new_of(keys(range(32, 96)), NOON)

    assert first == set(keys(range(64)))
    assert second == set(keys(range(64, 96)))


async def test_a_message_twice_in_one_batch_is_new_once(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        assert await work.seen.new_of(keys(range(2)) * 2, NOON) == set(keys(range(2)))


async def test_channels_have_ids_of_their_own(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.seen.new_of([("telegram", b"1")], NOON)
        assert await work.seen.new_of([("webchat", b"1")], NOON) == {("webchat", b"1")}


class Stumbled(Exception):
    pass


async def stumble(database: Database) -> None:
    async with database.transaction() as work:
        await work.seen.new_of(keys(range(3)), NOON)
        raise Stumbled


async def test_what_was_not_committed_was_not_seen(worker_database: Database) -> None:
    with pytest.raises(Stumbled):
        await stumble(worker_database)

    async with worker_database.transaction() as work:
        assert len(await work.seen.new_of(keys(range(3)), NOON)) == 3


async def test_of_those_who_bring_the_same_at_once_one_is_the_first(
    worker_database: Database,
) -> None:
    """In opposite orders, and so many that they meet in the middle: nobody waits for ever."""
    many = keys(range(4_000))

    async def batch(turn: int) -> int:
        async with worker_database.transaction() as work:
            return len(await work.seen.new_of(many[::-1] if turn % 2 else many, NOON))

    counts = await asyncio.wait_for(asyncio.gather(*(batch(turn) for turn in range(8))), 30)

    assert sorted(counts) == [0] * 7 + [4_000]


async def test_after_its_time_a_message_is_forgotten(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.seen.new_of(keys(range(3)), NOON)
        await work.seen.new_of(keys(range(3, 5)), NOON + timedelta(days=2))
        forgotten = await work.seen.forget(NOON + timedelta(days=1))

        assert forgotten == 3
        assert await work.seen.new_of(keys(range(5)), NOON) == set(keys(range(3)))
