"""Work that has ended: the worker was written to, is told of it, and reads why in plain words."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
import pytest

from bot.domain.hours import May
from bot.domain.referrals import ENDED_BECAUSE, CloseReason, NobodyWrote, ReferralStatus
from bot.engine.said import Done, Line
from bot.services.effects import Asked
from bot.services.members import Caseworker
from bot.services.notices import SOMETHING
from bot.services.standing import STANDING
from tests.console.office import Sent
from tests.fakes.patience import eventually
from tests.services.answered import ANSWER, answered, chose
from tests.services.bureau import Bureau
from tests.services.shop import Shop

JOBS = "SELECT convert_from(payload, 'UTF8') FROM pgqueuer.pgqueuer WHERE entrypoint = 'notify'"


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Ana")


def status(done: Done) -> list[str]:
    lines = done.fills["status"]
    assert isinstance(lines, tuple)
    return [str(line.text) for line in lines if isinstance(line, Line)]


async def closed(
    bureau: Bureau, sent: Sent, by: Caseworker, reason: CloseReason = CloseReason.CANNOT_HELP
) -> None:
    await bureau.cases.take(sent.reference, by)
    await bureau.cases.answer(sent.reference, ANSWER, by)
    await bureau.cases.close(sent.reference, reason=reason, by=by)


async def ended(bureau: Bureau, shop: Shop, by: Caseworker) -> tuple[UUID, Any]:
    """A report of which the answer was read, and then the work has ended."""
    report, row = await answered(bureau, shop, by)
    async with shop.database.transaction() as work:
        entries = await work.entries.for_worker(report)
        await work.entries.mark_read([each.id for each in entries], bureau.clock())
        found = await work.reports.get(report)
    assert found is not None
    assert not await shop.notices().tell(report)
    await bureau.cases.close(found.reference, reason="helped", by=by)
    return report, row


async def test_nothing_is_closed_before_somebody_wrote_to_the_worker(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    await bureau.cases.take(sent.reference, ana)
    await bureau.adds(sent.asked, "Is anybody there?")  # what the worker writes is no answer

    with pytest.raises(NobodyWrote):
        await bureau.cases.close(sent.reference, reason="safety", by=ana)

    assert await tables.fetchval("SELECT status FROM referrals") == "accepted"
    assert (
        await tables.fetchval("SELECT count(*) FROM audit_events WHERE act = 'case.closed'") == 0
    )
    await bureau.cases.answer(sent.reference, ANSWER, ana)
    await bureau.cases.close(sent.reference, reason="safety", by=ana)
    assert await tables.fetchval("SELECT close_reason FROM referrals") == "safety"


async def test_closing_asks_for_a_notice_in_the_same_transaction(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    await bureau.cases.take(sent.reference, ana)

    with pytest.raises(NobodyWrote):
        await bureau.cases.close(sent.reference, reason="helped", by=ana)
    assert await tables.fetch(JOBS) == []
    await bureau.cases.close(sent.reference, reason="duplicate", by=ana)

    report = await tables.fetchval("SELECT id FROM reports")
    assert [row[0] for row in await tables.fetch(JOBS)] == [str(report)]


async def test_the_notice_of_an_end_is_that_of_an_answer(
    bureau: Bureau, shop: Shop, ana: Caseworker
) -> None:
    report, _ = await ended(bureau, shop, ana)

    assert await shop.notices().tell(report)
    await eventually(lambda: shop.sender.sent)

    assert shop.sender.sent == [("worker", str(SOMETHING))]


async def test_who_has_seen_the_end_is_not_told_again(
    bureau: Bureau, shop: Shop, ana: Caseworker
) -> None:
    report, _ = await ended(bureau, shop, ana)
    async with shop.database.transaction() as work:
        await work.referrals.see_end(report, bureau.clock())

    assert not await shop.notices().tell(report)


async def test_an_end_of_the_night_is_told_by_day_unless_it_was_seen(
    bureau: Bureau, shop: Shop, ana: Caseworker, tables: Any
) -> None:
    report, row = await ended(bureau, shop, ana)
    await chose(bureau, shop, row, May.DAY)
    shop.clock.passes(hours=8)
    for seen in (False, True):
        assert not await shop.notices().tell(report)
        timer = await tables.fetchval("SELECT id FROM timers")
        if seen:
            async with shop.database.transaction() as work:
                await work.referrals.see_end(report, shop.clock())
        shop.clock.passes(hours=12)

        assert await shop.timers().ring(timer) is not seen

        shop.clock.passes(hours=12)


@pytest.mark.parametrize("reason", CloseReason)
async def test_the_worker_reads_that_it_has_ended_and_why(
    bureau: Bureau, ana: Caseworker, reason: CloseReason
) -> None:
    wishes = {"wishes": ("counted",)} if reason is CloseReason.COUNTED else {}
    sent = await bureau.sent(wishes)
    await closed(bureau, sent, ana, reason)

    done = await bureau.reads(sent.asked)

    assert done.outcome == ("ended" if reason is CloseReason.DUPLICATE else "asks")
    assert status(done) == [STANDING[ReferralStatus.CLOSED], ENDED_BECAUSE[reason]]
    assert reason.label not in " ".join(status(done))


async def test_when_the_worker_saw_the_end_is_kept_and_the_first_time_counts(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    asked = replace(sent.asked, now=bureau.clock())
    await bureau.reads(asked)
    await closed(bureau, sent, ana)
    assert await tables.fetchval("SELECT end_seen_at FROM referrals") is None

    for _ in range(2):
        bureau.clock.passes(hours=1)
        await bureau.reads(replace(asked, now=bureau.clock()))

    first = bureau.clock.now.replace(hour=bureau.clock.now.hour - 1)
    assert await tables.fetchval("SELECT end_seen_at FROM referrals") == first
    case = await bureau.cases.open(sent.reference, ana)
    assert ("The worker saw that it is closed", first) in case.moments


async def test_of_several_reports_the_one_that_has_ended_comes_first(
    bureau: Bureau, ana: Caseworker
) -> None:
    older = await bureau.sent()
    done = await bureau.submits(older.asked)
    chat = _keeping(older.asked, done)
    await bureau.cases.take(older.reference, ana)
    await bureau.cases.close(older.reference, reason="duplicate", by=ana)

    first = await bureau.reads(chat)
    again = await bureau.reads(_keeping(chat, first))

    assert (first.outcome, again.outcome) == ("ended", "ended")
    assert first.keeps["report"] == tuple(reversed(done.keeps["report"]))


def _keeping(asked: Asked, done: Done) -> Asked:
    return replace(asked, known=msgspec.structs.replace(asked.known, kept=done.keeps))
