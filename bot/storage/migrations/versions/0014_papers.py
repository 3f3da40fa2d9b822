"""Papers: what a worker's own file says of the files that they sent."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("SET LOCAL row_security = off")
    scripts.run("papers/papers.sql")
