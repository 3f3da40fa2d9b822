"""Organisations say which special kinds of harm they are there for."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("SET LOCAL row_security = off")
    scripts.run("specials/specials.sql")
