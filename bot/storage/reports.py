"""Reports at rest: what people said comes in sealed and goes out sealed; no key is here."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.reports import ReportStatus
from bot.domain.risks import Risk
from bot.storage.tables.assessments import ASSESSMENTS
from bot.storage.tables.files import FILES
from bot.storage.tables.group_numbers import GROUP_NUMBERS
from bot.storage.tables.reports import CONSENTS, ENTRIES, REFERRALS, REPORT_KEYS, REPORTS

ADD = sa.insert(REPORTS)
ADD_KEYS = sa.insert(REPORT_KEYS)
ADD_CONSENTS = sa.insert(CONSENTS)

# What a caseworker may see of a report; the worker's way back to it is not among it.
SHOWN = (
    REPORTS.c.id,
    REPORTS.c.reference,
    REPORTS.c.key_id,
    REPORTS.c.public,
    REPORTS.c.facts,
    REPORTS.c.submitted_at,
    REPORTS.c.lang,
    REPORTS.c.country,
    REPORTS.c.sector,
    REPORTS.c.risk,
    REPORTS.c.suggested_risk,
    REPORTS.c.signs,
    REPORTS.c.reasons,
    REPORTS.c.rule_version,
    REPORTS.c.status,
    REPORTS.c.withdrawn_at,
    REPORTS.c.consent_version,
    REPORTS.c.group_id,
)
WHOLE = sa.select(*SHOWN, REPORTS.c.route, REPORTS.c.receipt_locked)
THIS = REPORTS.c.id == sa.bindparam("report")
GET = WHOLE.where(THIS)
BY_RECEIPT = WHOLE.where(REPORTS.c.receipt_hash == sa.bindparam("receipt"))
OTHER_KEYS = sa.select(REPORT_KEYS.c.organisation_id).where(
    REPORT_KEYS.c.report_id == sa.bindparam("report"), REPORT_KEYS.c.released_at.is_(None)
)
THEIR_KEY = sa.and_(
    REPORT_KEYS.c.report_id == sa.bindparam("report"),
    REPORT_KEYS.c.organisation_id == sa.bindparam("organisation"),
)
RELEASE = sa.update(REPORT_KEYS).where(THEIR_KEY).values(released_at=sa.bindparam("at"))
CLOSE_TO = sa.update(REPORT_KEYS).where(THEIR_KEY).values(wrapped=None)
ROUTE_HELD = sa.select(REPORTS.c.route).where(THIS).with_for_update()
REROUTE = sa.update(REPORTS).where(THIS).values(route=sa.bindparam("to"))
SET_RISK = sa.update(REPORTS).where(THIS).values(risk=sa.bindparam("to"))
SET_RANK = (
    sa.update(REFERRALS)
    .where(REFERRALS.c.report_id == sa.bindparam("report"))
    .values(risk_rank=sa.bindparam("rank"))
)
SET_GROUP = sa.update(REPORTS).where(THIS).values(group_id=sa.bindparam("to"))
BESIDE = (
    sa.select(REPORTS.c.reference)
    .where(REPORTS.c.group_id == sa.bindparam("group"), REPORTS.c.id != sa.bindparam("report"))
    .order_by(REPORTS.c.submitted_at, REPORTS.c.reference)
)
AGREED = sa.select(
    sa.exists().where(
        CONSENTS.c.report_id == sa.bindparam("report"), CONSENTS.c.kind == sa.bindparam("kind")
    )
)
SET_STATUS = sa.update(REPORTS).where(THIS).values(status=sa.bindparam("to"))
ERASE = (
    sa.update(REPORTS)
    .where(THIS)
    .values(
        status=ReportStatus.WITHDRAWN.value,
        withdrawn_at=sa.bindparam("at"),
        facts=None,
        route=None,
        receipt_hash=None,
        receipt_locked=None,
        country="",
        sector="",
        signs=[],
        reasons=[],
        group_id=None,
    )
)
ERASE_WHY = (
    sa.update(REFERRALS)
    .where(REFERRALS.c.report_id == sa.bindparam("report"))
    .values(why={"text": "", "fills": {}}, new_words=0)  # the reason tells the country
)
ERASE_ASSESSMENTS = sa.delete(ASSESSMENTS).where(ASSESSMENTS.c.report_id == sa.bindparam("report"))
ERASE_FILES = sa.delete(FILES).where(FILES.c.report_id == sa.bindparam("report"))
ERASE_ENTRIES = sa.delete(ENTRIES).where(ENTRIES.c.report_id == sa.bindparam("report"))
ERASE_NUMBER = sa.delete(GROUP_NUMBERS).where(GROUP_NUMBERS.c.report_id == sa.bindparam("report"))
OF_REPORT = REPORT_KEYS.c.report_id == sa.bindparam("report")
ERASE_UNRELEASED = sa.delete(REPORT_KEYS).where(OF_REPORT, REPORT_KEYS.c.released_at.is_(None))
ERASE_KEYS = sa.update(REPORT_KEYS).where(OF_REPORT).values(wrapped=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedReport:
    """A report as it is sent."""

    id: UUID
    reference: str
    key_id: str
    public: bytes = field(repr=False)
    facts: bytes = field(repr=False)
    route: bytes | None = field(repr=False)
    receipt_hash: bytes = field(repr=False)
    receipt_locked: bytes = field(repr=False)
    submitted_at: datetime
    week: date
    lang: str
    country: str
    sector: str
    risk: str
    suggested_risk: str
    signs: tuple[str, ...]
    reasons: tuple[str, ...]
    rule_version: str
    consent_version: str
    group_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report as it is kept; route and receipt are for the worker's side, and empty elsewhere."""

    id: UUID
    reference: str
    key_id: str
    public: bytes = field(repr=False)
    facts: bytes | None = field(repr=False)
    submitted_at: datetime
    lang: str
    country: str
    sector: str
    risk: str
    suggested_risk: str
    signs: tuple[str, ...]
    reasons: tuple[str, ...]
    rule_version: str
    status: ReportStatus
    withdrawn_at: datetime | None
    consent_version: str
    group_id: UUID | None = None
    route: bytes | None = field(default=None, repr=False)
    receipt_locked: bytes = field(default=b"", repr=False)

    @classmethod
    def read(cls, found: sa.RowMapping) -> "ReportRow":
        values = {name: found[name] for name in cls.__slots__ if name in found}
        values["signs"] = tuple(found["signs"])
        values["reasons"] = tuple(found["reasons"])
        values["status"] = ReportStatus(found["status"])
        values["receipt_locked"] = values.get("receipt_locked") or b""
        return cls(**values)


@dataclass(frozen=True, slots=True)
class ReportKeyRow:
    """A report's secret sealed to an organisation; not released: for a fallback, lying still."""

    report_id: UUID
    organisation_id: UUID
    organisation_key_id: str
    wrapped: bytes = field(repr=False)
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """What the worker agreed to, in which words."""

    report_id: UUID
    kind: str
    text_version: str
    lang: str
    given_at: datetime


class Reports:
    """Every report we hold."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, report: SealedReport) -> None:
        values = {**asdict(report), "status": ReportStatus.SUBMITTED.value}
        await self._connection.execute(ADD, values)

    async def add_keys(self, keys: Sequence[ReportKeyRow]) -> None:
        await self._connection.execute(ADD_KEYS, [asdict(key) for key in keys])

    async def add_consents(self, consents: Sequence[ConsentRow]) -> None:
        await self._connection.execute(ADD_CONSENTS, [asdict(consent) for consent in consents])

    async def get(self, id_: UUID) -> ReportRow | None:
        return await self._one(GET, {"report": id_})

    async def by_receipt(self, receipt_hash: bytes) -> ReportRow | None:
        return await self._one(BY_RECEIPT, {"receipt": receipt_hash})

    async def waiting_keys(self, id_: UUID) -> set[UUID]:
        """The organisations for which a key lies there, which was not released."""
        return set((await self._connection.execute(OTHER_KEYS, {"report": id_})).scalars())

    async def release(self, id_: UUID, organisation: UUID, at: datetime) -> None:
        """This organisation may open it from now on."""
        values = {"report": id_, "organisation": organisation, "at": at}
        await self._connection.execute(RELEASE, values)

    async def close_to(self, id_: UUID, organisation: UUID) -> None:
        """This organisation's key is gone: it sees that there is a report, and cannot open it."""
        await self._connection.execute(CLOSE_TO, {"report": id_, "organisation": organisation})

    async def held_route(self, id_: UUID) -> bytes | None:
        """The chats that are told of answers; ours to change until the transaction ends."""
        found = await self._connection.execute(ROUTE_HELD, {"report": id_})
        return found.scalar_one_or_none()

    async def reroute(self, id_: UUID, route: bytes | None) -> None:
        """Other chats are told of answers from now on; None: no chat is."""
        await self._connection.execute(REROUTE, {"report": id_, "to": route})

    async def set_risk(self, id_: UUID, risk: Risk) -> None:
        """Everybody's queue shows it where it now belongs."""
        await self._connection.execute(SET_RISK, {"report": id_, "to": risk.value})
        await self._connection.execute(SET_RANK, {"report": id_, "rank": risk.rank})

    async def set_status(self, id_: UUID, status: ReportStatus) -> None:
        await self._connection.execute(SET_STATUS, {"report": id_, "to": status.value})

    async def join(self, id_: UUID, group: UUID) -> None:
        """It is one of this group's from now on."""
        await self._connection.execute(SET_GROUP, {"report": id_, "to": group})

    async def beside(self, id_: UUID, group: UUID) -> list[str]:
        """The references of the group's other reports, as far as one may see them."""
        values = {"report": id_, "group": group}
        return list((await self._connection.execute(BESIDE, values)).scalars())

    async def has_agreed(self, id_: UUID, kind: str) -> bool:
        """Whether its worker agreed to this."""
        values = {"report": id_, "kind": kind}
        return bool((await self._connection.execute(AGREED, values)).scalar())

    async def erase(self, id_: UUID, at: datetime) -> None:
        """Taken back: all that was said and sent is gone, with every key that opened it.

        What stays is that there was a report, and the organisations that had it see that.
        """
        this = {"report": id_}
        await self._connection.execute(ERASE_NUMBER, this)
        await self._connection.execute(ERASE_FILES, this)
        await self._connection.execute(ERASE_ENTRIES, this)
        await self._connection.execute(ERASE_ASSESSMENTS, this)
        await self._connection.execute(ERASE_UNRELEASED, this)
        await self._connection.execute(ERASE_KEYS, this)
        await self._connection.execute(ERASE_WHY, this)
        await self._connection.execute(ERASE, {**this, "at": at})

    async def _one(self, statement: sa.Executable, values: dict[str, Any]) -> ReportRow | None:
        found = (await self._connection.execute(statement, values)).mappings().one_or_none()
        return ReportRow.read(found) if found else None
