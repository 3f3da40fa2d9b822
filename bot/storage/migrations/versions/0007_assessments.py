"""Assessments: what a caseworker marked of the operational indicators, sealed to the report."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("SET LOCAL row_security = off")
    scripts.run("assessments/assessments.sql")
