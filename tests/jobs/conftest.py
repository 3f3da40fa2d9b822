"""A job queue, and someone who looks at its tables."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest

from bot.jobs.work import OpenQueue
from bot.storage.connections import connect
from bot.storage.job_connections import connected_queue
from tests.postgres import Urls


@pytest.fixture
def queue(database_urls: Urls) -> OpenQueue:
    return partial(connected_queue, database_urls.worker)


@pytest.fixture
async def owner(database_urls: Urls) -> AsyncIterator[Any]:
    connection = await connect(database_urls.owner)
    yield connection
    await connection.close()
