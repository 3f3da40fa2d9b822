from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.connections import connect
from bot.storage.tables import METADATA
from tests.postgres import Urls


async def differences(url: str) -> Any:
    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: connect(url), poolclass=NullPool
    )

    def compared(connection: sa.Connection) -> Any:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return compare_metadata(context, METADATA)

    async with engine.connect() as connection:
        return await connection.run_sync(compared)


async def test_the_tables_are_what_the_migrations_make(database_urls: Urls) -> None:
    assert await differences(database_urls.owner) == []
