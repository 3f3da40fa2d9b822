"""Diaries: what workers write of their days, for nobody but themselves."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("SET LOCAL row_security = off")
    scripts.run("diaries/diaries.sql")
