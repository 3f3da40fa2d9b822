"""${message}."""

from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    # Whoever waits for a table stops everybody behind them: give up soon, and try again later.
    op.execute("SET LOCAL lock_timeout = '3s'")
    # The owner is under the policies too: a backfill that would silently miss rows shall fail.
    # It needs ALTER TABLE ... NO FORCE ROW LEVEL SECURITY before it, and FORCE after it.
    op.execute("SET LOCAL row_security = off")
    ${upgrades if upgrades else "raise NotImplementedError"}
