"""Stop and hide: nothing comes by itself, and nothing is left on the screen."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.messages import Address
from bot.storage.database import Database
from tests.services.bureau import Bureau
from tests.services.going import (
    GREETING,
    TWO_DAYS,
    a_shop,
    answered,
    meets,
    settled,
    timer,
)
from tests.services.shop import FETCHED, Shop


@pytest.fixture
async def shop(bureau: Bureau, worker_database: Database) -> AsyncIterator[Shop]:
    shop = a_shop(bureau, worker_database)
    yield shop
    await shop.close()


# stop ------------------------------------------------------------------------------------------


async def test_whoever_said_stop_gets_no_notice_until_they_want_it_again(
    shop: Shop, bureau: Bureau
) -> None:
    await meets(shop, "ana")
    report = await answered(shop, bureau, "ana")

    await shop.hears("ana", "/stop")
    assert not await shop.notices().tell(report)

    await shop.hears("ana", choice="again")
    assert await shop.notices().tell(report)


async def test_stop_calls_off_what_was_to_be_said_later(shop: Shop) -> None:
    await meets(shop, "ana")
    await meets(shop, "ben")
    timers = [await timer(shop, who) for who in ("ana", "ben")]

    await shop.hears("ana", "/stop")

    async with shop.database.transaction() as work:
        assert await work.timers.held(timers[0]) is None
        assert await work.timers.held(timers[1]) is not None


async def test_stop_keeps_a_draft_that_was_not_sent(shop: Shop) -> None:
    await meets(shop, "ana")
    for text in ("1", "yes", "1 2", "Done"):
        await shop.hears("ana", text)
    before = shop.places.place(await shop.row("ana"))

    await shop.hears("ana", "/stop")
    await shop.hears("ana", "close")

    after = shop.places.place(await shop.row("ana"))
    assert (after.frames, after.log) == (before.frames, before.log)


# hide ------------------------------------------------------------------------------------------


async def test_hide_takes_off_what_both_have_written_and_then_says_hello(shop: Shop) -> None:
    await meets(shop, "ana")
    await shop.hears("ana", "1", own="7")

    await shop.hears("ana", "/hide", own="8")
    await settled(shop)

    ids = {"1", "7", "8", "provider's 1", "provider's 2", "provider's 3"}
    ((chat, *taken),) = shop.sender.taken_back
    assert (chat, set(taken)) == ("ana", ids)
    assert shop.sender.to("ana")[-1] == GREETING


async def test_hide_takes_off_nothing_of_anybody_else(shop: Shop) -> None:
    await meets(shop, "ben")
    await meets(shop, "ana")

    await shop.hears("ana", "/hide")
    await settled(shop)

    ((_, *taken),) = shop.sender.taken_back
    assert "provider's 1" not in taken


async def test_what_is_too_old_to_be_taken_off_is_not_tried(shop: Shop) -> None:
    await meets(shop, "ana")
    shop.clock.now += TWO_DAYS
    await shop.hears("ana", "1", own="7")

    await shop.hears("ana", "/hide")
    await settled(shop)

    ((_, *taken),) = shop.sender.taken_back
    assert set(taken) == {"7", "provider's 3"}


async def test_hide_is_tried_again_until_it_is_done_and_only_then_something_is_said(
    shop: Shop,
) -> None:
    await meets(shop, "ana")
    shop.sender.refuses("ana", "no connection", gone=False)

    await shop.hears("ana", "/hide")
    await settled(shop)

    assert len(shop.sender.taken_back) == 2
    assert shop.sender.to("ana")[-1] == GREETING
    assert shop.sender.to("ana").count(GREETING) == 1


async def test_whoever_fetches_has_nothing_before_them_but_the_greeting(shop: Shop) -> None:
    await meets(shop, "ana", FETCHED)
    await shop.hears("ana", "1", channel=FETCHED)

    received = await shop.hears("ana", "/hide", channel=FETCHED, shown=0)

    assert [each.outgoing.text for each in received.parcels] == [GREETING]
    assert received.parcels[0].outgoing.hides
    waiting = await shop.conversations.waiting(Address(FETCHED, "ana"), after=0)
    assert [each.outgoing.text for each in waiting] == [GREETING]


async def test_what_hide_covered_is_there_again_afterwards(shop: Shop) -> None:
    await meets(shop, "ana")
    for text in ("1", "yes", "1 2"):
        await shop.hears("ana", text)
    before = shop.places.place(await shop.row("ana"))

    await shop.hears("ana", "/hide")
    await shop.hears("ana", "/back")

    after = shop.places.place(await shop.row("ana"))
    assert (after.frames, after.log, after.picked) == (before.frames, before.log, before.picked)
