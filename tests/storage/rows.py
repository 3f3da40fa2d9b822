"""One row or more in every table, for two offices, to see who sees what."""

from datetime import timedelta

from bot.domain.audit import Actor, AuditEvent
from bot.domain.broadcasts import Segment, Topic
from bot.storage.audit import LinkRow
from bot.storage.broadcasts import NewBroadcast
from bot.storage.conversations import NewConversation
from bot.storage.database import Database, Work
from bot.storage.dead_letters import DeadLetterRow
from bot.storage.diaries import DayRow, DiaryRow
from bot.storage.flow_versions import FlowVersion
from bot.storage.group_numbers import GroupNumberRow
from bot.storage.links import LinkRow as Poster
from bot.storage.outbox import NewMessage
from bot.storage.sessions import SessionRow
from bot.storage.subscriptions import NewSubscription
from bot.storage.surveys import NewAnswers
from bot.storage.timers import TimerRow
from tests.storage.cast import ANA, BEN, NOON, Office, file, uid

MEETINGS = Segment(Topic.MEETINGS)
# What each table holds of Ana's; the tables that are nobody's are not here.
OF_ANA = {
    "organisations": 1,
    "organisation_keys": 1,
    "members": 1,
    "member_keys": 1,
    "invitations": 1,
    "sessions": 1,
    "reports": 1,
    "report_keys": 1,
    "consents": 1,
    "entries": 2,
    "assessments": 1,
    "broadcasts": 1,
    "files": 1,
    "file_chunks": 1,
    "referrals": 1,
}
# What the web sees without knowing for whom: hashes of names, and whether this is a demonstration.
OF_EVERYBODY = {"sign_in_tries": 1, "deployment": 1}
NOT_FOR_THE_WEB = (
    *("conversations", "flow_versions", "seen", "outbox", "dead_letters"),
    *("group_chats", "group_numbers", "links", "link_weeks", "timers", "hours"),
    *("diaries", "diary_days", "subscriptions", "broadcast_recipients", "survey_counts"),
    *("audit_events", "audit_links", "alembic_version"),
)


async def fill(worker: Database, web: Database) -> None:
    """Ben's report has Ana's key for a fallback that is not released, and so has Ana's Ben's."""
    await file(worker, 10, ANA, BEN)
    await file(worker, 20, BEN, ANA)
    for office, number in ((ANA, 0), (BEN, 5)):
        async with web.transaction(visible_to=office.scope) as work:
            await _by_member(work, office, number)
    async with worker.transaction() as work:
        await _by_nobody(work)


async def _by_member(work: Work, office: Office, number: int) -> None:
    await work.invitations.add(
        office.invitation(100 + number, expires_at=NOON + timedelta(days=1))
    )
    await work.sessions.add(
        SessionRow(
            id=f"session {office.number}".encode(),
            organisation_id=office.id,
            member_id=office.member_id,
            locked=b"locked",
            created_at=NOON,
            expires_at=NOON + timedelta(days=1),
        )
    )
    await work.entries.add(office.answer(20 if number else 10, 200 + number))
    await work.assessments.add(office.assessment(20 if number else 10, 700 + number))
    await work.broadcasts.add(
        NewBroadcast(uid(800 + number), office.id, b"sealed", MEETINGS, office.member_id, NOON)
    )
    event = AuditEvent(
        id=uid(300 + number),
        at=NOON,
        actor=Actor.MEMBER,
        actor_id=office.member_id,
        organisation_id=office.id,
        act="case.seen",
        subject_kind="report",
    )
    await work.audit.add([event])


async def _by_nobody(work: Work) -> None:
    await work.conversations.lock_or_create(
        [NewConversation(uid(1), "telegram", b"hash", b"sealed")], NOON
    )
    for report, number in ((10, 500), (20, 505)):
        await work.files.begin(uid(number), uid(1), NOON)
        await work.files.add_chunk(NOON, uid(number), 0, b"chunk")
        await work.files.send(uid(number), uid(report), b"key", NOON, for_worker=b"what")
    await work.files.begin(uid(600), uid(1), NOON)  # of a draft
    await work.files.add_chunk(NOON, uid(600), 0, b"chunk")
    await work.outbox.add([NewMessage(uid(1), "telegram", "bulk", 0, b"words")], NOON)
    await work.groups.meet("telegram", b"hash", NOON)
    await work.links.add(Poster("c0de", b"sealed", NOON))
    await work.links.count(["c0de"], NOON.date())
    await work.timers.set(TimerRow(uid(1), uid(1), b"hash", b"sealed", NOON))
    await work.timers.put_hours(uid(1), b"sealed")
    await work.diaries.add(DiaryRow(uid(1), b"public", b"hash", b"locked", NOON.date()))
    await work.diaries.put_day(DayRow(uid(1), uid(1), b"hash", b"sealed"), [], NOON.date())
    await work.group_numbers.begin(GroupNumberRow(uid(1), b"hash", uid(10), 3, NOON))
    asked = NewSubscription(ANA.id, uid(1), "QA", "", ("meetings",), shown=True, week=NOON.date())
    await work.subscriptions.join(asked)
    await work.surveys.count(NewAnswers(NOON.date(), "QA", "", [("work_pay", "never")]))
    await work.recipients.freeze(uid(800), ANA.id, MEETINGS)
    await work.seen.new_of([("telegram", b"1")], NOON)
    await work.dead_letters.add(DeadLetterRow(uid(1), NOON, "telegram", b"s", "ValueError"))
    await work.flow_versions.add([FlowVersion("hash", "report", b"{}")], NOON)
    await work.audit.link([LinkRow(1, NOON, uid(300), b"hash")])
    await work.tries.add(b"hash of a name", NOON)
    await work.deployment.put("demonstration", "no")
