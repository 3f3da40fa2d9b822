"""Two offices that know nothing of each other."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.storage.connections import connect
from bot.storage.database import Database
from tests.postgres import Urls
from tests.storage.cast import ANA, BEN, Office, open_office


@pytest.fixture
async def ana(worker_database: Database, web_database: Database) -> Office:
    return await open_office(ANA, worker_database, web_database)


@pytest.fixture
async def ben(worker_database: Database, web_database: Database) -> Office:
    return await open_office(BEN, worker_database, web_database)


@pytest.fixture
async def tables(database_urls: Urls) -> AsyncIterator[Any]:
    """The owner's connection: it sees every row as it is."""
    connection = await connect(database_urls.owner)
    yield connection
    await connection.close()
