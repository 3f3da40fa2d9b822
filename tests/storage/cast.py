"""Two offices and their reports, plainly made up; every id is a small number."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from bot.domain.referrals import Referral
from bot.domain.routing import Kind, Partner, Why
from bot.domain.specials import Special
from bot.domain.text import Text
from bot.privacy.pairs import PublicKey
from bot.storage.assessments import AssessmentRow
from bot.storage.database import Database, Scope
from bot.storage.entries import EntryRow
from bot.storage.invitations import NewInvitation
from bot.storage.members import MemberKeyRow, MemberRow
from bot.storage.reports import ConsentRow, ReportKeyRow, SealedReport

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WHY = Why(Text("Because it speaks {language}."), {"language": "ne"})


def uid(number: int) -> UUID:
    return UUID(int=number)


def key(number: int) -> PublicKey:
    return PublicKey(number.to_bytes(32))


@dataclass(frozen=True)
class Office:
    """An organisation with one member."""

    number: int

    @property
    def id(self) -> UUID:
        return uid(self.number)

    @property
    def member_id(self) -> UUID:
        return uid(self.number + 1)

    @property
    def key(self) -> PublicKey:
        return key(self.number)

    @property
    def scope(self) -> Scope:
        return Scope(self.id, self.member_id)

    @property
    def partner(self) -> Partner:
        return Partner(
            id=self.id,
            name=f"Office {self.number} (fictional)",
            kind=Kind.NGO,
            countries=frozenset({"QA", "MY"}),
            languages=frozenset({"en", "ne"}),
            origins=frozenset({"NP"}),
            child_protection=True,
            special=frozenset({Special.STATE_IMPOSED}),
        )

    @property
    def member(self) -> MemberRow:
        mine = key(self.number + 1)
        name = f"Member of {self.number}"
        return MemberRow(
            self.member_id, self.id, name, "caseworker", mine.id, mine.raw, b"locked", NOON
        )

    def invitation(self, number: int, *, expires_at: datetime) -> NewInvitation:
        return NewInvitation(
            id=uid(number),
            organisation_id=self.id,
            role="caseworker",
            lookup=f"lookup {number}".encode(),
            organisation_key_id=self.key.id,
            wrapped=b"wrapped",
            created_at=NOON,
            expires_at=expires_at,
        )

    def referral(self, report: int, number: int) -> Referral:
        return Referral(
            id=uid(number),
            report_id=uid(report),
            organisation_id=self.id,
            reported_at=NOON,
            referred_at=NOON,
            screened_at=NOON,
        )

    def report_key(self, report: int, *, released: bool = True) -> ReportKeyRow:
        moment = NOON if released else None
        return ReportKeyRow(uid(report), self.id, self.key.id, b"wrapped", moment)

    def answer(self, report: int, number: int) -> EntryRow:
        return EntryRow(
            at=NOON,
            id=uid(number),
            report_id=uid(report),
            author="caseworker",
            organisation_id=self.id,
            member_id=self.member_id,
            sealed=b"to the report",
            for_worker=b"to the worker",
        )

    def assessment(self, report: int, number: int) -> AssessmentRow:
        return AssessmentRow(
            at=NOON,
            id=uid(number),
            report_id=uid(report),
            organisation_id=self.id,
            member_id=self.member_id,
            sealed=b"to the report",
        )


ANA = Office(1000)
BEN = Office(2000)


async def open_office(office: Office, worker: Database, web: Database) -> Office:
    """Set up by the worker's role, joined by the web's: as it is in life."""
    async with worker.transaction() as work:
        await work.organisations.add(
            office.partner, demonstration=False, public=office.key, at=NOON
        )
    async with web.transaction(visible_to=office.scope) as work:
        await work.members.add(office.member)
        await work.members.add_key(
            MemberKeyRow(office.id, office.member_id, office.key.id, b"wrapped")
        )
    return office


def sealed(number: int, *, risk: str = "low") -> SealedReport:
    return SealedReport(
        id=uid(number),
        reference=f"REF{number}",
        key_id="key",
        public=b"public",
        facts=b"facts",
        route=b"route",
        receipt_hash=f"receipt {number}".encode(),
        receipt_locked=b"locked",
        submitted_at=NOON,
        week=NOON.date(),
        lang="ne",
        country="QA",
        sector="construction",
        risk=risk,
        suggested_risk=risk,
        signs=("debt", "isolation"),
        reasons=("one_sign",),
        rule_version="1",
        consent_version="1",
    )


async def file(worker: Database, number: int, *offices: Office, risk: str = "low") -> None:
    """A report of the first office's, with keys for the others as fallbacks."""
    async with worker.transaction() as work:
        await work.reports.add(sealed(number, risk=risk))
        keys = [office.report_key(number, released=office is offices[0]) for office in offices]
        await work.reports.add_keys(keys)
        await work.reports.add_consents([ConsentRow(uid(number), "share", "1", "ne", NOON)])
        await work.entries.add(
            EntryRow(
                at=NOON, id=uid(number + 1), report_id=uid(number), author="worker", sealed=b"s"
            )
        )
        await work.referrals.add(offices[0].referral(number, number + 2), why=WHY)
