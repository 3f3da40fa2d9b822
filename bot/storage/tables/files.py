"""Files that people sent: whose each is, and the sealed chunks of it."""

import sqlalchemy as sa

from bot.storage.tables.metadata import BYTES, METADATA, MOMENT, UUID, key, optional, required

OF_NO_REPORT = sa.text("report_id IS NULL")
OF_A_REPORT = sa.text("report_id IS NOT NULL")

FILES = sa.Table(
    "files",
    METADATA,
    key("at", MOMENT),
    key("id", UUID),
    optional("conversation_id", UUID),
    optional("report_id", UUID, sa.ForeignKey("reports.id")),
    required("held", sa.Boolean),
    optional("for_draft", BYTES),
    optional("sealed", BYTES),
    optional("sent_at", MOMENT),
    optional("for_worker", BYTES),
    sa.Index("files_id_idx", "id"),
    sa.Index("files_draft_idx", "conversation_id", "at", postgresql_where=OF_NO_REPORT),
    sa.Index("files_report_id_idx", "report_id", postgresql_where=OF_A_REPORT),
)

FILE_CHUNKS = sa.Table(
    "file_chunks",
    METADATA,
    key("at", MOMENT),
    key("file_id", UUID),
    key("number", sa.Integer),
    required("sealed", BYTES),
    sa.ForeignKeyConstraint(["at", "file_id"], ["files.at", "files.id"], ondelete="CASCADE"),
)
