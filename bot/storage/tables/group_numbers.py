"""Numbers with which others join the report of a group: found by a keyed hash, for a while."""

import sqlalchemy as sa

from bot.storage.tables.metadata import BYTES, METADATA, MOMENT, UUID, key, required

GROUP_NUMBERS = sa.Table(
    "group_numbers",
    METADATA,
    key("id", UUID),
    required("number_hash", BYTES),
    required("report_id", UUID, sa.ForeignKey("reports.id")),
    required("places", sa.SmallInteger),
    required("ends_at", MOMENT),
    sa.UniqueConstraint("number_hash"),
    sa.UniqueConstraint("report_id"),
    sa.Index("group_numbers_ends_at_idx", "ends_at"),
)
