"""Delivery: each person's messages in order, people beside each other, a result for each."""

import asyncio
from typing import Any

import pytest
from msgspec.structs import replace

from bot.domain.messages import Outgoing
from bot.services import delivery
from bot.services.delivery import Parcel
from bot.services.ports import BULK, REPLIES, Lane, SendFailed
from bot.storage.outbox import NewMessage
from tests.fakes.patience import eventually
from tests.services.shop import PUSHED, Shop

RESULTS = "SELECT sent_at IS NOT NULL, error, payload IS NULL, provider_id FROM outbox ORDER BY id"


async def put_out(shop: Shop, who: str, *texts: str, tries: int = 0) -> list[Parcel]:
    """Rows that are committed, and the parcels they are sent as."""
    row = await _met(shop, who)
    outgoings = [Outgoing(text, "en", "ltr", 0) for text in texts]
    async with shop.database.transaction() as work:
        rows = [
            NewMessage(row.id, PUSHED, "bulk", 1, shop.places.payload(row.id, each))
            for each in outgoings
        ]
        ids = await work.outbox.add(rows, shop.clock())
    return [
        Parcel(id_, row.id, PUSHED, who, each, tries)
        for id_, each in zip(ids, outgoings, strict=True)
    ]


async def _met(shop: Shop, who: str) -> Any:
    new = shop.places.new(shop.chance.id(), shop.message(who).address)
    async with shop.database.transaction() as work:
        (row,) = await work.conversations.lock_or_create([new], shop.clock())
    return row


@pytest.fixture
def brief(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses take no time but the shop's; how long they would have been."""
    pauses: list[float] = []

    async def noted(_: object, pause: Any) -> bool:
        pauses.append(pause.total_seconds())
        shop.clock.now += pause
        await asyncio.sleep(0)
        return False

    monkeypatch.setattr(delivery.Delivery, "_stopped_within", noted)
    return pauses


async def test_the_result_is_written_after_the_call(shop: Shop, tables: Any) -> None:
    shop.sender.still["ana"] = asyncio.Event()
    parcels = await put_out(shop, "ana", "one")

    shop.delivery.hand_over(parcels)
    await eventually(lambda: shop.sender.tried)
    assert [tuple(row) for row in await tables.fetch(RESULTS)] == [(False, None, False, None)]
    shop.sender.still["ana"].set()
    await eventually(lambda: not shop.delivery.holds())

    assert [tuple(row) for row in await tables.fetch(RESULTS)] == [
        (True, None, True, "provider's 1")
    ]


async def test_everyones_messages_come_in_their_order(shop: Shop, brief: list[float]) -> None:
    shop.sender.refuses("ana", gone=False)
    parcels = await put_out(shop, "ana", "one", "two")

    shop.delivery.hand_over(parcels)
    await eventually(lambda: shop.sender.tried)
    shop.delivery.hand_over(await put_out(shop, "ana", "three"))
    await eventually(lambda: not shop.delivery.holds())

    assert shop.sender.to("ana") == ["one", "two", "three"]
    assert [text for _, text in shop.sender.tried] == ["one", "one", "two", "three"]


async def test_nobody_waits_for_somebody_elses_message(shop: Shop) -> None:
    shop.sender.still["ana"] = asyncio.Event()

    shop.delivery.hand_over([*await put_out(shop, "ana", "a"), *await put_out(shop, "ben", "b")])
    await eventually(lambda: shop.sender.to("ben"))
    await eventually(lambda: len(shop.delivery.holds()) == 1)

    assert shop.sender.to("ana") == []


async def test_what_the_provider_wants_is_waited_for(shop: Shop, brief: list[float]) -> None:
    shop.sender.fails["ana"].append(SendFailed("too many", retry_after=17.5))
    shop.sender.refuses("ana", "no answer", gone=False)
    shop.sender.refuses("ana", "no answer", gone=False)

    shop.delivery.hand_over(await put_out(shop, "ana", "one"))
    await eventually(lambda: not shop.delivery.holds())

    assert brief == [17.5, 1, 2]
    assert shop.sender.to("ana") == ["one"]


async def test_a_pause_is_really_waited(shop: Shop) -> None:
    shop.sender.fails["ana"].append(SendFailed("too many", retry_after=0.3))
    loop = asyncio.get_running_loop()
    began = loop.time()

    shop.delivery.hand_over(await put_out(shop, "ana", "one"))
    await eventually(lambda: shop.sender.to("ana"))

    assert 0.3 <= loop.time() - began < 3


async def test_who_cannot_be_reached_is_marked_and_the_words_are_gone(
    shop: Shop, tables: Any, caplog: pytest.LogCaptureFixture
) -> None:
    shop.sender.refuses("ana", "blocked")

    shop.delivery.hand_over(await put_out(shop, "ana", "one", "two"))
    await eventually(lambda: not shop.delivery.holds())

    assert [tuple(row)[:3] for row in await tables.fetch(RESULTS)] == [
        (False, "blocked", True),
        (True, None, True),
    ]
    assert (await shop.row("ana")).unreachable_at == shop.clock()
    assert "refused: blocked" in caplog.text
    assert "ana" not in caplog.text


async def test_who_writes_again_can_be_reached_again(shop: Shop) -> None:
    shop.sender.refuses("ana")
    shop.delivery.hand_over(await put_out(shop, "ana", "one"))
    await eventually(lambda: not shop.delivery.holds())

    await shop.hears("ana", "hello")

    assert (await shop.row("ana")).unreachable_at is None


@pytest.mark.parametrize(("lane", "longest"), [(REPLIES, 8), (BULK, 300)])
async def test_after_a_day_it_has_failed_and_the_person_stays_reachable(
    shop: Shop, tables: Any, brief: list[float], lane: Lane, longest: float
) -> None:
    for _ in range(20_000):
        shop.sender.refuses("ana", "no answer", gone=False)
    parcels = [replace(each, lane=lane) for each in await put_out(shop, "ana", "one")]

    shop.delivery.hand_over(parcels)
    await eventually(lambda: not shop.delivery.holds(), seconds=30)
    shop.sender.fails["ana"].clear()
    shop.delivery.hand_over(await put_out(shop, "ana", "two"))
    await eventually(lambda: not shop.delivery.holds())

    assert [row["error"] for row in await tables.fetch(RESULTS)] == ["too many tries", None]
    assert (await shop.row("ana")).unreachable_at is None
    assert shop.sender.to("ana") == ["two"]
    assert max(brief) == longest
    assert 24 * 3600 <= sum(brief) < 24 * 3600 + longest


async def test_what_was_let_fall_too_often_is_not_tried_again(shop: Shop, tables: Any) -> None:
    parcels = await put_out(shop, "ana", "one", tries=delivery.MOST_TIMES)

    shop.delivery.hand_over(parcels)
    await eventually(lambda: not shop.delivery.holds())

    assert shop.sender.tried == []
    assert await tables.fetchval("SELECT error FROM outbox") == "too many tries"


async def test_what_breaks_stops_one_person_and_leaves_the_rows(
    shop: Shop, tables: Any, caplog: pytest.LogCaptureFixture
) -> None:
    shop.sender.fails["ana"].append(RuntimeError("one, to ana"))

    shop.delivery.hand_over([*await put_out(shop, "ana", "one"), *await put_out(shop, "ben", "b")])
    await eventually(lambda: not shop.delivery.holds())

    assert [row["payload"] for row in await tables.fetch(RESULTS.replace(" IS NULL", ""))]
    assert [tuple(row)[:2] for row in await tables.fetch(RESULTS)] == [(False, None), (True, None)]
    assert "delivery stopped for one conversation: RuntimeError" in caplog.text
    assert "one, to ana" not in caplog.text


async def test_closing_finishes_what_is_being_sent_and_leaves_the_rest(
    shop: Shop, tables: Any
) -> None:
    shop.sender.still["ana"] = asyncio.Event()
    shop.delivery.hand_over(await put_out(shop, "ana", "one", "two"))
    await eventually(lambda: shop.sender.tried)

    closing = asyncio.create_task(shop.delivery.close(5))
    await asyncio.sleep(0)
    shop.sender.still["ana"].set()
    await closing

    assert shop.sender.to("ana") == ["one"]
    assert [tuple(row)[:3] for row in await tables.fetch(RESULTS)] == [
        (True, None, True),
        (False, None, False),
    ]


async def test_closing_does_not_wait_out_a_pause(shop: Shop, tables: Any) -> None:
    shop.sender.fails["ana"].append(SendFailed("too many", retry_after=600))
    shop.delivery.hand_over(await put_out(shop, "ana", "one"))
    await eventually(lambda: shop.sender.tried)

    async with asyncio.timeout(2):
        await shop.delivery.close(5)

    assert await tables.fetchval("SELECT count(*) FROM outbox WHERE payload IS NOT NULL") == 1


async def test_closing_does_not_wait_for_ever_for_a_provider(shop: Shop, tables: Any) -> None:
    shop.sender.still["ana"] = asyncio.Event()
    shop.delivery.hand_over(await put_out(shop, "ana", "one"))
    await eventually(lambda: shop.sender.tried)

    async with asyncio.timeout(2):
        await shop.delivery.close(0.1)
    await eventually(lambda: not shop.delivery.holds())

    assert await tables.fetchval("SELECT count(*) FROM outbox WHERE payload IS NOT NULL") == 1


async def test_after_closing_nothing_is_sent(shop: Shop, tables: Any) -> None:
    await shop.delivery.close(1)

    shop.delivery.hand_over(await put_out(shop, "ana", "one"))
    await eventually(lambda: not shop.delivery.holds())

    assert shop.sender.tried == []
    assert await tables.fetchval("SELECT count(*) FROM outbox WHERE payload IS NOT NULL") == 1
