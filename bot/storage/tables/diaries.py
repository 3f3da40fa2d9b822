"""Work diaries, and their days: whose they are, no table knows."""

import sqlalchemy as sa

from bot.storage.tables.metadata import BYTES, METADATA, UUID, key, required

DIARIES = sa.Table(
    "diaries",
    METADATA,
    key("id", UUID),
    required("public", BYTES),
    required("receipt_hash", BYTES),
    required("receipt_locked", BYTES),
    required("touched", sa.Date),
    sa.UniqueConstraint("receipt_hash"),
    sa.Index("diaries_touched_idx", "touched"),
)

DIARY_DAYS = sa.Table(
    "diary_days",
    METADATA,
    key("id", UUID),
    required("diary_id", UUID, sa.ForeignKey("diaries.id", ondelete="CASCADE")),
    required("day_hash", BYTES),
    required("sealed", BYTES),
    sa.UniqueConstraint("day_hash"),
    sa.Index("diary_days_diary_id_idx", "diary_id"),
)
