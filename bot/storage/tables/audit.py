"""What happened, how it is chained, and what a deployment knows of itself."""

import sqlalchemy as sa

from bot.storage.tables.metadata import (
    BYTES,
    JSON,
    METADATA,
    MOMENT,
    UUID,
    key,
    optional,
    required,
)

AUDIT_EVENTS = sa.Table(
    "audit_events",
    METADATA,
    key("at", MOMENT),
    key("id", UUID),
    optional("organisation_id", UUID),
    required("actor_kind", sa.Text),
    optional("actor_id", UUID),
    required("act", sa.Text),
    required("subject_kind", sa.Text),
    optional("subject_id", UUID),
    required("detail", JSON),
)

AUDIT_LINKS = sa.Table(
    "audit_links",
    METADATA,
    key("n", sa.BigInteger),
    required("event_at", MOMENT),
    required("event_id", UUID),
    required("hash", BYTES),
    sa.UniqueConstraint("event_at", "event_id"),
)

DEPLOYMENT = sa.Table(
    "deployment",
    METADATA,
    key("key", sa.Text),
    required("value", sa.Text),
)
