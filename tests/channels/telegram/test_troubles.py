"""Whether Telegram knows us, and what is said where it cannot be asked: one line a trouble."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut

from bot.channels.telegram import channel
from bot.channels.telegram import polling as polling_
from bot.channels.telegram.bots import open_bot
from bot.channels.telegram.channel import Telegram, TokenUnknown
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.request import Request
from bot.channels.telegram.send import TelegramSender
from bot.channels.telegram.troubles import Troubles
from tests.channels.telegram.stall import Stall
from tests.fakes.patience import eventually
from tests.fakes.telegram import FakeTelegram

UNKNOWN = "1000000001:another-token-of-nobody-at-all-a-fake"


Said = Callable[[], list[str]]
LOGGER = "bot.channels.telegram.troubles"
LOST = "Telegram cannot be reached, and is tried again and again: "
BACK = "Telegram can be reached again"


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Said:
    """What the operator reads."""
    caplog.set_level(logging.INFO, logger=LOGGER)
    return lambda: [each.getMessage() for each in caplog.records if each.name == LOGGER]


async def test_a_token_that_telegram_knows_is_recognised(bot: Bot, telegram: FakeTelegram) -> None:
    await Telegram(bot, TelegramSender(bot)).recognised()

    assert [call.method for call in telegram.calls] == ["getme"]


@pytest.mark.parametrize("token", [UNKNOWN, "1:a"])  # 401 and 404
async def test_a_token_that_telegram_does_not_know_is_refused(
    telegram: FakeTelegram, request_: Request, token: str
) -> None:
    bot = open_bot(token, request_, api=telegram.url)

    with pytest.raises(TokenUnknown) as refused:
        await Telegram(bot, TelegramSender(bot)).recognised()

    assert token not in str(refused.value)


@pytest.mark.parametrize("kind", ["bad gateway", "server error", "flood", "cut before", "slow"])
async def test_a_bad_day_of_telegram_refuses_nobody(
    bot: Bot, telegram: FakeTelegram, kind: Any
) -> None:
    telegram.faults.add(kind, seconds=1)

    await Telegram(bot, TelegramSender(bot)).recognised()


async def test_nobody_waits_for_long_where_telegram_does_not_answer(
    bot: Bot, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "AT_START", 0.1)
    telegram.faults.add("slow", seconds=1)

    async with asyncio.timeout(0.6):
        await Telegram(bot, TelegramSender(bot)).recognised()


def test_one_trouble_is_one_line_until_it_is_over(said: Said) -> None:
    troubles = Troubles()
    for error in (TimedOut(), TimedOut(), NetworkError("x"), NetworkError("y")):
        troubles.met(error)
    for _ in range(2):
        troubles.over()
    troubles.met(NetworkError("z"))

    assert said() == [f"{LOST}TimedOut", f"{LOST}NetworkError", BACK, f"{LOST}NetworkError"]


def test_a_token_that_is_taken_away_is_said_with_what_to_do(said: Said) -> None:
    troubles = Troubles()
    for _ in range(3):
        troubles.met(InvalidToken("words"))

    (line,) = said()
    assert "copy it from @BotFather into HAKI_TELEGRAM_TOKEN, and start again" in line


def test_of_an_error_only_its_name_is_said(said: Said) -> None:
    troubles = Troubles()
    for error in (TelegramError("canary"), ValueError("canary"), NetworkError("canary")):
        troubles.met(error)

    assert len(said()) == 3
    assert "canary" not in "".join(said())


async def test_polling_says_once_that_telegram_is_away_and_that_it_is_back(
    bot: Bot,
    telegram: FakeTelegram,
    stall: Stall,
    *,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(polling_, "PAUSES", (0.01,))
    telegram.faults.add("bad gateway", times=5)
    polling = Polling(bot, stall.updates, Troubles())
    task = asyncio.create_task(polling.run())
    await eventually(lambda: len(telegram.calls) == 5)
    await telegram.person(started=True).says("hello")
    await eventually(lambda: BACK in said())
    await polling.stop()
    await task

    assert said() == [f"{LOST}NetworkError", BACK]
