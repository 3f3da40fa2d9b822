"""The database brought to this version: roles, tables by Alembic, the queue by its own tool."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage import job_queue, roles
from bot.storage.connections import connect
from bot.storage.roles import Roles

MIGRATIONS = Path(__file__).parent / "migrations"
TURN = 0x68616B69  # "haki": the advisory lock of whoever migrates
FINGERPRINT = "server key"
USUAL = Roles()


class NotADatabaseName(Exception):
    """A database's name is made of small letters, digits and _ only: choose such a one."""


async def create(admin_url: str, database: str) -> None:
    """Make a database where there is none of this name.

    Raises DatabaseUnavailable, NotADatabaseName.
    """
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", database):
        raise NotADatabaseName(NotADatabaseName.__doc__)
    async with _connected(admin_url) as connection:
        known = "SELECT true FROM pg_database WHERE datname = $1"
        if await connection.fetchval(known, database):
            return
        try:
            await connection.execute(f"CREATE DATABASE {database}")
        except (asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError):
            return  # somebody was quicker


async def migrate(owner_url: str, names: Roles = USUAL) -> None:
    """Bring a database to this version; whoever comes second waits, and finds it done.

    Raises DatabaseUnavailable, RoleUnusable.
    """
    async with _connected(owner_url) as connection, _turn(connection):
        await roles.ensure(connection, names)
        await _upgrade(owner_url, names)
        await job_queue.install(connection, names)


async def fingerprint(owner_url: str) -> str | None:
    """Which server key this database was sealed with; None before its first migration.

    Raises DatabaseUnavailable.
    """
    async with _connected(owner_url) as connection:
        if not await _own_deployment(connection):
            return None
        known = "SELECT value FROM deployment WHERE key = $1"
        found: str | None = await connection.fetchval(known, FINGERPRINT)
        return found


async def set_fingerprint(owner_url: str, fingerprint: str) -> None:
    """Say which server key this database is sealed with.  Raises DatabaseUnavailable."""
    async with _connected(owner_url) as connection:
        await _own_deployment(connection)
        await connection.execute(
            "INSERT INTO deployment (key, value) VALUES ($1, $2)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            FINGERPRINT,
            fingerprint,
        )


def configuration(connection: sa.Connection, names: Roles) -> Config:
    """Alembic's settings, which elsewhere are a file."""
    config = Config(attributes={"connection": connection, "roles": names})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[Any]:
    connection = await connect(url)
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def _turn(connection: Any) -> AsyncIterator[None]:
    await connection.execute("SELECT pg_advisory_lock($1)", TURN)
    try:
        yield
    finally:
        await connection.execute("SELECT pg_advisory_unlock($1)", TURN)


async def _own_deployment(connection: Any) -> bool:
    """Become the owner of the table, or see that it is not there.

    Whoever only may become it would be shown no row, and take the database for a new one.
    """
    owner = await connection.fetchval(
        "SELECT quote_ident(pg_get_userbyid(relowner)) FROM pg_class"
        " WHERE oid = to_regclass('public.deployment')"
    )
    if owner is not None:
        await connection.execute(f"SET ROLE {owner}")
    return owner is not None


async def _upgrade(owner_url: str, names: Roles) -> None:
    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: connect(owner_url), poolclass=NullPool
    )
    try:
        async with engine.connect() as connection:
            await connection.run_sync(
                lambda plain: command.upgrade(configuration(plain, names), "head")
            )
    finally:
        await engine.dispose()
