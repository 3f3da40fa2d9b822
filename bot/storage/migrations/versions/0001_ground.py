"""The ground: people, conversations, reports, the audit log, and who may see which row."""

from alembic import op

from bot.storage.migrations import scripts

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for name in ("people", "doors", "conversations", "reports", "audit"):
        scripts.run(f"ground/{name}.sql")
