"""Puts stored cases into what a page shows: opened with the reader's keys, which are not kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.answers import Sector
from bot.domain.clocks import Clocks, Deadline, Step, Waiting
from bot.domain.countries import Country
from bot.domain.drafts import Draft
from bot.domain.indicators import IndicatorSet
from bot.domain.referrals import OPEN, WAITING, Referral, ReferralStatus
from bot.domain.reports import ReportStatus
from bot.domain.risks import Risk
from bot.domain.screening import RiskRule, screen
from bot.domain.specials import Special
from bot.domain.text import Text
from bot.privacy.pairs import SecretKey, open_with
from bot.services import wheres
from bot.services.case_files import files_of, report_secret
from bot.services.case_views import Case, Entry, Queue, QueueRow
from bot.services.drafting import told
from bot.services.members import Caseworker
from bot.services.telling import telling
from bot.storage.database import Work
from bot.storage.referrals import CaseRow

ROWS = 25  # a page of the queue
SHOWS: Mapping[str, frozenset[ReferralStatus]] = {
    "waiting": WAITING,
    "mine": OPEN - WAITING,
    "open": OPEN - WAITING,
    "closed": frozenset(ReferralStatus) - OPEN,
}
OTHER_COUNTRY = Text("Another country, or not said")


@dataclass(frozen=True, slots=True)
class Words:
    """The data that a case is put into words with."""

    indicators: IndicatorSet
    rule: RiskRule
    clocks: Clocks
    countries: Mapping[str, Country]


class Views:
    """Puts stored cases into what a page shows."""

    def __init__(self, words: Words) -> None:
        self._words = words

    async def queue(
        self, work: Work, by: Caseworker, *, show: str, page: int, now: datetime
    ) -> Queue:
        """One page of what is asked for; a page past the end is the last one."""
        show = show if show in SHOWS else "waiting"
        counts = await self.counts(work, by)
        pages = max(1, -(-counts[show] // ROWS))
        page = min(max(page, 1), pages)
        rows = await work.referrals.queue(
            SHOWS[show],
            taken_by=by.member_id if show == "mine" else None,
            limit=ROWS,
            offset=(page - 1) * ROWS,
        )
        seen = tuple(self._row(row, by, self.draft(row, by), now) for row in rows)
        return Queue(seen, counts, show, page, pages, await self.news(work, by))

    async def counts(self, work: Work, by: Caseworker) -> Mapping[str, int]:
        by_status = await work.referrals.counts()
        counts = {show: sum(by_status.get(s, 0) for s in SHOWS[show]) for show in SHOWS}
        return {**counts, "mine": await work.referrals.count_of(by.member_id, SHOWS["mine"])}

    async def news(self, work: Work, by: Caseworker) -> Mapping[str, int]:
        """In how many cases of each heading the worker added something that nobody has opened."""
        found = await work.referrals.news(by.member_id)
        return {
            show: sum(
                each.count
                for each in found
                if each.status in statuses and (show != "mine" or each.theirs)
            )
            for show, statuses in SHOWS.items()
        }

    async def case(self, work: Work, by: Caseworker, row: CaseRow, *, now: datetime) -> Case:
        draft, referral = self.draft(row, by), row.referral
        secret = report_secret(row, by)
        latest = await work.assessments.latest(row.report.id)
        return Case(
            row=self._row(row, by, draft, now),
            suggested=Risk(row.report.suggested_risk),
            reasons=self._reasons(row),
            rule_version=row.report.rule_version,
            unanswered=self._unanswered(draft),
            told=telling(draft, self._words.indicators, self._words.countries) if draft else (),
            entries=await self._entries(work, row, secret) if secret else (),
            files=await files_of(work, row.report.id, secret) if secret else (),
            moments=_moments(row),
            deadlines=self._deadlines(row, now),
            may=_may(referral),
            close_reason=referral.close_reason.label if referral.close_reason else None,
            helped=referral.helped,
            why=row.why,
            only_counted=draft is not None and draft.only_counted,
            assessed_at=latest.at if latest else None,
            group=await _beside(work, row),
        )

    # opening ------------------------------------------------------------------------------------

    def draft(self, row: CaseRow, by: Caseworker) -> Draft | None:
        """What the worker told; None once it is erased."""
        secret = report_secret(row, by)
        if secret is None or row.report.facts is None:
            return None
        return Draft.from_bytes(open_with(secret, row.report.facts, wheres.facts(row.report.id)))

    async def _entries(self, work: Work, row: CaseRow, secret: SecretKey) -> tuple[Entry, ...]:
        names = await work.members.names()
        return tuple(
            Entry(
                each.author,
                names.get(each.member_id) if each.member_id else None,
                each.at,
                open_with(secret, each.sealed, wheres.entry(each.id)).decode(),
                each.read_at,
                each.correction,
            )
            for each in await work.entries.of_report(row.report.id)
        )

    # words --------------------------------------------------------------------------------------

    def _row(self, row: CaseRow, by: Caseworker, draft: Draft | None, now: datetime) -> QueueRow:
        referral, risk = row.referral, Risk(row.report.risk)
        deadline = self._next(row)
        return QueueRow(
            reference=row.report.reference,
            risk=risk,
            signs=self._names(row.report.signs),
            lang=row.report.lang,
            age=draft.age if draft else None,
            country=self._country(row.report.country),
            sector=Sector(row.report.sector) if row.report.sector else None,
            status=referral.status,
            taken_by=row.taken_by_name,
            mine=referral.taken_by == by.member_id,
            since=referral.referred_at,
            deadline=deadline,
            waiting=self._waiting(risk, deadline, referral, now),
            open=referral.open,
            erased=row.report.status is ReportStatus.WITHDRAWN,
            special=_special(draft),
            new_words=row.new_words,
            reopened=referral.open and referral.reopened_at is not None,
        )

    def _next(self, row: CaseRow) -> Deadline | None:
        if not row.referral.open:
            return None
        return self._words.clocks.next_due(
            Risk(row.report.risk), since=row.referral.referred_at, done=row.referral.steps_done
        )

    def _waiting(
        self, risk: Risk, deadline: Deadline | None, referral: Referral, now: datetime
    ) -> Waiting:
        if deadline is None:
            return Waiting.ON_TIME
        return self._words.clocks.state(risk, deadline.step, since=referral.referred_at, now=now)

    def _deadlines(
        self, row: CaseRow, now: datetime
    ) -> tuple[tuple[Step, datetime, Waiting], ...]:
        risk, since, clocks = Risk(row.report.risk), row.referral.referred_at, self._words.clocks
        if not row.referral.open:
            return ()
        return tuple(
            (
                step,
                clocks.due(risk, step, since=since),
                clocks.state(risk, step, since=since, now=now),
            )
            for step in Step
            if step not in row.referral.steps_done
        )

    def _reasons(self, row: CaseRow) -> tuple[Text, ...]:
        """As they were when the report was sent; what an older rule said keeps its name."""
        found = (self._words.rule.reason(id_) for id_ in row.report.reasons)
        return tuple(reason.reason for reason in found if reason is not None)

    def _unanswered(self, draft: Draft | None) -> tuple[Text, ...]:
        if draft is None:
            return ()
        suggestion = screen(told(draft), indicators=self._words.indicators, rule=self._words.rule)
        return self._names(suggestion.unanswered)

    def _names(self, signs: Sequence[str]) -> tuple[Text, ...]:
        names = {each.id: each.name for each in self._words.indicators.indicators}
        return tuple(names[sign] for sign in signs if sign in names)

    def _country(self, code: str) -> Text:
        country = self._words.countries.get(code)
        return country.name if country else OTHER_COUNTRY


async def _beside(work: Work, row: CaseRow) -> tuple[str, ...] | None:
    group = row.report.group_id
    return tuple(await work.reports.beside(row.report.id, group)) if group else None


def _special(draft: Draft | None) -> tuple[Text, ...]:
    ticked = draft.ticked if draft else ()
    return tuple(each.label for each in Special if each in ticked)


def _may(referral: Referral) -> frozenset[str]:
    """The acts that this case allows now."""
    if referral.status in WAITING:
        return frozenset({"take"})
    return frozenset({"answer", "close"}) if referral.open else frozenset()


MOMENTS: tuple[tuple[Text, str], ...] = (
    (Text("Sent by the worker"), "reported_at"),
    (Text("Given to you"), "referred_at"),
    (Text("First opened"), "first_opened_at"),
    (Text("Taken"), "responded_at"),
    (Text("First answer to the worker"), "first_contact_at"),
)
CLOSED, SEEN = Text("Closed"), Text("The worker saw that it is closed")
JUDGED, REOPENED = Text("The worker said if it helped"), Text("Opened again by the worker")
TAKEN_BACK = Text("Taken back by the worker")


def _moments(row: CaseRow) -> tuple[tuple[Text, datetime], ...]:
    """What has happened so far, in order."""
    referral = row.referral
    here = [(label, getattr(referral, name)) for label, name in MOMENTS]
    closed = None if referral.status is ReferralStatus.WITHDRAWN else referral.closed_at
    judged = ((JUDGED, referral.helped_at), (REOPENED, referral.reopened_at))
    ended = ((CLOSED, closed), (SEEN, referral.end_seen_at), (TAKEN_BACK, row.report.withdrawn_at))
    known = [(label, at) for label, at in (*here, *ended, *judged) if at is not None]
    return tuple(sorted(known, key=lambda each: each[1]))
