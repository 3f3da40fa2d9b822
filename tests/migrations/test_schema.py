"""The database is what its migrations make of it, whoever runs them how often and at once."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage import schema
from bot.storage.connections import connect
from bot.storage.database import Database
from bot.storage.tables import METADATA
from tests.postgres import Server, Urls

TABLES = (
    "SELECT schemaname || '.' || tablename FROM pg_tables"
    " WHERE schemaname IN ('public', 'pgqueuer') ORDER BY 1"
)

HELD = (
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


async def differences(url: str) -> Any:
    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: connect(url), poolclass=NullPool
    )

    def compared(connection: sa.Connection) -> Any:
        options = {"compare_type": True, "compare_server_default": True}
        return compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)

    async with engine.connect() as connection:
        return await connection.run_sync(compared)


async def run(url: str, statement: str) -> list[Any]:
    connection = await connect(url)
    try:
        return [row[0] for row in await connection.fetch(statement)]
    finally:
        await connection.close()


def scripts(folder: Path) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


async def test_the_tables_are_what_the_migrations_make(database_urls: Urls) -> None:
    """Nor is anything of the job queue's taken for ours."""
    assert await differences(database_urls.owner) == []


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE outbox ADD COLUMN surprise text",
        "ALTER TABLE outbox DROP COLUMN error",
        "ALTER TABLE outbox ALTER COLUMN lane DROP NOT NULL",
        "ALTER TABLE outbox ALTER COLUMN tries TYPE bigint",
        "ALTER TABLE outbox ALTER COLUMN tries SET DEFAULT 1",
        "DROP INDEX referrals_queue_idx",
        "ALTER TABLE entries DROP CONSTRAINT entries_report_id_fkey",
        "CREATE TABLE surprise (id integer)",
    ],
)
async def test_a_difference_would_be_seen(change: str, database_urls: Urls) -> None:
    await run(database_urls.owner, change)

    assert len(await differences(database_urls.owner)) == 1


async def test_migrating_again_changes_nothing(
    database_urls: Urls, worker_database: Database, postgres: Server
) -> None:
    before = await run(database_urls.owner, TABLES)
    async with worker_database.transaction() as work:
        await work.deployment.put("key", "value")
        await work.jobs.enqueue("notify", b"report")

    await schema.migrate(database_urls.owner, postgres.roles)
    await schema.migrate(database_urls.owner, postgres.roles)

    async with worker_database.transaction() as work:
        assert await work.deployment.get("key") == "value"
    assert await run(database_urls.owner, TABLES) == before
    assert await run(database_urls.owner, "SELECT count(*) FROM pgqueuer.pgqueuer") == [1]


async def test_of_those_who_migrate_at_once_one_does_the_work(
    empty_database_urls: Urls, postgres: Server
) -> None:
    url = empty_database_urls.owner

    await asyncio.gather(*(schema.migrate(url, postgres.roles) for _ in range(3)))

    assert await differences(url) == []
    assert len(await run(url, TABLES)) > len(METADATA.tables)
    assert await run(url, HELD) == [0]


async def test_a_migration_that_fails_leaves_nothing_half_made(
    empty_database_urls: Urls, postgres: Server
) -> None:
    url = empty_database_urls.owner
    await run(url, "CREATE TABLE seen ()")  # in the way

    with pytest.raises(Exception, match="seen"):
        await schema.migrate(url, postgres.roles)

    assert await run(url, TABLES) == ["public.seen"]
    await run(url, "DROP TABLE seen")
    await schema.migrate(url, postgres.roles)
    assert await differences(url) == []


async def test_a_database_is_made_once(postgres: Server, empty_database_urls: Urls) -> None:
    name = postgres.name_of(empty_database_urls)

    await asyncio.gather(*(schema.create(empty_database_urls.owner, name) for _ in range(2)))

    for odd in ("", "Haki", "haki; DROP", "h" * 64):
        with pytest.raises(schema.NotADatabaseName, match="small letters"):
            await schema.create(empty_database_urls.owner, odd)


@pytest.fixture
def free_name(postgres: Server) -> Iterator[str]:
    name = postgres.free_name()
    yield name
    postgres.drop(name)


async def test_a_missing_database_is_made_by_whoever_is_first(
    free_name: str, postgres: Server, empty_database_urls: Urls
) -> None:
    url = empty_database_urls.owner
    await asyncio.gather(*(schema.create(url, free_name) for _ in range(3)))

    found = await run(postgres.urls(free_name).owner, "SELECT current_database()::text")
    assert found == [free_name]


def test_there_is_one_line_of_migrations_and_no_way_down() -> None:
    revisions = list(scripts(schema.MIGRATIONS).walk_revisions())

    assert [each.revision for each in revisions][-1] == "0001"
    assert len(scripts(schema.MIGRATIONS).get_heads()) == 1
    assert [each.revision for each in revisions if hasattr(each.module, "downgrade")] == []


def test_every_migration_gives_up_soon_when_a_table_is_busy() -> None:
    files = sorted((schema.MIGRATIONS / "versions").glob("*.py"))

    assert files
    for file in files:
        assert "SET LOCAL lock_timeout = '3s'" in file.read_text(encoding="utf-8"), file.name


def test_a_new_migration_begins_with_what_every_one_needs(tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder)

    made = scripts(folder).generate_revision("9999", "Something is added", head="head")

    assert made is not None
    text = Path(made.path).read_text(encoding="utf-8")
    assert text.startswith('"""Something is added."""')
    assert "SET LOCAL lock_timeout = '3s'" in text
    assert "SET LOCAL row_security = off" in text
    head = scripts(schema.MIGRATIONS).get_current_head()
    assert f"down_revision = '{head}'" in text
    assert "downgrade" not in text
