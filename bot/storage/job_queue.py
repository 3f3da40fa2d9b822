"""PgQueuer's tables: in a schema of their own, made and upgraded by its own tool."""

from typing import Any

from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.settings import DBSettings, Durability
from pgqueuer.domain.types import Channel

from bot.storage.roles import Roles

# Every name is given: PgQueuer takes what is left out from variables as common as CHANNEL.
QUEUE = DBSettings(
    prefix="",
    db_schema="pgqueuer",
    channel=Channel("ch_pgqueuer"),
    function="fn_pgqueuer_changed",
    statistics_table="pgqueuer_statistics",
    queue_status_type="pgqueuer_status",
    queue_table="pgqueuer",
    queue_table_log="pgqueuer_log",
    trigger="tg_pgqueuer_changed",
    schedules_table="pgqueuer_schedules",
    durability=Durability.durable,
    widen_id=True,
)

# The web may put a job into the queue, and see no more of others than their numbers.
GRANTS = """
GRANT USAGE ON SCHEMA pgqueuer TO haki_worker, haki_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgqueuer TO haki_worker;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgqueuer TO haki_worker;
GRANT SELECT (id, entrypoint, priority, dedupe_key), INSERT ON pgqueuer.pgqueuer TO haki_web;
GRANT INSERT ON pgqueuer.pgqueuer_log TO haki_web;
GRANT USAGE ON SEQUENCE pgqueuer.pgqueuer_id_seq TO haki_web;
"""


def queries(connection: Any) -> Queries:
    """PgQueuer's statements, on a connection of asyncpg."""
    return Queries(
        AsyncpgDriver(connection),
        qbe=QueryBuilderEnvironment(QUEUE),
        qbq=QueryQueueBuilder(QUEUE),
        qbs=QuerySchedulerBuilder(QUEUE),
    )


async def install(connection: Any, roles: Roles) -> None:
    """Make the tables, or bring those there to the version that we brought along."""
    queue = queries(connection)
    if await queue.schema_is_installed():
        await queue.upgrade()
    else:
        await queue.install()
    await connection.execute(roles.put_into(GRANTS))
