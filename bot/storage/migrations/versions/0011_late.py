"""Late replies: those that wait until the person is there to see them."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("SET LOCAL row_security = off")
    scripts.run("late/late.sql")
