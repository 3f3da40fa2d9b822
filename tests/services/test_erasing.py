"""Delete: nothing is left with us, and it is asked for first."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.services.forgetting import SAID, UNSAID, Forgetting
from bot.storage.database import Database
from tests.services.bureau import Bureau
from tests.services.going import (
    SPANS,
    a_shop,
    answered,
    file,
    forget,
    knows,
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


async def test_delete_forgets_everything_and_soon_there_is_no_trace(
    shop: Shop, tables: Any
) -> None:
    await meets(shop, "ana")
    await meets(shop, "ben")
    for text in ("1", "yes", "1 2", "Done", "/stop", "/back"):
        await shop.hears("ana", text)
    await timer(shop, "ana")
    await file(shop, "ana")

    await shop.hears("ana", "/delete")
    await shop.hears("ana", "yes")
    await settled(shop)

    place = shop.places.place(await shop.row("ana"))
    assert (place.log, place.parked, place.kept, len(place.frames)) == ((), None, {}, 1)
    assert shop.sender.taken_back
    for table in ("timers", "files", "file_chunks"):
        assert await tables.fetchval(f"SELECT count(*) FROM {table}") == 0
    assert (
        await tables.fetchval("SELECT count(*) FROM conversations WHERE quiet_at > '-infinity'")
        == 0
    )

    shop.clock.now += SAID + timedelta(seconds=1)
    await forget(shop)

    ben = await shop.row("ben")
    for table in ("conversations", "outbox"):
        column = "id" if table == "conversations" else "conversation_id"
        assert await tables.fetch(f"SELECT DISTINCT {column} FROM {table}") == [(ben.id,)]


async def test_nothing_is_deleted_before_a_yes(shop: Shop) -> None:
    await meets(shop, "ana")
    for text in ("1", "yes"):
        await shop.hears("ana", text)
    before = shop.places.place(await shop.row("ana"))

    for answer in ("no", "/menu", "/back"):
        await shop.hears("ana", "/delete")
        await shop.hears("ana", answer)
        shop.clock.now += SAID + timedelta(seconds=1)
        await forget(shop)

    place = shop.places.place(await shop.row("ana"))
    assert {*before.log} <= {*place.log, *(place.parked.log if place.parked else ())}


async def test_whoever_goes_on_at_once_has_a_conversation_that_stays(shop: Shop) -> None:
    await meets(shop, "ana")
    await shop.hears("ana", "/delete")
    await shop.hears("ana", "yes")
    shop.clock.passes(seconds=1)

    await shop.hears("ana", choice="anew")
    await settled(shop)
    shop.clock.now += UNSAID + timedelta(seconds=1)
    await forget(shop)

    assert await shop.step("ana") == "language"


async def test_a_chat_that_could_not_be_told_so_is_forgotten_after_a_day(
    shop: Shop, tables: Any
) -> None:
    await meets(shop, "ana", FETCHED)
    await shop.hears("ana", "/delete", channel=FETCHED)
    await shop.hears("ana", "yes", channel=FETCHED)

    shop.clock.now += SAID + timedelta(seconds=1)
    await forget(shop)
    assert await tables.fetchval("SELECT count(*) FROM conversations") == 1
    shop.clock.now += UNSAID
    await forget(shop)

    assert await tables.fetchval("SELECT count(*) FROM conversations") == 0
    assert await tables.fetchval("SELECT count(*) FROM outbox WHERE payload IS NOT NULL") == 0


async def test_a_chat_in_a_browser_was_told_at_once_and_is_forgotten_soon(
    shop: Shop, tables: Any
) -> None:
    """Nobody has to go on for it: whoever deleted it may have closed the browser."""
    await meets(shop, "ana", FETCHED)
    await shop.hears("ana", "/delete", channel=FETCHED)
    await shop.hears("ana", "yes", channel=FETCHED)
    shop.clock.now += SAID + timedelta(seconds=1)

    await Forgetting(shop.database, shop.places, shop.clock, SPANS, fetched=[FETCHED]).forget()

    assert await tables.fetchval("SELECT count(*) FROM conversations") == 0
    assert await tables.fetchval("SELECT count(*) FROM outbox WHERE payload IS NOT NULL") == 0


async def test_a_report_that_is_kept_does_not_lead_here_any_more(
    shop: Shop, bureau: Bureau
) -> None:
    await meets(shop, "ana")
    report = await answered(shop, bureau, "ana")
    await knows(shop, "ana", report)

    await shop.hears("ana", "/delete")
    await shop.hears("ana", choice="keep")
    await shop.hears("ana", "yes")
    await shop.hears("ana", choice="anew")

    assert not await shop.notices().tell(report)
    async with shop.database.transaction() as work:
        kept = await work.reports.get(report)
    assert kept is not None
    assert kept.route is not None  # with its number it can be found, and may be answered again
    assert kept.facts is not None


async def test_a_report_is_taken_back_with_the_rest_where_that_is_wanted(
    shop: Shop, bureau: Bureau
) -> None:
    await meets(shop, "ana")
    report = await answered(shop, bureau, "ana")
    await knows(shop, "ana", report)

    for said in ({"text": "/delete"}, {"choice": "both"}, {"text": "yes"}):
        await shop.hears("ana", **said)

    async with shop.database.transaction() as work:
        kept = await work.reports.get(report)
    assert kept is not None
    assert kept.facts is None
