"""Who fetches their messages misses none: what waits, what is acknowledged, and being woken."""

import asyncio
from typing import Any

import pytest

from bot.domain.messages import Address, Outgoing
from bot.services.conversations import Received
from bot.services.delivery import Parcel
from bot.storage.outbox import NewMessage
from tests.services.shop import FETCHED, Shop

ANA = Address(FETCHED, "ana")


async def tells(shop: Shop, words: str) -> int:
    """Something comes by itself; the number of its message."""
    row, outgoing = await shop.row("ana", FETCHED), Outgoing(words, "en", "ltr", 0)
    async with shop.database.transaction() as work:
        payload = shop.places.payload(row.id, outgoing)
        new = NewMessage(row.id, FETCHED, "bulk", 1, payload)
        (id_,) = await work.outbox.add([new], shop.clock())
    shop.delivery.hand_over([Parcel(id_, row.id, FETCHED, "ana", outgoing)])
    return id_


async def texts(shop: Shop, after: int = 0) -> list[str]:
    return [each.outgoing.text for each in await shop.conversations.waiting(ANA, after=after)]


def said(received: Received) -> list[str]:
    return [each.outgoing.text for each in received.parcels]


async def test_what_came_waits_until_it_is_acknowledged(shop: Shop, tables: Any) -> None:
    received = await shop.hears("ana", "hello", channel=FETCHED)
    (first,) = received.parcels
    second = await tells(shop, "something new")

    both = [first.outgoing.text, "something new"]
    assert await texts(shop) == both
    assert await texts(shop, after=first.id) == ["something new"]
    assert await texts(shop, after=second) == []
    assert await texts(shop) == both
    await shop.hears("ana", choice="en", channel=FETCHED, shown=second)
    assert await texts(shop) == ["What now?"]
    assert await tables.fetchval("SELECT count(*) FROM outbox WHERE payload IS NOT NULL") == 1


async def test_a_reply_takes_the_place_of_the_question_before_and_of_nothing_else(
    shop: Shop,
) -> None:
    await shop.hears("ana", "hello", channel=FETCHED)
    await tells(shop, "something new")

    answered = await shop.hears("ana", choice="en", channel=FETCHED)

    assert said(answered) == ["something new", "What now?"]
    assert await texts(shop) == said(answered)


async def test_a_message_that_comes_again_gets_what_still_waits(shop: Shop) -> None:
    first = await shop.hears("ana", "hello", channel=FETCHED, external_id="same")

    again = await shop.hears("ana", "hello", channel=FETCHED, external_id="same")

    assert (again.fresh, again.parcels) == (False, first.parcels)


async def test_for_who_was_never_here_nothing_waits(shop: Shop) -> None:
    assert await shop.conversations.waiting(ANA, after=0) == []
    async with asyncio.timeout(1):
        assert await shop.conversations.arrival(ANA, after=0, seconds=30) == []


async def test_what_is_there_already_is_not_waited_for(shop: Shop) -> None:
    await shop.hears("ana", "hello", channel=FETCHED)

    async with asyncio.timeout(1):
        assert len(await shop.conversations.arrival(ANA, after=0, seconds=30)) == 1


async def test_who_waits_is_woken_at_once(shop: Shop) -> None:
    (first,) = (await shop.hears("ana", "hello", channel=FETCHED)).parcels
    waiting = asyncio.create_task(shop.conversations.arrival(ANA, after=first.id, seconds=30))
    await asyncio.sleep(0.05)
    assert not waiting.done()

    await tells(shop, "something new")

    async with asyncio.timeout(1):
        assert [each.outgoing.text for each in await waiting] == ["something new"]


async def test_two_that_wait_for_one_person_are_both_woken(shop: Shop) -> None:
    (first,) = (await shop.hears("ana", "hello", channel=FETCHED)).parcels
    pages = [
        asyncio.create_task(shop.conversations.arrival(ANA, after=first.id, seconds=30))
        for _ in range(2)
    ]
    await asyncio.sleep(0.05)

    await tells(shop, "something new")

    async with asyncio.timeout(1):
        assert [len(found) for found in await asyncio.gather(*pages)] == [1, 1]


async def test_nothing_falls_between_looking_and_waiting(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes when the look has found nothing, and the wait has not begun."""
    (first,) = (await shop.hears("ana", "hello", channel=FETCHED)).parcels
    look, looked = shop.conversations.waiting, 0

    async def and_then_it_comes(address: Address, *, after: int) -> list[Parcel]:
        nonlocal looked
        found, looked = await look(address, after=after), looked + 1
        if looked == 1:
            await tells(shop, "something new")
        return found

    monkeypatch.setattr(shop.conversations, "waiting", and_then_it_comes)

    async with asyncio.timeout(2):
        found = await shop.conversations.arrival(ANA, after=first.id, seconds=30)
    assert [each.outgoing.text for each in found] == ["something new"]


async def test_a_wait_ends_with_nothing_when_nothing_comes(shop: Shop) -> None:
    (first,) = (await shop.hears("ana", "hello", channel=FETCHED)).parcels

    async with asyncio.timeout(2):
        assert await shop.conversations.arrival(ANA, after=first.id, seconds=0.05) == []
    assert shop.delivery._arrivals == {}


async def test_who_waits_is_sent_home_when_the_service_stops(shop: Shop) -> None:
    (first,) = (await shop.hears("ana", "hello", channel=FETCHED)).parcels
    waiting = asyncio.create_task(shop.conversations.arrival(ANA, after=first.id, seconds=30))
    await asyncio.sleep(0.05)

    await shop.delivery.close(1)

    async with asyncio.timeout(10):
        assert await waiting == []


async def test_nobody_begins_to_wait_where_the_service_is_stopping(shop: Shop) -> None:
    (first,) = (await shop.hears("ana", "hello", channel=FETCHED)).parcels
    await shop.delivery.close(1)

    async with asyncio.timeout(10):
        assert await shop.conversations.arrival(ANA, after=first.id, seconds=30) == []
