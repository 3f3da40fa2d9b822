"""Endings: when a worker saw that an organisation has ended its work on their report."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("SET LOCAL row_security = off")
    scripts.run("endings/endings.sql")
