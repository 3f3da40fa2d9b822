"""Deeper assessments of a report, as caseworkers filled them in: each filling-in is a row."""

import sqlalchemy as sa

from bot.storage.tables.metadata import BYTES, METADATA, MOMENT, UUID, key, required

ASSESSMENTS = sa.Table(
    "assessments",
    METADATA,
    key("at", MOMENT),
    key("id", UUID),
    required("report_id", UUID, sa.ForeignKey("reports.id")),
    required("organisation_id", UUID, sa.ForeignKey("organisations.id")),
    required("member_id", UUID),
    required("sealed", BYTES),
    sa.Index("assessments_report_id_at_idx", "report_id", "at"),
)
