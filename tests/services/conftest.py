"""A tea shop and an office on a database of their own, and someone who looks at the tables."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.services.members import Caseworker
from bot.settings import Settings, read_settings
from bot.storage.connections import connect
from bot.storage.database import Database
from bot.storage.instances import Instances
from tests.postgres import Urls
from tests.services.bureau import Bureau
from tests.services.movement import Movement
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


@pytest.fixture
async def movement(
    bureau: Bureau, worker_database: Database, database_urls: Urls
) -> AsyncIterator[Movement]:
    instance = await Instances(database_urls.worker).begin()
    shop = Shop(worker_database, keys=bureau.keys, instance=instance.number)
    yield Movement(bureau, shop, instance)
    await shop.close()
    await instance.end()


@pytest.fixture
async def writer(movement: Movement) -> Caseworker:
    return await movement.union()


@pytest.fixture
async def checker(movement: Movement, writer: Caseworker) -> Caseworker:
    return await movement.colleague(writer)
