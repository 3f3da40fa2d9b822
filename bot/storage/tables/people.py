"""Organisations, the people in them, and how they sign in."""

import sqlalchemy as sa

from bot.storage.tables.metadata import (
    BYTES,
    METADATA,
    MOMENT,
    TEXTS,
    UUID,
    flag,
    key,
    optional,
    required,
)

ORGANISATIONS = sa.Table(
    "organisations",
    METADATA,
    key("id", UUID),
    required("name", sa.Text),
    required("kind", sa.Text),
    required("demonstration", sa.Boolean),
    required("takes_reports", sa.Boolean),
    required("countries", TEXTS),
    required("origins", TEXTS),
    required("languages", TEXTS),
    required("child_protection", sa.Boolean),
    required("created_at", MOMENT),
    flag("sends_updates"),
    sa.Column("special", TEXTS, nullable=False, server_default=sa.text("'{}'")),
    sa.UniqueConstraint("name"),
)

ORGANISATION_KEYS = sa.Table(
    "organisation_keys",
    METADATA,
    key("organisation_id", UUID, sa.ForeignKey("organisations.id")),
    key("key_id", sa.Text),
    required("public", BYTES),
    required("created_at", MOMENT),
    optional("retired_at", MOMENT),
)

MEMBERS = sa.Table(
    "members",
    METADATA,
    key("id", UUID),
    required("organisation_id", UUID, sa.ForeignKey("organisations.id")),
    required("name", sa.Text),
    required("role", sa.Text),
    required("key_id", sa.Text),
    required("public", BYTES),
    required("locked", BYTES),
    required("created_at", MOMENT),
    optional("removed_at", MOMENT),
    sa.Index("members_organisation_id_idx", "organisation_id"),
)
sa.Index("members_lower_name_key", sa.func.lower(MEMBERS.c.name), unique=True)

MEMBER_KEYS = sa.Table(
    "member_keys",
    METADATA,
    required("organisation_id", UUID),
    key("member_id", UUID, sa.ForeignKey("members.id")),
    key("organisation_key_id", sa.Text),
    required("wrapped", BYTES),
    sa.ForeignKeyConstraint(
        ["organisation_id", "organisation_key_id"],
        ["organisation_keys.organisation_id", "organisation_keys.key_id"],
    ),
)

INVITATIONS = sa.Table(
    "invitations",
    METADATA,
    key("id", UUID),
    required("organisation_id", UUID, sa.ForeignKey("organisations.id")),
    required("role", sa.Text),
    required("lookup", BYTES),
    required("organisation_key_id", sa.Text),
    required("wrapped", BYTES),
    required("created_at", MOMENT),
    required("expires_at", MOMENT),
    optional("used_at", MOMENT),
    optional("used_by", UUID),
    sa.UniqueConstraint("lookup"),
    sa.ForeignKeyConstraint(
        ["organisation_id", "organisation_key_id"],
        ["organisation_keys.organisation_id", "organisation_keys.key_id"],
    ),
)

SESSIONS = sa.Table(
    "sessions",
    METADATA,
    key("id", BYTES),
    required("organisation_id", UUID, sa.ForeignKey("organisations.id")),
    required("member_id", UUID, sa.ForeignKey("members.id")),
    required("locked", BYTES),
    required("created_at", MOMENT),
    required("seen_at", MOMENT),
    required("expires_at", MOMENT),
    sa.Index("sessions_member_id_idx", "member_id"),
)

SIGN_IN_TRIES = sa.Table(
    "sign_in_tries",
    METADATA,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    required("subject", BYTES),
    required("at", MOMENT),
    sa.Index("sign_in_tries_subject_at_idx", "subject", "at"),
)
