"""A way into PostgreSQL, or one sentence that says why there is none, without a password."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import asyncpg

from bot.domain.unavailable import TryAgain

OLDEST = 15
PATIENCE = 10.0  # seconds for a connection to come about
# An open transaction holds its locks: one whose process stands still may not stop everybody else.
SETTINGS = {
    "application_name": "haki",
    "timezone": "UTC",
    "idle_in_transaction_session_timeout": "60s",
}


class DatabaseUnavailable(TryAgain):
    """PostgreSQL cannot be used now; the message says what to do."""


async def connect(url: str) -> Any:
    """Open a connection of asyncpg's own; raises DatabaseUnavailable."""
    try:
        connection = await asyncpg.connect(url, timeout=PATIENCE, server_settings=SETTINGS)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise refused(url, error) from None  # the cause may quote the address, with its password
    version = connection.get_server_version()
    if version.major < OLDEST:
        connection.terminate()
        raise DatabaseUnavailable(
            f"PostgreSQL at {place(url)} is version {version.major} and Haki needs {OLDEST} or "
            "newer: upgrade it, or set HAKI_DATABASE_URL to another."
        )
    return connection


def refused(url: str, error: Exception) -> DatabaseUnavailable:
    """The sentence for an error that came instead of a connection."""
    at = f"PostgreSQL at {place(url)}"
    match error:
        case TimeoutError():
            words = f"{at} did not answer within {PATIENCE:.0f} seconds: see that it runs."
        case OSError():
            words = f"{at} cannot be reached: start it, or correct HAKI_DATABASE_URL."
        case asyncpg.InvalidAuthorizationSpecificationError():
            words = f"{at} does not let us in: correct the name or password in its address."
        case asyncpg.InvalidCatalogNameError():
            words = f"{at} has no such database: create it, or correct HAKI_DATABASE_URL."
        case asyncpg.PostgresError():
            words = f"{at} takes no connection now ({type(error).__name__}): see its log."
        case _:
            words = (
                "The address of the database cannot be read: it looks like "
                "postgresql://name:password@host:5432/database."
            )
    return DatabaseUnavailable(words)


def place(url: str) -> str:
    """Where a server is, without who goes in and how."""
    try:
        parts = urlsplit(url)
        asked = parse_qs(parts.query)
        host = parts.hostname or asked.get("host", ["its usual place"])[0]
        port = parts.port or asked.get("port", [""])[0]
    except ValueError:
        return "an unreadable address"
    return f"{host}:{port}" if port and not host.startswith("/") else host
