"""Our bot, over our own request, talking to the fake."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot

from bot.channels.telegram.bots import open_bot
from bot.channels.telegram.pacer import Pacer
from bot.channels.telegram.request import Patience, Request
from bot.storage.connections import connect
from bot.storage.database import Database
from tests.channels.telegram.stall import Stall
from tests.fakes.telegram import FakeTelegram
from tests.postgres import Urls

IMPATIENT = Patience(read=0.7)  # less than the second that a slow answer takes


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(pace=None, second=0.05) as fake:
        yield fake


@pytest.fixture
async def request_() -> AsyncIterator[Request]:
    async with Request(patience=IMPATIENT) as request:
        yield request


@pytest.fixture
def bot(telegram: FakeTelegram, request_: Request) -> Bot:
    return open_bot(telegram.token, request_, api=telegram.url)


@pytest.fixture
async def tables(database_urls: Urls) -> AsyncIterator[Any]:
    """The owner's connection: it sees every row as it is."""
    connection = await connect(database_urls.owner)
    yield connection
    await connection.close()


@pytest.fixture
async def stall(
    telegram: FakeTelegram, bot: Bot, worker_database: Database
) -> AsyncIterator[Stall]:
    stall = Stall(telegram, bot, worker_database, Pacer())
    yield stall
    await stall.close()
