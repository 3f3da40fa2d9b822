"""A reply that comes too late shows as a neutral notice; nothing of it is lost, and in order."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.hours import May
from bot.services.delivery import LATE_AFTER
from bot.services.late import OPEN, TELL
from bot.services.notices import SOMETHING
from bot.storage.database import Database
from tests.fakes.patience import eventually
from tests.services.answered import chose
from tests.services.bureau import Bureau
from tests.services.going import GREETING, a_shop
from tests.services.shop import FETCHED, Shop

LONG_AGO = timedelta(hours=3)
WAITING = "SELECT count(*) FROM outbox WHERE lane = 'late' AND payload IS NOT NULL"
HUNGRY = "●○○\n\nAre you hungry?"
JOBS = f"SELECT count(*) FROM pgqueuer.pgqueuer WHERE entrypoint = '{TELL}'"


async def calm(shop: Shop) -> None:
    await eventually(lambda: not shop.delivery.holds())


async def at_the_menu(shop: Shop, *people: str) -> None:
    for who in people:
        await shop.hears(who, "hello")
        await shop.hears(who, choice="en")
    await calm(shop)
    shop.sender.sent.clear()


async def wrote_long_ago(shop: Shop, who: str, *texts: str, ago: timedelta = LONG_AGO) -> None:
    for text in texts:
        await shop.hears(who, text, at=shop.clock() - ago)
    await calm(shop)


def heard(shop: Shop) -> list[str]:
    """The questions, without how far along they are."""
    return [text.split("\n")[-1] for text in shop.sender.to("ana")]


async def told(shop: Shop, who: str) -> bool:
    found = await shop.notices().tell_of_late((await shop.row(who)).id)
    await calm(shop)
    return found


async def test_who_wrote_long_ago_gets_a_neutral_silent_notice_and_not_the_words(
    shop: Shop, tables: Any
) -> None:
    await at_the_menu(shop, "ana")

    await wrote_long_ago(shop, "ana", "/order")
    assert shop.sender.sent == []
    assert await tables.fetchval(JOBS) == 1
    await shop.delivery.close(1)  # the notice stays, to be looked at
    await shop.notices().tell_of_late((await shop.row("ana")).id)

    payload = await tables.fetchval("SELECT payload FROM outbox WHERE lane = 'bulk'")
    notice = shop.places.outgoing((await shop.row("ana")).id, payload)
    assert notice.text == str(SOMETHING)
    assert notice.silent
    assert [button.key for row in notice.rows for button in row] == [OPEN]
    assert await tables.fetchval(WAITING) == 1


async def test_a_tap_on_the_notice_opens_what_waited_and_asks_nothing_twice(
    shop: Shop, tables: Any
) -> None:
    await at_the_menu(shop, "ana")
    await wrote_long_ago(shop, "ana", "/order")
    await told(shop, "ana")

    received = await shop.hears("ana", choice=OPEN, turn=0, message="77")
    await calm(shop)

    assert heard(shop) == [str(SOMETHING), "Are you hungry?"]
    assert [each.outgoing.clears for each in received.parcels] == ["77"]
    assert await tables.fetchval(WAITING) == 0
    assert not await told(shop, "ana")


async def test_who_writes_again_gets_all_at_once_and_in_order(shop: Shop) -> None:
    await at_the_menu(shop, "ana")
    await wrote_long_ago(shop, "ana", "/order", "yes")

    await shop.hears("ana", "/menu")
    await calm(shop)

    assert heard(shop) == ["Are you hungry?", "Which teas?", "What now?"]


async def test_what_says_the_same_is_said_once(shop: Shop) -> None:
    await at_the_menu(shop, "ana")
    await wrote_long_ago(shop, "ana", "/order", "/menu", "/order")

    await shop.hears("ana", "/menu")
    await calm(shop)

    assert heard(shop) == ["Are you hungry?", "What now?"]


@pytest.mark.parametrize("ago", [timedelta(), LATE_AFTER, timedelta(days=-1)])
async def test_who_wrote_a_moment_ago_or_by_a_wrong_clock_is_answered_as_usual(
    shop: Shop, ago: timedelta
) -> None:
    await at_the_menu(shop, "ana")

    await wrote_long_ago(shop, "ana", "/order", ago=ago)

    assert heard(shop) == ["Are you hungry?"]


async def test_others_of_the_same_moment_are_answered_as_usual(shop: Shop) -> None:
    await at_the_menu(shop, "ana", "ben")

    await wrote_long_ago(shop, "ana", "/order")
    await shop.hears("ben", "/order")
    await calm(shop)

    assert shop.sender.sent == [("ben", HUNGRY)]


async def test_where_people_fetch_nothing_shows_by_itself_so_nothing_waits(shop: Shop) -> None:
    said = await shop.hears("ana", "hello", channel=FETCHED, at=shop.clock() - LONG_AGO)

    assert [each.outgoing.text for each in said.parcels] == ["Language?"]


async def test_one_notice_stands_for_all_of_one_time_and_another_for_a_later_one(
    shop: Shop, tables: Any
) -> None:
    await at_the_menu(shop, "ana")

    await wrote_long_ago(shop, "ana", "/order", "/menu", "/order")
    assert await tables.fetchval(JOBS) == 1
    shop.clock.passes(hours=5)
    await wrote_long_ago(shop, "ana", "/menu")

    assert await tables.fetchval(JOBS) == 2


async def test_nobody_is_told_who_wants_nothing_by_itself(shop: Shop, tables: Any) -> None:
    await at_the_menu(shop, "ana", "ben")
    await wrote_long_ago(shop, "ana", "/order")
    await wrote_long_ago(shop, "ben", "/order")
    async with shop.database.transaction() as work:
        await work.departures.be_quiet((await shop.row("ana")).id, shop.clock())
        await work.conversations.mark_unreachable((await shop.row("ben")).id, shop.clock())

    assert not await told(shop, "ana")
    assert not await told(shop, "ben")
    assert not await shop.notices().tell_of_late(shop.chance.id())
    await shop.hears("ana", choice=OPEN)
    await calm(shop)

    assert shop.sender.sent == [("ana", HUNGRY)]


async def test_the_notice_keeps_to_the_hours_that_the_person_chose(
    bureau: Bureau, worker_database: Database, tables: Any
) -> None:
    shop = Shop(worker_database, keys=bureau.keys)
    await at_the_menu(shop, "ana", "ben")
    await chose(bureau, shop, await shop.row("ana"), May.DAY)  # about 14:00 for them
    await chose(bureau, shop, await shop.row("ben"), May.DAY)
    shop.clock.passes(hours=8)
    await wrote_long_ago(shop, "ana", "/order")
    await wrote_long_ago(shop, "ben", "/order")

    assert not await told(shop, "ana")
    assert not await told(shop, "ben")
    await shop.hears("ben", "/menu")  # who has seen it by the morning needs no notice
    await calm(shop)
    shop.sender.sent.clear()
    shop.clock.passes(hours=12)
    for timer in await tables.fetch("SELECT id FROM timers"):
        await shop.timers().ring(timer["id"])
    await calm(shop)

    assert shop.sender.sent == [("ana", str(SOMETHING))]
    await shop.close()


async def test_hiding_is_done_whenever_it_comes_and_shows_nothing_that_waits(
    bureau: Bureau, worker_database: Database, tables: Any
) -> None:
    shop = a_shop(bureau, worker_database)
    await at_the_menu(shop, "ana")
    for said in ("/order", "/hide"):
        await shop.hears("ana", said, own=f"of {said}", at=shop.clock() - LONG_AGO)
    await calm(shop)

    assert shop.sender.to("ana")[0].startswith(GREETING)
    (taken_back,) = shop.sender.taken_back
    assert {"of /order", "of /hide"} <= set(taken_back)
    assert await tables.fetchval(WAITING) == 1
    await shop.hears("ana", "/menu")
    await calm(shop)
    assert heard(shop)[1:] == ["Are you hungry?", "What now?"]
    await shop.close()


async def test_who_has_the_chat_deleted_leaves_nothing_that_waits(
    bureau: Bureau, worker_database: Database, tables: Any
) -> None:
    shop = a_shop(bureau, worker_database)
    await at_the_menu(shop, "ana")
    await wrote_long_ago(shop, "ana", "/order")
    async with shop.database.transaction() as work:
        await work.departures.erase((await shop.row("ana")).id, shop.clock())

    assert await tables.fetchval(WAITING) == 0
    assert (await shop.row("ana")).late_at is None
    await shop.close()
