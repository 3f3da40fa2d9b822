"""Reaching people: groups that were told once, posters, timers, and the hours that people chose."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("SET LOCAL row_security = off")
    scripts.run("reach/reach.sql")
