"""Reports, who may open them, what was written in them, and where each stands."""

import sqlalchemy as sa

from bot.storage.tables.metadata import (
    BYTES,
    JSON,
    METADATA,
    MOMENT,
    TEXTS,
    UUID,
    count,
    flag,
    key,
    optional,
    required,
)

REPORTS = sa.Table(
    "reports",
    METADATA,
    key("id", UUID),
    required("reference", sa.Text),
    required("key_id", sa.Text),
    required("public", BYTES),
    optional("facts", BYTES),
    optional("route", BYTES),
    optional("receipt_hash", BYTES),
    optional("receipt_locked", BYTES),
    required("submitted_at", MOMENT),
    required("week", sa.Date),
    required("lang", sa.Text),
    required("country", sa.Text),
    required("sector", sa.Text),
    required("risk", sa.Text),
    required("suggested_risk", sa.Text),
    required("signs", TEXTS),
    required("reasons", JSON),
    required("rule_version", sa.Text),
    required("status", sa.Text),
    optional("withdrawn_at", MOMENT),
    required("consent_version", sa.Text),
    optional("group_id", UUID),
    sa.UniqueConstraint("reference"),
    sa.UniqueConstraint("receipt_hash"),
)

sa.Index(
    "reports_group_id_idx",
    REPORTS.c.group_id,
    postgresql_where=sa.text("group_id IS NOT NULL"),
)

REPORT_KEYS = sa.Table(
    "report_keys",
    METADATA,
    key("report_id", UUID, sa.ForeignKey("reports.id")),
    key("organisation_id", UUID, sa.ForeignKey("organisations.id")),
    required("organisation_key_id", sa.Text),
    optional("wrapped", BYTES),
    optional("released_at", MOMENT),
    sa.ForeignKeyConstraint(
        ["organisation_id", "organisation_key_id"],
        ["organisation_keys.organisation_id", "organisation_keys.key_id"],
    ),
)

CONSENTS = sa.Table(
    "consents",
    METADATA,
    key("report_id", UUID, sa.ForeignKey("reports.id")),
    key("kind", sa.Text),
    required("text_version", sa.Text),
    required("lang", sa.Text),
    required("given_at", MOMENT),
)

ENTRIES = sa.Table(
    "entries",
    METADATA,
    key("at", MOMENT),
    key("id", UUID),
    required("report_id", UUID, sa.ForeignKey("reports.id")),
    required("author", sa.Text),
    optional("organisation_id", UUID, sa.ForeignKey("organisations.id")),
    optional("member_id", UUID),
    required("sealed", BYTES),
    optional("for_worker", BYTES),
    optional("read_at", MOMENT),
    flag("correction"),
    sa.Index("entries_report_id_at_idx", "report_id", "at"),
    sa.Index("entries_id_idx", "id"),
    sa.Index("entries_for_worker_idx", "at", postgresql_where=sa.text("for_worker IS NOT NULL")),
)

REFERRALS = sa.Table(
    "referrals",
    METADATA,
    key("id", UUID),
    required("report_id", UUID, sa.ForeignKey("reports.id")),
    required("organisation_id", UUID, sa.ForeignKey("organisations.id")),
    required("status", sa.Text),
    required("risk_rank", sa.SmallInteger),
    optional("taken_by", UUID),
    optional("reject_reason", sa.Text),
    optional("outcome", sa.Text),
    optional("close_reason", sa.Text),
    required("why", JSON),
    required("reported_at", MOMENT),
    optional("screened_at", MOMENT),
    required("referred_at", MOMENT),
    optional("notified_at", MOMENT),
    optional("first_opened_at", MOMENT),
    optional("acknowledged_at", MOMENT),
    optional("responded_at", MOMENT),
    optional("first_contact_at", MOMENT),
    optional("service_started_at", MOMENT),
    optional("done_at", MOMENT),
    optional("feedback_at", MOMENT),
    optional("closed_at", MOMENT),
    optional("end_seen_at", MOMENT),
    optional("helped", sa.Text),
    optional("helped_at", MOMENT),
    optional("reopened_at", MOMENT),
    count("new_words"),
    sa.UniqueConstraint("report_id", "organisation_id"),
)
sa.Index(
    "referrals_new_words_idx",
    REFERRALS.c.organisation_id,
    REFERRALS.c.status,
    postgresql_where=sa.text("new_words > 0"),
)
sa.Index(
    "referrals_queue_idx",
    REFERRALS.c.organisation_id,
    REFERRALS.c.status,
    REFERRALS.c.risk_rank.desc(),
    REFERRALS.c.referred_at,
    REFERRALS.c.id,
)
