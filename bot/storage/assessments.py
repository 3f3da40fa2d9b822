"""Deeper assessments of reports, sealed to the report; the latest one counts."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.assessments import ASSESSMENTS

ADD = sa.insert(ASSESSMENTS)
LATEST = (
    sa.select(
        ASSESSMENTS.c.at,
        ASSESSMENTS.c.id,
        ASSESSMENTS.c.report_id,
        ASSESSMENTS.c.organisation_id,
        ASSESSMENTS.c.member_id,
        ASSESSMENTS.c.sealed,
    )
    .where(ASSESSMENTS.c.report_id == sa.bindparam("of"))
    .order_by(ASSESSMENTS.c.at.desc(), ASSESSMENTS.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentRow:
    """One filling-in, by one member."""

    at: datetime
    id: UUID
    report_id: UUID
    organisation_id: UUID
    member_id: UUID
    sealed: bytes = field(repr=False)


class Assessments:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, row: AssessmentRow) -> None:
        await self._connection.execute(ADD, asdict(row))

    async def latest(self, report_id: UUID) -> AssessmentRow | None:
        found = await self._connection.execute(LATEST, {"of": report_id})
        row = found.mappings().one_or_none()
        return AssessmentRow(**row) if row else None
