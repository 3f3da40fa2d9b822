"""Groups that were told once, posters, timers, and the hours that people chose."""

import sqlalchemy as sa

from bot.storage.tables.metadata import BYTES, METADATA, MOMENT, UUID, key, required

GROUP_CHATS = sa.Table(
    "group_chats",
    METADATA,
    key("channel", sa.Text),
    key("address_hash", BYTES),
    required("met_at", MOMENT),
)

LINKS = sa.Table(
    "links",
    METADATA,
    key("code", sa.Text),
    required("note_sealed", BYTES),
    required("created_at", MOMENT),
)

LINK_WEEKS = sa.Table(
    "link_weeks",
    METADATA,
    key("code", sa.Text, sa.ForeignKey("links.code")),
    key("week", sa.Date),
    required("begun", sa.Integer),
)

HOURS = sa.Table(
    "hours",
    METADATA,
    key("conversation_id", UUID, sa.ForeignKey("conversations.id", ondelete="CASCADE")),
    required("sealed", BYTES),
)

TIMERS = sa.Table(
    "timers",
    METADATA,
    key("id", UUID),
    required(
        "conversation_id",
        UUID,
        sa.ForeignKey("conversations.id", ondelete="CASCADE"),
    ),
    required("kind_hash", BYTES),
    required("kind_sealed", BYTES),
    required("due_at", MOMENT),
    sa.UniqueConstraint("kind_hash"),
    sa.Index("timers_conversation_id_idx", "conversation_id"),
)
