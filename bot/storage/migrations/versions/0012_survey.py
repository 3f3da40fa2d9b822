"""Survey: how many gave which answer about their work, and what may be seen of it."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    scripts.run("survey/survey.sql")
