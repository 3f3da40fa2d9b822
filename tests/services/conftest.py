"""A tea shop and an office on a database of their own, and someone who looks at the tables."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.settings import Settings, read_settings
from bot.storage.connections import connect
from bot.storage.database import Database
from tests.postgres import Urls
from tests.services.bureau import Bureau
from tests.services.shop import Shop


@pytest.fixture(scope="session")
def settings() -> Settings:
    return read_settings({})


@pytest.fixture
async def tables(database_urls: Urls) -> AsyncIterator[Any]:
    """The owner's connection: it sees every row as it is."""
    connection = await connect(database_urls.owner)
    yield connection
    await connection.close()


@pytest.fixture
async def shop(worker_database: Database) -> AsyncIterator[Shop]:
    shop = Shop(worker_database)
    yield shop
    await shop.close()


@pytest.fixture
def bureau(settings: Settings, worker_database: Database, web_database: Database) -> Bureau:
    return Bureau(settings, worker_database, web_database)
