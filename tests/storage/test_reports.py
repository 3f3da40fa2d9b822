"""A report is kept sealed, found by its receipt, and erased to the last key."""

from datetime import timedelta

from bot.domain.reports import ReportStatus
from bot.domain.risks import Risk
from bot.domain.routing import Why
from bot.domain.text import Text
from bot.storage.connections import connect
from bot.storage.database import Database
from tests.postgres import Urls
from tests.storage.cast import NOON, Office, file, sealed, uid

SAME = (
    *("id", "reference", "key_id", "public", "facts", "route", "receipt_locked", "submitted_at"),
    *("lang", "country", "sector", "risk", "suggested_risk", "signs", "reasons"),
    *("rule_version", "consent_version"),
)


async def test_a_report_comes_back_as_it_was_sent(worker_database: Database, ana: Office) -> None:
    await file(worker_database, 10, ana)

    async with worker_database.transaction() as work:
        row = await work.reports.get(uid(10))
        nobody = await work.reports.get(uid(11))

    assert nobody is None
    assert row is not None
    assert (row.status, row.withdrawn_at) == (ReportStatus.SUBMITTED, None)
    for name in SAME:
        assert getattr(row, name) == getattr(sealed(10), name)


async def test_a_receipt_leads_to_its_report(worker_database: Database, ana: Office) -> None:
    await file(worker_database, 10, ana)
    await file(worker_database, 20, ana)

    async with worker_database.transaction() as work:
        row = await work.reports.by_receipt(b"receipt 20")

        assert row is not None
        assert row.id == uid(20)
        assert await work.reports.by_receipt(b"receipt 30") is None


async def test_answers_go_where_the_worker_is_now(worker_database: Database, ana: Office) -> None:
    await file(worker_database, 10, ana)

    async with worker_database.transaction() as work:
        await work.reports.reroute(uid(10), b"another chat")
        row = await work.reports.get(uid(10))

    assert row is not None
    assert row.route == b"another chat"


async def test_risk_and_status_are_changed_for_this_report_only(
    worker_database: Database, ana: Office
) -> None:
    await file(worker_database, 10, ana)
    await file(worker_database, 20, ana)

    async with worker_database.transaction() as work:
        await work.reports.set_risk(uid(10), Risk.CRITICAL)
        await work.reports.set_status(uid(10), ReportStatus.CLOSED)
        changed = await work.reports.get(uid(10))
        other = await work.reports.get(uid(20))

    assert changed is not None
    assert (changed.risk, changed.suggested_risk) == ("critical", "low")
    assert changed.status is ReportStatus.CLOSED
    assert other is not None
    assert (other.risk, other.status) == ("low", ReportStatus.SUBMITTED)


async def test_what_is_taken_back_is_gone_and_was_there(
    worker_database: Database,
    web_database: Database,
    ana: Office,
    ben: Office,
    database_urls: Urls,
) -> None:
    await file(worker_database, 10, ana, ben)
    await file(worker_database, 20, ana)
    async with web_database.transaction(visible_to=ana.scope) as work:
        await work.assessments.add(ana.assessment(10, 700))
        await work.assessments.add(ana.assessment(20, 701))
    later = NOON + timedelta(days=1)

    async with worker_database.transaction() as work:
        await work.reports.erase(uid(10), later)
        row = await work.reports.get(uid(10))
        assert await work.reports.by_receipt(b"receipt 10") is None
        assert await work.entries.of_report(uid(10)) == []
        assert len(await work.entries.of_report(uid(20))) == 1
    async with web_database.transaction(visible_to=ana.scope) as work:
        case = await work.referrals.case("REF10")
        assert await work.assessments.latest(uid(10)) is None
        assert await work.assessments.latest(uid(20)) is not None

    assert row is not None
    assert (row.status, row.withdrawn_at) == (ReportStatus.WITHDRAWN, later)
    assert (row.facts, row.route, row.receipt_locked) == (None, None, b"")
    assert (row.country, row.sector, row.signs, row.reasons) == ("", "", (), ())
    assert case is not None
    assert case.wrapped is None
    assert case.why == Why(Text(""), {})
    connection = await connect(database_urls.owner)
    keys = await connection.fetch("SELECT organisation_id, wrapped FROM report_keys ORDER BY 2")
    await connection.close()
    assert [tuple(each) for each in keys] == [(ana.id, b"wrapped"), (ana.id, None)]
