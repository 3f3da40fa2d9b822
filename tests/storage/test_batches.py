"""A batch of messages in two statements: what came is held, and what is said is kept."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from bot.storage.batches import Came, Taken
from bot.storage.conversations import NewConversation, SavedPlace
from bot.storage.database import Database
from bot.storage.outbox import NewMessage, SentMessage
from tests.storage.cast import NOON, uid

CHANNEL = "telegram"


def came(who: int, number: int = 1) -> Came:
    return Came(CHANNEL, f"{who} {number}".encode(), f"hash {who}".encode())


async def begun(database: Database, *people: int) -> None:
    new = [NewConversation(uid(who), CHANNEL, f"hash {who}".encode(), b"sealed") for who in people]
    async with database.transaction() as work:
        await work.conversations.lock_or_create(new, NOON)


def known(taken: list[Taken]) -> list[tuple[bool, UUID | None]]:
    return [(each.fresh, each.row.id if each.row else None) for each in taken]


async def test_who_is_known_is_held_and_who_is_new_is_told_apart_in_the_order_they_came(
    worker_database: Database,
) -> None:
    await begun(worker_database, 1, 3)

    async with worker_database.transaction() as work:
        first = await work.batches.take_in([came(3), came(2), came(1)], NOON)
    async with worker_database.transaction() as work:
        again = await work.batches.take_in([came(1, 2), came(3), came(2)], NOON)

    assert known(first) == [(True, uid(3)), (True, None), (True, uid(1))]
    assert known(again) == [(True, uid(1)), (False, uid(3)), (False, None)]


async def test_a_message_that_was_not_committed_was_not_there(worker_database: Database) -> None:
    async def taken_in_vain() -> None:
        async with worker_database.transaction() as work:
            await work.batches.take_in([came(1)], NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await taken_in_vain()
    async with worker_database.transaction() as work:
        assert known(await work.batches.take_in([came(1)], NOON)) == [(True, None)]


async def test_whoever_comes_second_sees_what_the_first_one_kept(
    worker_database: Database,
) -> None:
    await begun(worker_database, 1)

    async def adds_a_letter(number: int) -> None:
        async with worker_database.transaction() as work:
            (taken,) = await work.batches.take_in([came(1, number)], NOON)
            assert taken.row is not None
            place = (taken.row.place_sealed or b"") + b"x"
            await asyncio.sleep(0.01)
            await work.batches.keep([SavedPlace(taken.row.id, place, "flow", "ne")], [], NOON)

    await asyncio.gather(*map(adds_a_letter, range(8)))

    async with worker_database.transaction() as work:
        row = await work.conversations.get(uid(1))
    assert row is not None
    assert row.place_sealed == b"x" * 8


async def test_batches_with_the_same_people_in_any_order_do_not_wait_for_each_other_for_ever(
    worker_database: Database,
) -> None:
    await begun(worker_database, *range(64))

    async def batch(number: int) -> None:
        people = [came(who, number) for who in range(64)]
        async with worker_database.transaction() as work:
            await work.batches.take_in(people[::-1] if number % 2 else people, NOON)

    await asyncio.wait_for(asyncio.gather(*map(batch, range(20))), 30)


async def test_results_are_kept_beside_it(worker_database: Database, tables: Any) -> None:
    await begun(worker_database, 1)
    message = NewMessage(uid(1), CHANNEL, "interactive", 7, b"payload", "asked")
    async with worker_database.transaction() as work:
        one, other = await work.batches.keep([], [message, message], NOON)
    async with worker_database.transaction() as work:
        await work.batches.take_in([came(1)], NOON, [SentMessage(one, uid(1), "m1")])

    found = await tables.fetch("SELECT id, provider_id, payload, answers FROM outbox ORDER BY id")
    assert [tuple(row) for row in found] == [
        (one, "m1", None, "asked"),
        (other, None, b"payload", "asked"),
    ]


async def test_64_places_and_replies_are_kept_at_once_and_numbered_in_their_order(
    worker_database: Database,
) -> None:
    await begun(worker_database, *range(64))
    places = [SavedPlace(uid(who), f"place {who}".encode(), "flow", "ne") for who in range(64)]
    said = [
        NewMessage(uid(who), CHANNEL, "interactive", 7, f"said {who}".encode())
        for who in range(63, -1, -1)
    ]

    async with worker_database.transaction() as work:
        ids = await work.batches.keep(places, said, NOON)
    async with worker_database.transaction() as work:
        rows = await work.outbox.take_over(8, [7], NOON, 100)
        kept = [await work.conversations.get(uid(who)) for who in range(64)]

    assert [(row.id, row.payload) for row in rows] == [
        (id_, each.payload) for id_, each in zip(ids, said, strict=True)
    ]
    assert [row and row.place_sealed for row in kept] == [each.place_sealed for each in places]
