"""Whatever is asked of Telegram, and however it goes wrong: no token is said anywhere."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest
from telegram import Bot

from bot.channels.telegram import channel
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.pacer import Pacer
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.send import TelegramSender
from bot.channels.telegram.troubles import Troubles
from bot.domain.messages import Button, Outgoing
from bot.services.introduction import Introduction, Words
from bot.services.ports import SendFailed
from tests.channels.telegram.stall import Stall
from tests.fakes.telegram import FakeTelegram

CHAT = 987_654_321
SECRETS = ("not-a-token-of-any-bot", str(CHAT), "webhook-secret-of-nobody")
ASKS = Outgoing("words", "en", "ltr", 3, ((Button("yes", "Yes"),),), clears="5")
NOTES = Introduction("Notes", {"": Words((("menu", "Menu"),), "Good day", "Hello")})
KINDS: Any = ["bad gateway", "server error", "flood", "cut before", "cut after", "slow"]


async def says(bot: Bot, _: Stall) -> None:
    sender = TelegramSender(bot, Pacer())
    with suppress(SendFailed):
        await sender.send(str(CHAT), ASKS)
    await sender.close(1)


async def changes(bot: Bot, _: Stall) -> None:
    sender = TelegramSender(bot, Pacer())
    outgoing = Outgoing("words", "en", "ltr", 3, replaces="5")
    with suppress(SendFailed):
        await sender.send(str(CHAT), outgoing)


async def presents(bot: Bot, _: Stall) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(Telegram(bot, TelegramSender(bot)).introduce(NOTES), 0.5)


async def is_called(bot: Bot, _: Stall) -> None:
    await Telegram(bot, TelegramSender(bot)).username()


async def is_recognised(bot: Bot, _: Stall) -> None:
    await Telegram(bot, TelegramSender(bot)).recognised()


async def announces(bot: Bot, _: Stall) -> None:
    telegram = Telegram(bot, TelegramSender(bot))
    async with telegram.announced("https://example.org", "webhook-secret-of-nobody"):
        await asyncio.sleep(0.3)


async def polls(bot: Bot, stall: Stall) -> None:
    polling = Polling(bot, stall.updates, Troubles())
    task = asyncio.create_task(polling.run())
    await asyncio.sleep(0.3)
    await polling.stop()
    await task


async def calms(_: Bot, stall: Stall) -> None:
    tapped = {"message_id": 9, "date": 1, "chat": {"id": CHAT, "type": "private"}}
    query = {"id": "7", "message": tapped, "data": "1:yes"}
    await stall.updates.take({"update_id": 5, "callback_query": query})
    await stall.is_calm(20)


async def tells_a_group(_: Bot, stall: Stall) -> None:
    shape = {"message_id": 1, "chat": {"id": -CHAT, "type": "group"}, "text": "/start"}
    await stall.updates.take({"update_id": 5, "message": shape})
    await stall.is_calm(20)


WAYS = (says, changes, presents, is_called, is_recognised, announces, polls, calms, tells_a_group)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS)
async def test_no_token_no_chat_and_no_secret_is_said(
    bot: Bot,
    telegram: FakeTelegram,
    stall: Stall,
    *,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    way: Callable[[Bot, Stall], Awaitable[None]],
    kind: Any,
) -> None:
    for name in (None, "telegram", "telegram.Bot", "aiohttp.client", "asyncio", "bot"):
        caplog.set_level(logging.DEBUG, logger=name)
    monkeypatch.setattr(channel, "_later", lambda _: 0.05)
    telegram.person(chat_id=CHAT, started=True)
    telegram.faults.add(kind, times=2, seconds=0.1)

    await way(bot, stall)

    assert telegram.calls or way is polls  # a poll may still wait
    told = caplog.text + "".join(repr(vars(record)) for record in caplog.records)
    assert [secret for secret in SECRETS if secret in told] == []
