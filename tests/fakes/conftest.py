"""The fake, and a bot of python-telegram-bot's own, with its own HTTP, that talks to it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.fakes.clocks import Hands
from tests.fakes.telegram import FakeTelegram


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
async def telegram(clock: Hands) -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(clock=clock, second=0.05) as fake:
        yield fake


@pytest.fixture
async def bot(telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # how long to wait as a timedelta, no warning
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot:
        yield bot
