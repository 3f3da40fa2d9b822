"""Departures: to be quiet towards somebody, to hide what was said, to delete a whole chat."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("SET LOCAL row_security = off")
    scripts.run("departures/departures.sql")
