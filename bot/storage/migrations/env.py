"""Runs migrations on the connection that `schema.migrate` hands in, as the owner of the tables."""

from alembic import context
from sqlalchemy import text

from bot.storage.tables import METADATA

config = context.config
connection = config.attributes["connection"]
roles = config.attributes["roles"]

connection.execute(text(f"SET ROLE {roles.owner}"))
connection.commit()
context.configure(
    connection=connection,
    target_metadata=METADATA,
    transaction_per_migration=True,
    roles=roles,
)
with context.begin_transaction():
    context.run_migrations()
