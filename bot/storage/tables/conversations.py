"""Chats, what came in once already, what goes out, and what was set aside."""

import sqlalchemy as sa

from bot.storage.tables.metadata import (
    BYTES,
    METADATA,
    MOMENT,
    UUID,
    count,
    key,
    optional,
    required,
)

CONVERSATIONS = sa.Table(
    "conversations",
    METADATA,
    key("id", UUID),
    required("channel", sa.Text),
    required("address_hash", BYTES),
    required("address_sealed", BYTES),
    optional("place_sealed", BYTES),
    required("flow_hash", sa.Text),
    required("lang", sa.Text),
    required("created_at", MOMENT),
    required("updated_at", MOMENT),
    optional("unreachable_at", MOMENT),
    optional("quiet_at", MOMENT),
    optional("erased_at", MOMENT),
    optional("late_at", MOMENT),
    sa.UniqueConstraint("channel", "address_hash"),
    sa.Index(
        "conversations_erased_idx",
        "erased_at",
        postgresql_where=sa.text("erased_at IS NOT NULL"),
    ),
)

FLOW_VERSIONS = sa.Table(
    "flow_versions",
    METADATA,
    key("hash", sa.Text),
    required("name", sa.Text),
    required("definition", BYTES),
    required("first_seen_at", MOMENT),
)

SEEN = sa.Table(
    "seen",
    METADATA,
    key("channel", sa.Text),
    key("external_id", BYTES),
    required("seen_at", MOMENT),
    sa.Index("seen_seen_at_idx", "seen_at", postgresql_using="brin"),
)

UNSENT = sa.text("sent_at IS NULL AND failed_at IS NULL")

OUTBOX = sa.Table(
    "outbox",
    METADATA,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
    required("created_at", MOMENT),
    required("conversation_id", UUID),
    required("channel", sa.Text),
    required("lane", sa.Text),
    required("owner", sa.BigInteger),
    optional("payload", BYTES),
    count("tries"),
    optional("next_try_at", MOMENT),
    optional("sent_at", MOMENT),
    optional("failed_at", MOMENT),
    optional("provider_id", sa.Text),
    optional("error", sa.Text),
    optional("answers", sa.Text),
    sa.PrimaryKeyConstraint("created_at", "id"),
    sa.Index("outbox_unsent_idx", "lane", "id", postgresql_where=UNSENT),
    sa.Index("outbox_unsent_of_idx", "conversation_id", "id", postgresql_where=UNSENT),
    sa.Index(
        "outbox_shown_idx",
        "conversation_id",
        postgresql_where=sa.text("provider_id IS NOT NULL"),
    ),
)

DEAD_LETTERS = sa.Table(
    "dead_letters",
    METADATA,
    key("id", UUID),
    required("at", MOMENT),
    required("channel", sa.Text),
    required("sealed", BYTES),
    required("error", sa.Text),
)

INSTANCE_NUMBERS = sa.Sequence(
    "instance_numbers", data_type=sa.Integer, cycle=True, metadata=METADATA
)
