"""News: what a worker added to a case, until somebody of the organisation opens it."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("SET LOCAL row_security = off")
    scripts.run("news/news.sql")
