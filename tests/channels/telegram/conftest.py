"""Our bot, over our own request, talking to the fake."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.channels.telegram.bots import open_bot
from bot.channels.telegram.request import Patience, Request
from tests.fakes.telegram import FakeTelegram

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
