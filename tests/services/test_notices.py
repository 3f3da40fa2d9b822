"""A notice says that there is something to read, and not a word of what it is."""

from typing import Any

import pytest

from bot.domain.answers import Answer
from bot.domain.hours import May
from bot.services.members import Caseworker
from bot.services.notices import READ, SOMETHING
from tests.console.office import STORY
from tests.fakes.patience import eventually
from tests.services.answered import ANSWER, answered, chose
from tests.services.bureau import Bureau
from tests.services.shop import Shop


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Ana")


async def test_a_notice_is_neutral_silent_and_has_one_button(
    bureau: Bureau, shop: Shop, ana: Caseworker, tables: Any
) -> None:
    report, _ = await answered(bureau, shop, ana)

    assert await shop.notices().tell(report)
    await eventually(lambda: shop.sender.sent)

    assert shop.sender.sent == [("worker", str(SOMETHING))]
    for word in (ANSWER, STORY, "Ana", "Haki", "report"):
        assert word not in SOMETHING
    assert await tables.fetchval("SELECT lane FROM outbox") == "bulk"


async def test_a_notice_leads_to_the_answer(
    bureau: Bureau, shop: Shop, ana: Caseworker, tables: Any
) -> None:
    report, row = await answered(bureau, shop, ana)
    await shop.delivery.close(1)  # it stays in the outbox, to be looked at

    await shop.notices().tell(report)

    payload = await tables.fetchval("SELECT payload FROM outbox")
    outgoing = shop.places.outgoing(row.id, payload)
    assert [[button.key for button in each] for each in outgoing.rows] == [[READ]]
    assert outgoing.silent


async def test_several_answers_are_one_notice_each_time_it_is_told(
    bureau: Bureau, shop: Shop, ana: Caseworker
) -> None:
    report, _ = await answered(bureau, shop, ana)
    async with bureau.worker.transaction() as work:
        found = await work.reports.get(report)
    assert found is not None
    await bureau.cases.answer(found.reference, "And more.", ana)

    await shop.notices().tell(report)
    await eventually(lambda: not shop.delivery.holds())

    assert len(shop.sender.sent) == 1


async def test_who_has_read_everything_is_told_nothing(
    bureau: Bureau, shop: Shop, ana: Caseworker
) -> None:
    report, _ = await answered(bureau, shop, ana)
    async with bureau.worker.transaction() as work:
        entries = await work.entries.for_worker(report)
        await work.entries.mark_read([each.id for each in entries], bureau.clock())

    assert not await shop.notices().tell(report)
    assert shop.sender.tried == []


async def test_who_cannot_be_reached_is_not_written_to(
    bureau: Bureau, shop: Shop, ana: Caseworker, tables: Any
) -> None:
    report, row = await answered(bureau, shop, ana)
    async with shop.database.transaction() as work:
        await work.conversations.mark_unreachable(row.id, shop.clock())

    assert not await shop.notices().tell(report)
    assert await tables.fetchval("SELECT count(*) FROM outbox") == 0


async def test_who_said_that_nobody_may_write_to_them_is_not_written_to(
    bureau: Bureau, shop: Shop, ana: Caseworker, tables: Any
) -> None:
    report, _ = await answered(bureau, shop, ana, contact=Answer.NO)

    assert not await shop.notices().tell(report)
    assert await tables.fetchval("SELECT count(*) FROM outbox") == 0


async def test_a_report_that_was_taken_back_is_told_of_to_nobody(
    bureau: Bureau, shop: Shop, ana: Caseworker
) -> None:
    report, _ = await answered(bureau, shop, ana)
    async with bureau.worker.transaction() as work:
        await work.reports.erase(report, bureau.clock())

    assert not await shop.notices().tell(report)
    assert not await shop.notices().tell(shop.chance.id())  # nor one that never was


async def test_who_chose_never_gets_no_notice(
    bureau: Bureau, shop: Shop, ana: Caseworker, tables: Any
) -> None:
    report, row = await answered(bureau, shop, ana)
    await chose(bureau, shop, row, May.NEVER)

    assert not await shop.notices().tell(report)
    assert await tables.fetchval("SELECT count(*) FROM outbox") == 0
    assert await tables.fetchval("SELECT count(*) FROM timers") == 0


async def test_a_notice_of_the_night_waits_for_the_day_and_comes_once(
    bureau: Bureau, shop: Shop, ana: Caseworker, tables: Any
) -> None:
    report, row = await answered(bureau, shop, ana)
    await chose(bureau, shop, row, May.DAY)  # about 14:00 for them
    shop.clock.passes(hours=8)

    for _ in range(3):
        assert not await shop.notices().tell(report)
    (timer,) = await tables.fetch("SELECT id FROM timers")
    shop.clock.passes(hours=12)
    assert await shop.timers().ring(timer["id"])
    await eventually(lambda: shop.sender.sent)

    assert shop.sender.sent == [("worker", str(SOMETHING))]


async def test_by_morning_who_has_read_it_needs_no_notice(
    bureau: Bureau, shop: Shop, ana: Caseworker, tables: Any
) -> None:
    report, row = await answered(bureau, shop, ana)
    await chose(bureau, shop, row, May.DAY)
    shop.clock.passes(hours=8)
    await shop.notices().tell(report)
    await tables.execute("UPDATE entries SET read_at = now(), for_worker = NULL")
    timer = await tables.fetchval("SELECT id FROM timers")
    shop.clock.passes(hours=12)

    assert not await shop.timers().ring(timer)
    assert shop.sender.sent == []
