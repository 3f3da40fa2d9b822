"""Two offices that know nothing of each other."""

import pytest

from bot.storage.database import Database
from tests.storage.cast import ANA, BEN, Office, open_office


@pytest.fixture
async def ana(worker_database: Database, web_database: Database) -> Office:
    return await open_office(ANA, worker_database, web_database)


@pytest.fixture
async def ben(worker_database: Database, web_database: Database) -> Office:
    return await open_office(BEN, worker_database, web_database)
