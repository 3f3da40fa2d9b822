"""Reports in the hands of organisations: the queue, a case, and where each stands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.referrals import OPEN, CloseReason, Outcome, Referral, ReferralStatus, RejectReason
from bot.domain.risks import Risk
from bot.domain.routing import Why
from bot.storage.reports import SHOWN, ReportRow
from bot.storage.tables.metadata import TEXTS
from bot.storage.tables.people import MEMBERS, ORGANISATIONS
from bot.storage.tables.reports import REFERRALS, REPORT_KEYS, REPORTS

FIELDS = tuple(each.name for each in fields(Referral))
FIXED = {"id", "report_id", "organisation_id", "reported_at", "screened_at"}
CHANGED = tuple(name for name in FIELDS if name not in FIXED)
OPTIONS = {
    "status": ReferralStatus,
    "reject_reason": RejectReason,
    "outcome": Outcome,
    "close_reason": CloseReason,
    "helped": Outcome,
}
REFERRAL = tuple(REFERRALS.c[name].label(f"referral_{name}") for name in FIELDS)
RANK = sa.case({risk.value: risk.rank for risk in Risk}, value=REPORTS.c.risk)

ADD = sa.insert(REFERRALS).from_select(
    [*FIELDS, "why", "risk_rank"],
    sa.select(
        *(sa.bindparam(name, type_=REFERRALS.c[name].type) for name in FIELDS),
        sa.bindparam("why", type_=REFERRALS.c.why.type),
        RANK,
    ).where(REPORTS.c.id == sa.bindparam("report_id")),
)
SAVE = (
    sa.update(REFERRALS)
    .where(REFERRALS.c.id == sa.bindparam("referral"))
    .values({name: sa.bindparam(name) for name in CHANGED})
)
OF_REPORT = (
    sa.select(*REFERRAL)
    .where(REFERRALS.c.report_id == sa.bindparam("of"))
    .order_by(REFERRALS.c.id)
)
OF_REPORT_HELD = OF_REPORT.with_for_update()
# An organisation has ended its work, and the worker has not seen it.
UNSEEN_END = sa.and_(
    REFERRALS.c.report_id == sa.bindparam("of"),
    REFERRALS.c.status == ReferralStatus.CLOSED.value,
    REFERRALS.c.end_seen_at.is_(None),
)
ANY_UNSEEN_END = sa.select(sa.exists().where(UNSEEN_END))
SEE_END = sa.update(REFERRALS).where(UNSEEN_END).values(end_seen_at=sa.bindparam("moment"))
STANDINGS = (
    sa.select(
        REFERRALS.c.status,
        ORGANISATIONS.c.name,
        REFERRALS.c.close_reason,
        REFERRALS.c.referred_at,
        REFERRALS.c.first_contact_at,
    )
    .join(ORGANISATIONS, ORGANISATIONS.c.id == REFERRALS.c.organisation_id)
    .where(REFERRALS.c.report_id == sa.bindparam("of"))
    .order_by(REFERRALS.c.referred_at, REFERRALS.c.id)
)
CASE = (
    sa.select(
        *REFERRAL,
        *SHOWN,
        REFERRALS.c.why,
        REFERRALS.c.new_words,
        REPORT_KEYS.c.wrapped,
        REPORT_KEYS.c.organisation_key_id,
        MEMBERS.c.name.label("taken_by_name"),
    )
    .join_from(REFERRALS, REPORTS, REPORTS.c.id == REFERRALS.c.report_id)
    .join(
        REPORT_KEYS,
        sa.and_(
            REPORT_KEYS.c.report_id == REFERRALS.c.report_id,
            REPORT_KEYS.c.organisation_id == REFERRALS.c.organisation_id,
        ),
    )
    .join(MEMBERS, MEMBERS.c.id == REFERRALS.c.taken_by, isouter=True)
)
BY_REFERENCE = CASE.where(REPORTS.c.reference == sa.bindparam("reference"))
BY_REFERENCE_HELD = BY_REFERENCE.with_for_update(of=REFERRALS)

# The first of each status from the index, then the first of those: no page sorts a whole queue.
ORDER = (REFERRALS.c.risk_rank.desc(), REFERRALS.c.referred_at, REFERRALS.c.id)
TAKER = sa.bindparam("taker", type_=sa.Uuid())
STATUS = (
    sa.func.unnest(sa.bindparam("statuses", type_=TEXTS))
    .table_valued("status", name="wanted")
    .render_derived()
)
FIRST = (
    sa.select(REFERRALS.c.id, REFERRALS.c.risk_rank, REFERRALS.c.referred_at)
    .where(
        REFERRALS.c.status == STATUS.c.status,
        sa.or_(TAKER.is_(None), REFERRALS.c.taken_by == TAKER),
    )
    .order_by(*ORDER)
    .limit(sa.bindparam("up_to"))
    .lateral("first")
)
PAGE = (
    sa.select(FIRST.c.id)
    .select_from(STATUS.join(FIRST, sa.true()))
    .order_by(FIRST.c.risk_rank.desc(), FIRST.c.referred_at, FIRST.c.id)
    .limit(sa.bindparam("limit"))
    .offset(sa.bindparam("offset"))
    .subquery("page")
)
QUEUE = CASE.where(REFERRALS.c.id.in_(sa.select(PAGE.c.id))).order_by(*ORDER)
COUNTS = sa.select(REFERRALS.c.status, sa.func.count()).group_by(REFERRALS.c.status)
COUNT_OF = (
    sa.select(sa.func.count())
    .select_from(REFERRALS)
    .where(
        REFERRALS.c.taken_by == TAKER,
        REFERRALS.c.status == sa.any_(sa.bindparam("statuses", type_=TEXTS)),
    )
)
NEWS = (
    sa.select(
        REFERRALS.c.status,
        (REFERRALS.c.taken_by == TAKER).is_(True).label("theirs"),
        sa.func.count(),
    )
    .where(REFERRALS.c.new_words > 0)
    .group_by(sa.text("1"), sa.text("2"))
)
ADD_NEWS = (
    sa.update(REFERRALS)
    .where(
        REFERRALS.c.report_id == sa.bindparam("of"),
        REFERRALS.c.status == sa.any_(sa.bindparam("statuses", type_=TEXTS)),
    )
    .values(new_words=REFERRALS.c.new_words + 1)
)
SEE_NEWS = (
    sa.update(REFERRALS)
    .where(REFERRALS.c.id == sa.bindparam("referral"), REFERRALS.c.new_words > 0)
    .values(new_words=0)
)


@dataclass(frozen=True, slots=True)
class News:
    """So many cases of a status have something new in them; `theirs`: taken by who asked."""

    status: ReferralStatus
    theirs: bool
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a report stands with one organisation, for the worker."""

    status: ReferralStatus
    partner: str
    close_reason: CloseReason | None = None
    since: datetime | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A referral with its report and the key to it; `wrapped` is None once all was erased."""

    referral: Referral
    report: ReportRow
    why: Why
    wrapped: bytes | None = field(repr=False)
    organisation_key_id: str
    taken_by_name: str | None
    new_words: int

    def with_(self, *, referral: Referral) -> Self:
        return replace(self, referral=referral)


class Referrals:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, referral: Referral, *, why: Why) -> None:
        """A report joins an organisation's queue, where its risk puts it."""
        values = {name: getattr(referral, name) for name in FIELDS}
        values["why"] = msgspec.to_builtins(why)
        await self._connection.execute(ADD, values)

    async def save(self, referral: Referral) -> None:
        values = {name: getattr(referral, name) for name in CHANGED}
        await self._connection.execute(SAVE, {**values, "referral": referral.id})

    async def of_report(self, report_id: UUID, *, hold: bool = False) -> list[Referral]:
        """`hold` keeps others from changing them until the transaction ends."""
        statement = OF_REPORT_HELD if hold else OF_REPORT
        found = await self._connection.execute(statement, {"of": report_id})
        return [_referral(row) for row in found.mappings()]

    async def standings(self, report_id: UUID) -> list[Standing]:
        found = await self._connection.execute(STANDINGS, {"of": report_id})
        return [
            Standing(ReferralStatus(status), partner, reason and CloseReason(reason), *moments)
            for status, partner, reason, *moments in found
        ]

    async def end_unseen(self, report_id: UUID) -> bool:
        """Whether an organisation has ended its work on it, and the worker has not seen that."""
        return bool((await self._connection.execute(ANY_UNSEEN_END, {"of": report_id})).scalar())

    async def see_end(self, report_id: UUID, at: datetime) -> None:
        """The worker was shown it.  The first time counts."""
        await self._connection.execute(SEE_END, {"of": report_id, "moment": at})

    async def case(self, reference: str, *, hold: bool = False) -> CaseRow | None:
        """The case, or None where there is none *or* one may not see it.

        `hold` keeps others from changing it until the transaction ends.
        """
        statement = BY_REFERENCE_HELD if hold else BY_REFERENCE
        found = await self._connection.execute(statement, {"reference": reference})
        row = found.mappings().one_or_none()
        return _case(row) if row else None

    async def queue(
        self,
        statuses: Collection[ReferralStatus],
        *,
        taken_by: UUID | None = None,
        limit: int,
        offset: int = 0,
    ) -> list[CaseRow]:
        """A page of those that stand so: the most serious first, then the longest wait."""
        values = {
            "statuses": sorted(statuses),
            "taker": taken_by,
            "up_to": limit + offset,
            "limit": limit,
            "offset": offset,
        }
        found = await self._connection.execute(QUEUE, values)
        return [_case(row) for row in found.mappings()]

    async def counts(self) -> Mapping[ReferralStatus, int]:
        """How many there are of each status that there is."""
        found = await self._connection.execute(COUNTS)
        return {ReferralStatus(status): number for status, number in found}

    async def news(self, member_id: UUID) -> list[News]:
        """Where a worker added something that nobody of the organisation has opened yet."""
        found = await self._connection.execute(NEWS, {"taker": member_id})
        return [News(ReferralStatus(status), theirs, n) for status, theirs, n in found]

    async def add_news(self, report_id: UUID) -> bool:
        """The worker is adding something; whether anybody works on it who will see that.

        It comes before what is added, as everybody else holds a case before they change it.
        """
        values = {"of": report_id, "statuses": sorted(OPEN)}
        return (await self._connection.execute(ADD_NEWS, values)).rowcount > 0

    async def see_news(self, referral_id: UUID) -> None:
        await self._connection.execute(SEE_NEWS, {"referral": referral_id})

    async def count_of(self, member_id: UUID, statuses: Collection[ReferralStatus]) -> int:
        """How many a member has taken that stand so."""
        values = {"taker": member_id, "statuses": sorted(statuses)}
        return (await self._connection.execute(COUNT_OF, values)).scalar_one()


def _case(row: sa.RowMapping) -> CaseRow:
    return CaseRow(
        _referral(row),
        ReportRow.read(row),
        msgspec.convert(row["why"], Why),
        row["wrapped"],
        row["organisation_key_id"],
        row["taken_by_name"],
        row["new_words"],
    )


def _referral(row: sa.RowMapping) -> Referral:
    values: dict[str, Any] = {name: row[f"referral_{name}"] for name in FIELDS}
    for name, option in OPTIONS.items():
        if values[name] is not None:
            values[name] = option(values[name])
    return Referral(**values)
