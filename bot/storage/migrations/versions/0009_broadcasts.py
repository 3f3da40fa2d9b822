"""Broadcasts: who wants updates of which organisation, and what was sent to them."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    scripts.run("broadcasts/broadcasts.sql")
