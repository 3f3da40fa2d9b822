"""Who wants updates of which organisation, and what organisations sent."""

import sqlalchemy as sa

from bot.storage.tables.metadata import (
    BYTES,
    METADATA,
    MOMENT,
    TEXTS,
    UUID,
    count,
    key,
    optional,
    required,
)

SUBSCRIPTIONS = sa.Table(
    "subscriptions",
    METADATA,
    key("organisation_id", UUID, sa.ForeignKey("organisations.id")),
    key("conversation_id", UUID, sa.ForeignKey("conversations.id", ondelete="CASCADE")),
    required("country", sa.Text),
    required("sector", sa.Text),
    required("topics", TEXTS),
    required("shown", sa.Boolean),
    required("week", sa.Date),
    sa.Index("subscriptions_conversation_id_idx", "conversation_id"),
)


BROADCASTS = sa.Table(
    "broadcasts",
    METADATA,
    key("id", UUID),
    required("organisation_id", UUID, sa.ForeignKey("organisations.id")),
    required("status", sa.Text),
    required("sealed", BYTES),
    required("topic", sa.Text),
    required("countries", TEXTS),
    required("sectors", TEXTS),
    required("written_by", UUID, sa.ForeignKey("members.id")),
    optional("checked_by", UUID, sa.ForeignKey("members.id")),
    required("created_at", MOMENT),
    optional("checked_at", MOMENT),
    optional("started_at", MOMENT),
    optional("ended_at", MOMENT),
    count("planned"),
    count("sent"),
    count("failed"),
    count("skipped"),
    sa.Index("broadcasts_organisation_id_idx", "organisation_id", "created_at"),
    sa.Index(
        "broadcasts_status_idx", "created_at", postgresql_where=sa.text("status = 'sending'")
    ),
)

RECIPIENTS = sa.Table(
    "broadcast_recipients",
    METADATA,
    key("broadcast_id", UUID, sa.ForeignKey("broadcasts.id")),
    key("conversation_id", UUID, sa.ForeignKey("conversations.id", ondelete="CASCADE")),
    required("status", sa.Text),
    optional("next_at", MOMENT),
    optional("handed_at", MOMENT),
    optional("outbox_id", sa.BigInteger),
    optional("done_at", MOMENT),
    optional("read_at", MOMENT),
    sa.Index(
        "broadcast_recipients_waiting_idx",
        "broadcast_id",
        "conversation_id",
        postgresql_where=sa.text("status = 'waiting'"),
    ),
    sa.Index(
        "broadcast_recipients_handed_idx",
        "broadcast_id",
        postgresql_where=sa.text("status = 'handed'"),
    ),
    sa.Index("broadcast_recipients_conversation_id_idx", "conversation_id", "handed_at"),
)
