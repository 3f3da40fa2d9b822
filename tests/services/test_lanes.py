"""Replies wait for nothing that we begin by ourselves, in no queue and in no chat."""

import asyncio
from typing import Any

import pytest

from bot.domain.messages import Outgoing
from bot.services import recovery
from bot.services.delivery import Parcel
from bot.services.ports import BULK, REPLIES, Lane, SendFailed
from bot.services.recovery import Recovery
from bot.storage.instances import Instances
from bot.storage.outbox import NOBODY, NewMessage
from tests.fakes.patience import eventually
from tests.postgres import Urls
from tests.services.shop import PUSHED, Shop


async def known(shop: Shop, who: str) -> Any:
    new = shop.places.new(shop.chance.id(), shop.message(who).address)
    async with shop.database.transaction() as work:
        (row,) = await work.conversations.lock_or_create([new], shop.clock())
    return row


async def put_out(shop: Shop, who: str, text: str, lane: Lane, owner: int = 1) -> Parcel:
    row, said = await known(shop, who), Outgoing(text, "en", "ltr", 0)
    async with shop.database.transaction() as work:
        payload = shop.places.payload(row.id, said)
        message = NewMessage(row.id, PUSHED, lane, owner, payload)
        (id_,) = await work.outbox.add([message], shop.clock())
    return Parcel(id_, row.id, PUSHED, who, said, lane=lane)


async def test_a_reply_does_not_wait_for_a_notice_to_the_same_person(shop: Shop) -> None:
    held = asyncio.Event()
    send = shop.sender.send

    async def slowly(chat: str, outgoing: Outgoing, **how: Any) -> str:
        if how["lane"] == BULK:
            await held.wait()
        return await send(chat, outgoing, **how)

    shop.sender.send = slowly  # type: ignore[method-assign]  # one lane stands still
    notice = await put_out(shop, "ana", "notice", BULK)
    reply = await put_out(shop, "ana", "reply", REPLIES)

    shop.delivery.hand_over([notice, reply])
    await eventually(lambda: shop.sender.to("ana") == ["reply"])
    assert shop.delivery.waiting(BULK) == 1
    held.set()
    await eventually(lambda: not shop.delivery.holds())

    assert shop.sender.to("ana") == ["reply", "notice"]
    assert shop.sender.lanes == [REPLIES, BULK]


async def test_parts_that_arrived_are_handed_to_the_next_try(shop: Shop) -> None:
    failed = SendFailed("no answer", retry_after=0.01)
    failed.sent = ("7", "8")
    shop.sender.fails["ana"].append(failed)

    shop.delivery.hand_over([await put_out(shop, "ana", "long", REPLIES)])
    await eventually(lambda: not shop.delivery.holds())

    assert shop.sender.parts == [(), ("7", "8")]


async def test_closing_tells_the_senders_to_begin_nothing_more(shop: Shop) -> None:
    await shop.delivery.close(0.1)

    assert shop.sender.stopped


@pytest.fixture
async def sweeper(shop: Shop, database_urls: Urls) -> Any:
    instance = await Instances(database_urls.worker).begin()
    yield Recovery(shop.database, shop.places, shop.delivery, shop.clock, instance)
    await instance.end()


async def test_a_broadcast_is_taken_up_a_little_at_a_time(
    shop: Shop, sweeper: Recovery, monkeypatch: pytest.MonkeyPatch, tables: Any
) -> None:
    monkeypatch.setattr(recovery, "AT_ONCE", 3)
    people = [f"person {number}" for number in range(5)]
    for who in people:
        shop.sender.still[who] = asyncio.Event()
        await put_out(shop, who, "all of you", BULK, owner=NOBODY)

    assert [await sweeper.take_up() for _ in range(3)] == [3, 0, 0]
    shop.sender.still[people[0]].set()
    await eventually(lambda: shop.delivery.waiting(BULK) == 2)
    assert await sweeper.take_up() == 1


async def test_replies_that_a_dead_process_left_come_before_a_broadcast(
    shop: Shop, sweeper: Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery, "AT_ONCE", 2)
    for number in range(4):
        await put_out(shop, f"person {number}", "all of you", BULK, owner=NOBODY)
    await put_out(shop, "ana", "reply", REPLIES, owner=9_999)

    await sweeper.take_up()
    await eventually(lambda: not shop.delivery.holds())

    assert shop.sender.to("ana") == ["reply"]
    assert len(shop.sender.sent) == 3


async def test_what_is_taken_up_goes_in_the_lane_it_was_put_out_in(
    shop: Shop, sweeper: Recovery
) -> None:
    await put_out(shop, "ana", "notice", BULK, owner=NOBODY)
    await put_out(shop, "ben", "reply", REPLIES, owner=9_999)

    await sweeper.take_up()
    await eventually(lambda: not shop.delivery.holds())

    lanes = dict(zip([who for who, _ in shop.sender.tried], shop.sender.lanes, strict=True))
    assert lanes == {"ana": BULK, "ben": REPLIES}


async def test_what_waited_long_for_somebody_with_time_is_sent_once(
    shop: Shop, sweeper: Recovery, tables: Any
) -> None:
    """It is as old as what was let fall, and yet it was not."""
    await put_out(shop, "ana", "all of you", BULK, owner=NOBODY)
    await put_out(shop, "ben", "reply", REPLIES, owner=9_999)
    shop.clock.passes(minutes=1)

    assert [await sweeper.take_up() for _ in range(2)] == [2, 0]
    await eventually(lambda: not shop.delivery.holds())

    assert sorted(shop.sender.sent) == [("ana", "all of you"), ("ben", "reply")]


async def test_one_process_sends_broadcasts_and_each_takes_up_replies(
    shop: Shop, sweeper: Recovery, database_urls: Urls
) -> None:
    other = await Instances(database_urls.worker).begin()
    follower = Recovery(shop.database, shop.places, shop.delivery, shop.clock, other)
    assert await sweeper.take_up() == 0
    await put_out(shop, "ana", "all of you", BULK, owner=NOBODY)
    assert await sweeper._instance.leads()
    await put_out(shop, "ben", "reply", REPLIES, owner=9_999)

    assert await follower.take_up() == 1
    assert await sweeper.take_up() == 1
    await eventually(lambda: not shop.delivery.holds())

    assert sorted(shop.sender.sent) == [("ana", "all of you"), ("ben", "reply")]
    await other.end()
