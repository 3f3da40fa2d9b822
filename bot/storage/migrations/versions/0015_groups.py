"""Groups: each member may hold a report of their own, found with a number that works for a while."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("SET LOCAL row_security = off")
    scripts.run("groups/groups.sql")
