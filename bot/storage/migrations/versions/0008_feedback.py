"""Feedback: whether the work helped, what was opened again, and what was put right."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("SET LOCAL row_security = off")
    scripts.run("feedback/feedback.sql")
