"""Whether it helped: the worker says so, and what did not is open again where they see it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from bot.domain.referrals import CloseReason, NobodyWrote, ReferralStatus
from bot.engine.place import Value
from bot.engine.said import Done, Line
from bot.services.effects import Asked
from bot.services.feedback import Feedback
from bot.services.members import Caseworker
from bot.services.standing import DUE, LATE, STANDING
from tests.console.office import CRITICAL, Sent
from tests.services.bureau import Bureau


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Ana")


async def closed(
    bureau: Bureau, sent: Sent, by: Caseworker, reason: CloseReason = CloseReason.HELPED
) -> None:
    await bureau.cases.take(sent.reference, by)
    await bureau.cases.answer(sent.reference, "words", by)
    await bureau.cases.close(sent.reference, reason=reason, by=by)


async def judges(bureau: Bureau, asked: Asked, helped: str) -> str:
    known = msgspec.structs.replace(asked.known, answers={"helped": helped})
    feedback = Feedback(reports=bureau.reports, chance=bureau.chance)
    async with bureau.worker.transaction() as work:
        done = await feedback.judge(work, replace(asked, known=known, now=bureau.clock()))
    return done.outcome


async def corrects(bureau: Bureau, asked: Asked, words: str) -> str:
    known = msgspec.structs.replace(asked.known, answers={"correction": (words,)})
    async with bureau.worker.transaction() as work:
        return (await bureau.reports.correct(work, replace(asked, known=known))).outcome


async def reads(bureau: Bureau, asked: Asked) -> Done:
    return await bureau.reads(replace(asked, now=bureau.clock()))


def said(done: Done) -> list[str]:
    lines = done.fills["status"]
    assert isinstance(lines, tuple)
    return [line.text for line in lines if isinstance(line, Line)]


@pytest.mark.parametrize("helped", ["solved", "partly"])
async def test_who_was_helped_says_so_once_and_the_organisation_sees_it(
    bureau: Bureau, ana: Caseworker, helped: str
) -> None:
    sent = await bureau.sent()
    await closed(bureau, sent, ana)
    assert (await reads(bureau, sent.asked)).outcome == "asks"

    assert await judges(bureau, sent.asked, helped) == "kept"

    assert (await reads(bureau, sent.asked)).outcome == "closed"
    case = await bureau.cases.open(sent.reference, ana)
    assert (case.helped, case.row.status) == (helped, ReferralStatus.CLOSED)
    assert not case.row.reopened
    assert "The worker said if it helped" in [label for label, _ in case.moments]


async def test_what_did_not_help_is_back_in_the_queue_with_a_new_clock(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    await closed(bureau, sent, ana)
    bureau.clock.passes(days=9)

    assert await judges(bureau, sent.asked, "not_solved") == "reopened"

    (row,) = (await bureau.cases.queue(ana)).rows
    assert (row.reference, row.reopened, row.taken_by) == (sent.reference, True, None)
    assert row.since == bureau.clock()
    case = await bureau.cases.open(sent.reference, ana)
    assert ("Opened again by the worker", bureau.clock()) in case.moments
    assert [moment for _, moment in case.moments] == sorted(m for _, m in case.moments)
    assert (await reads(bureau, sent.asked)).outcome in {"waiting", "answered"}
    acts = "SELECT act FROM audit_events WHERE actor_kind = 'worker' ORDER BY at, id"
    assert [each["act"] for each in await tables.fetch(acts)][-2:] == [
        "report.judged",
        "report.reopened",
    ]


async def test_what_was_opened_again_is_not_closed_before_somebody_writes_anew(
    bureau: Bureau, ana: Caseworker
) -> None:
    sent = await bureau.sent()
    await closed(bureau, sent, ana)
    await judges(bureau, sent.asked, "not_solved")
    await bureau.cases.take(sent.reference, ana)

    with pytest.raises(NobodyWrote):
        await bureau.cases.close(sent.reference, reason="helped", by=ana)
    await bureau.cases.answer(sent.reference, "again", ana)
    await bureau.cases.close(sent.reference, reason="helped", by=ana)

    assert (await reads(bureau, sent.asked)).outcome == "asks"  # of this work nothing was said


async def test_nothing_is_opened_for_an_organisation_that_nobody_is_at(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    await closed(bureau, sent, ana)
    await tables.execute("UPDATE members SET removed_at = now()")

    assert await judges(bureau, sent.asked, "not_solved") == "nobody"

    assert await tables.fetchval("SELECT status FROM referrals") == "closed"
    assert await tables.fetchval("SELECT helped FROM referrals") == "not_solved"


async def test_of_what_is_open_or_taken_back_nothing_is_said(
    bureau: Bureau, ana: Caseworker
) -> None:
    sent = await bureau.sent()
    assert await judges(bureau, sent.asked, "not_solved") == "gone"
    await closed(bureau, sent, ana)
    await bureau.takes_back(sent.asked)

    assert await judges(bureau, sent.asked, "not_solved") == "gone"


async def test_of_what_was_sent_twice_nobody_is_asked(bureau: Bureau, ana: Caseworker) -> None:
    sent = await bureau.sent()
    await closed(bureau, sent, ana, CloseReason.DUPLICATE)

    assert (await reads(bureau, sent.asked)).outcome == "ended"


async def test_a_correction_is_seen_as_one_and_changes_nothing_before_it(
    bureau: Bureau, ana: Caseworker
) -> None:
    sent = await bureau.sent()

    assert await corrects(bureau, sent.asked, "Three months, not two.") == "added"

    assert [row.new_words for row in (await bureau.cases.queue(ana)).rows] == [1]
    story, correction = (await bureau.cases.open(sent.reference, ana)).entries
    assert (story.correction, correction.correction) == (False, True)
    assert correction.text == "Three months, not two."
    await closed(bureau, sent, ana)
    assert await corrects(bureau, sent.asked, "Four.") == "ended"


async def test_until_an_answer_comes_the_worker_reads_by_when_and_what_to_do_if_it_is_late(
    bureau: Bureau, ana: Caseworker
) -> None:
    sent, wait = await bureau.sent(), timedelta(days=bureau.content.spans.answer_days)
    assert said(await reads(bureau, sent.asked)) == [STANDING[ReferralStatus.QUEUED], DUE]
    bureau.clock.passes(seconds=wait.total_seconds())
    assert said(await reads(bureau, sent.asked))[1] == DUE
    bureau.clock.passes(seconds=1)
    assert said(await reads(bureau, sent.asked))[1] == LATE

    await bureau.cases.take(sent.reference, ana)
    await bureau.cases.answer(sent.reference, "words", ana)

    assert len(said(await reads(bureau, sent.asked))) == 1


@pytest.mark.parametrize("grave", [CRITICAL, {"problems": ("locked_in",)}, {"age": "under_15"}])
async def test_who_is_in_danger_or_as_grave_reads_the_shorter_wait_they_were_told_also_elsewhere(
    bureau: Bureau, ana: Caseworker, grave: dict[str, Value]
) -> None:
    assert ana.name
    sent, receipt = await bureau.sent_with_receipt(grave)
    other = await bureau.someone()
    found = await bureau.types(other, receipt)
    elsewhere = replace(other, known=msgspec.structs.replace(other.known, kept=found.keeps))
    bureau.clock.passes(hours=bureau.content.spans.danger_hours, seconds=1)

    for asked in (sent.asked, elsewhere):
        assert said(await reads(bureau, asked))[1] == LATE
