"""Files that people sent, in sealed chunks."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("SET LOCAL row_security = off")
    scripts.run("files/files.sql")
