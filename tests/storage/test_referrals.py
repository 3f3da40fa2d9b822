"""An organisation's queue: the most serious first, then whoever has waited longest."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.clocks import Step
from bot.domain.referrals import (
    OPEN,
    TAKEN,
    WAITING,
    CloseReason,
    Outcome,
    ReferralStatus,
    RejectReason,
)
from bot.domain.risks import Risk
from bot.storage.database import Database
from bot.storage.referrals import News, Standing
from tests.storage.cast import NOON, WHY, Office, file, uid

RISKS = ("low", "critical", "medium", "high", "critical")


async def queue(web: Database, office: Office, *, limit: int = 25, offset: int = 0) -> list[str]:
    async with web.transaction(visible_to=office.scope) as work:
        rows = await work.referrals.queue(WAITING, limit=limit, offset=offset)
    return [row.report.reference for row in rows]


async def test_the_most_serious_comes_first_and_then_the_longest_wait(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    for number, risk in enumerate(RISKS):
        await file(worker_database, 10 * (number + 1), ana, risk=risk)
    async with worker_database.transaction() as work:
        (late,) = await work.referrals.of_report(uid(20))
        await work.referrals.save(
            late.accepted(by=ana.member_id, at=NOON)
            .answered(at=NOON)
            .closed(CloseReason.HELPED, at=NOON)
            .reopened(at=NOON + timedelta(hours=1))
        )

    assert await queue(web_database, ana) == ["REF50", "REF20", "REF40", "REF30", "REF10"]
    assert await queue(web_database, ana, limit=2) == ["REF50", "REF20"]
    assert await queue(web_database, ana, limit=2, offset=4) == ["REF10"]
    assert await queue(web_database, ana, limit=2, offset=5) == []


async def test_pages_mix_all_that_is_asked_for(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    for number, risk in enumerate(RISKS):
        await file(worker_database, 10 * (number + 1), ana, risk=risk)
    async with worker_database.transaction() as work:
        for report in (20, 30):
            (referral,) = await work.referrals.of_report(uid(report))
            await work.referrals.save(referral.acknowledged(at=NOON))
        (closed,) = await work.referrals.of_report(uid(40))
        await work.referrals.save(closed.rejected(RejectReason.NO_CAPACITY, at=NOON))

    assert await queue(web_database, ana) == ["REF20", "REF50", "REF30", "REF10"]
    assert await queue(web_database, ana, limit=2, offset=1) == ["REF50", "REF30"]


async def test_a_changed_risk_moves_a_case(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    await file(worker_database, 10, ana, risk="low")
    await file(worker_database, 20, ana, risk="medium")
    async with worker_database.transaction() as work:
        await work.reports.set_risk(uid(10), Risk.HIGH)

    assert await queue(web_database, ana) == ["REF10", "REF20"]


async def test_a_case_has_all_that_is_needed_to_open_it(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    await file(worker_database, 10, ana)

    async with web_database.transaction(visible_to=ana.scope) as work:
        case = await work.referrals.case("REF10")
        assert case is not None
        await work.referrals.save(case.referral.accepted(by=ana.member_id, at=NOON))
        taken = await work.referrals.case("REF10", hold=True)
        nothing = await work.referrals.case("REF11")

    assert nothing is None
    assert case.referral == ana.referral(10, 12)
    assert (case.why, case.wrapped, case.organisation_key_id) == (WHY, b"wrapped", ana.key.id)
    assert (case.report.facts, case.report.signs) == (b"facts", ("debt", "isolation"))
    assert (case.report.route, case.report.receipt_locked) == (None, b"")
    assert case.taken_by_name is None
    assert taken is not None
    assert taken.taken_by_name == ana.member.name
    assert case.with_(referral=taken.referral).referral.taken_by == ana.member_id


async def test_every_moment_and_reason_of_a_life_is_kept(
    worker_database: Database, ana: Office
) -> None:
    await file(worker_database, 10, ana)
    hours = [NOON + timedelta(hours=number) for number in range(8)]

    async with worker_database.transaction() as work:
        (queued,) = await work.referrals.of_report(uid(10), hold=True)
        seen = queued.opened(at=hours[1]).accepted(by=ana.member_id, at=hours[2])
        done = seen.answered(at=hours[3]).served(at=hours[4]).done(Outcome.PARTLY, at=hours[5])
        ended = done.told(at=hours[6]).closed(CloseReason.HELPED, at=hours[7])
        await work.referrals.save(ended)

        assert await work.referrals.of_report(uid(10)) == [ended]
    assert ended.steps_done == set(Step)


async def test_counts_are_of_what_one_may_see(
    worker_database: Database, web_database: Database, ana: Office, ben: Office
) -> None:
    for number in (10, 20, 30):
        await file(worker_database, number, ana)
    await file(worker_database, 40, ben)
    async with web_database.transaction(visible_to=ana.scope) as work:
        case = await work.referrals.case("REF20")
        assert case is not None
        await work.referrals.save(case.referral.accepted(by=ana.member_id, at=NOON))

        counts = await work.referrals.counts()
        mine = await work.referrals.count_of(ana.member_id, TAKEN)
        waiting = await work.referrals.count_of(ana.member_id, WAITING)
        rows = await work.referrals.queue(OPEN, taken_by=ana.member_id, limit=9)

    assert counts == {ReferralStatus.QUEUED: 2, ReferralStatus.ACCEPTED: 1}
    assert (mine, waiting) == (1, 0)
    assert [row.report.reference for row in rows] == ["REF20"]


async def test_only_who_still_works_on_a_report_is_told_of_something_new(
    worker_database: Database, web_database: Database, ana: Office, ben: Office
) -> None:
    await file(worker_database, 10, ana, ben)
    async with worker_database.transaction() as work:
        (first,) = await work.referrals.of_report(uid(10))
        await work.referrals.add(ben.referral(10, 77), why=WHY)
        await work.referrals.save(first.rerouted(at=NOON))

        assert await work.referrals.add_news(uid(10))
        assert not await work.referrals.add_news(uid(20))

    for office, expected in (
        (ana, []),
        (ben, [News(ReferralStatus.QUEUED, theirs=False, count=1)]),
    ):
        async with web_database.transaction(visible_to=office.scope) as work:
            assert await work.referrals.news(office.member_id) == expected


async def test_news_are_of_what_one_may_see_and_say_what_one_took(
    worker_database: Database, web_database: Database, ana: Office, ben: Office
) -> None:
    for number, office in ((10, ana), (20, ana), (30, ben)):
        await file(worker_database, number, office)
        async with worker_database.transaction() as work:
            await work.referrals.add_news(uid(number))
    async with web_database.transaction(visible_to=ana.scope) as work:
        case = await work.referrals.case("REF20")
        assert case is not None
        assert case.new_words == 1
        await work.referrals.save(case.referral.accepted(by=ana.member_id, at=NOON))

        assert set(await work.referrals.news(ana.member_id)) == {
            News(ReferralStatus.QUEUED, theirs=False, count=1),
            News(ReferralStatus.ACCEPTED, theirs=True, count=1),
        }
        await work.referrals.see_news(case.referral.id)
        assert await work.referrals.news(ana.member_id) == [
            News(ReferralStatus.QUEUED, theirs=False, count=1)
        ]


async def test_a_worker_is_told_where_the_report_stands(
    worker_database: Database, ana: Office, ben: Office
) -> None:
    await file(worker_database, 10, ana, ben)
    async with worker_database.transaction() as work:
        (first,) = await work.referrals.of_report(uid(10))
        await work.referrals.save(first.rerouted(at=NOON))
        await work.referrals.add(ben.referral(10, 77), why=WHY)

        standings = await work.referrals.standings(uid(10))

    assert standings == [
        Standing(ReferralStatus.REROUTED, ana.partner.name, since=NOON),
        Standing(ReferralStatus.QUEUED, ben.partner.name, since=NOON),
    ]


async def test_a_case_that_is_held_waits_for_its_holder(
    worker_database: Database, web_database: Database, ana: Office
) -> None:
    await file(worker_database, 10, ana)

    async def take() -> ReferralStatus:
        async with web_database.transaction(visible_to=ana.scope) as work:
            case = await work.referrals.case("REF10", hold=True)
            assert case is not None
            found = case.referral.status
            await asyncio.sleep(0.05)
            if found is ReferralStatus.QUEUED:
                await work.referrals.save(case.referral.accepted(by=ana.member_id, at=NOON))
            return found

    found = await asyncio.wait_for(asyncio.gather(*(take() for _ in range(4))), 10)

    assert sorted(found) == sorted([ReferralStatus.QUEUED, *[ReferralStatus.ACCEPTED] * 3])


@pytest.mark.parametrize("status", list(ReferralStatus))
async def test_each_status_has_its_page(
    status: ReferralStatus, worker_database: Database, web_database: Database, ana: Office
) -> None:
    await file(worker_database, 10, ana)

    async with web_database.transaction(visible_to=ana.scope) as work:
        found = await work.referrals.queue({status}, limit=5)

    assert len(found) == (status is ReferralStatus.QUEUED)
