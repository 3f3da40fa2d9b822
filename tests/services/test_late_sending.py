"""What cannot be sent in time, or is left by a dead process, waits until the person is there."""

import asyncio
from typing import Any

import pytest

from bot.domain.messages import Outgoing
from bot.services import delivery
from bot.services.late import OPEN
from bot.services.notices import SOMETHING
from bot.services.ports import REPLIES, SendFailed
from bot.services.recovery import Recovery
from bot.storage.instances import Instances
from bot.storage.outbox import LATE, NewMessage
from tests.postgres import Urls
from tests.services.shop import PUSHED, Shop
from tests.services.test_late import JOBS, WAITING, at_the_menu, calm, heard, told, wrote_long_ago


@pytest.fixture
def brief(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses take the shop's time, and none of ours."""

    async def noted(_: object, pause: Any) -> bool:
        shop.clock.now += pause
        return False

    monkeypatch.setattr(delivery.Delivery, "_stopped_within", noted)


def refuse(shop: Shop, who: str, *seconds: float) -> None:
    shop.sender.fails[who].extend(SendFailed("too many", retry_after=each) for each in seconds)


@pytest.mark.usefixtures("brief")
async def test_a_reply_that_could_not_be_sent_in_time_waits(shop: Shop, tables: Any) -> None:
    await at_the_menu(shop, "ana")
    refuse(shop, "ana", 60, 61)

    await shop.hears("ana", "/order")
    await calm(shop)
    assert shop.sender.sent == []
    assert await told(shop, "ana")
    await shop.hears("ana", choice=OPEN)
    await calm(shop)

    assert heard(shop) == [str(SOMETHING), "Are you hungry?"]
    assert await tables.fetchval("SELECT count(*) FROM outbox WHERE payload IS NOT NULL") == 0


@pytest.mark.usefixtures("brief")
async def test_within_that_time_it_comes_as_usual(shop: Shop, tables: Any) -> None:
    await at_the_menu(shop, "ana")
    refuse(shop, "ana", 60, 59)

    await shop.hears("ana", "/order")
    await calm(shop)

    assert heard(shop) == ["Are you hungry?"]
    assert await tables.fetchval(JOBS) == 0


@pytest.mark.usefixtures("brief")
async def test_who_writes_again_meanwhile_is_there_and_gets_both(shop: Shop) -> None:
    await at_the_menu(shop, "ana")
    send = shop.sender.send

    async def writes_again(chat: str, outgoing: Outgoing, **how: Any) -> str:
        if "hungry" in outgoing.text and shop.sender.fails[chat]:
            shop.clock.passes(minutes=5)
            await shop.hears("ana", "/menu")
        return await send(chat, outgoing, **how)

    shop.sender.send = writes_again  # type: ignore[method-assign]  # somebody impatient
    refuse(shop, "ana", 1)
    await shop.hears("ana", "/order")
    await calm(shop)

    assert heard(shop) == ["Are you hungry?", "What now?"]


@pytest.mark.usefixtures("brief")
async def test_what_came_before_waits_with_it_and_in_order(shop: Shop) -> None:
    await at_the_menu(shop, "ana")
    refuse(shop, "ana", 300)
    shop.sender.still["ana"] = asyncio.Event()
    for said in ("/order", "yes"):
        await shop.hears("ana", said)
    shop.sender.still["ana"].set()
    await calm(shop)
    assert shop.sender.sent == []

    await shop.hears("ana", choice=OPEN)
    await calm(shop)

    assert heard(shop) == ["Are you hungry?", "Which teas?"]


async def test_what_is_late_when_its_turn_comes_is_not_sent(shop: Shop, tables: Any) -> None:
    """As in a long row of others, within the sender."""
    await at_the_menu(shop, "ana")
    send = shop.sender.send

    async def after_a_while(chat: str, outgoing: Outgoing, **how: Any) -> str:
        shop.clock.passes(minutes=3)
        return await send(chat, outgoing, **how)

    shop.sender.send = after_a_while  # type: ignore[method-assign]  # it stands in a row
    await shop.hears("ana", "/order")
    await calm(shop)

    assert shop.sender.sent == []
    assert await tables.fetchval(WAITING) == 1


# after a crash -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "sent"), [(1, ["What now?"]), (3, [])])
async def test_what_a_dead_process_left_is_said_or_waits_as_old_as_it_is(
    shop: Shop, database_urls: Urls, tables: Any, minutes: float, sent: list[str]
) -> None:
    await at_the_menu(shop, "ana")
    row = await shop.row("ana")
    async with shop.database.transaction() as work:
        payload = shop.places.payload(row.id, Outgoing("What now?", "en", "ltr", 2))
        await work.outbox.add([NewMessage(row.id, PUSHED, REPLIES, 9_999, payload)], shop.clock())
    instance = await Instances(database_urls.worker).begin()
    sweeper = Recovery(shop.database, shop.places, shop.delivery, shop.clock, instance)
    shop.clock.passes(minutes=minutes)

    assert [await sweeper.take_up() for _ in range(2)] == [1, 0]
    await calm(shop)
    assert await sweeper.take_up() == 0

    assert heard(shop) == sent
    assert await tables.fetchval(WAITING) == (not sent)
    await shop.hears("ana", choice=OPEN)
    await calm(shop)
    assert heard(shop)[-1] == "What now?"
    await instance.end()


async def test_what_waits_is_nobodys_to_send(shop: Shop, tables: Any) -> None:
    await at_the_menu(shop, "ana")
    await wrote_long_ago(shop, "ana", "/order")

    async with shop.database.transaction() as work:
        assert await work.outbox.owners_unsent() == []
    assert await tables.fetchval("SELECT owner FROM outbox WHERE lane = $1", LATE) == 0
