"""The bot's commands and descriptions: set in each language, only where they differ."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from telegram import Bot

from bot.channels.telegram import channel
from bot.channels.telegram.bots import open_bot
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.profile import present
from bot.channels.telegram.send import TelegramSender
from bot.services.introduction import Introduction, Words
from tests.fakes.patience import eventually
from tests.fakes.telegram import FakeTelegram

ENGLISH = Words((("menu", "Menu"), ("help", "How this works")), "Good day\nTap Start.", "Good day")
ARABIC = Words((("menu", "القائمة"),), "يوم سعيد", "مرحبًا")
NOTES = Introduction("Notes", {"": ENGLISH, "en": ENGLISH, "ar": ARABIC, "fil": ENGLISH})


def setters(telegram: FakeTelegram) -> list[str]:
    return [call.method for call in telegram.calls if call.method.startswith("set")]


async def test_everything_is_set_in_each_language(bot: Bot, telegram: FakeTelegram) -> None:
    await present(bot, NOTES)

    profile = telegram.world.profile
    assert profile["name", ""] == "Notes"
    assert profile["commands", "ar"] == [{"command": "menu", "description": "القائمة"}]
    assert profile["description", ""] == "Good day\nTap Start."
    assert profile["description", "ar"] == "يوم سعيد"
    assert profile["short_description", "ar"] == "مرحبًا"


async def test_nothing_is_set_twice(bot: Bot, telegram: FakeTelegram) -> None:
    await present(bot, NOTES)
    before = len(setters(telegram))

    await present(bot, NOTES)

    assert before
    assert len(setters(telegram)) == before


async def test_only_what_changed_is_set_anew(bot: Bot, telegram: FakeTelegram) -> None:
    await present(bot, NOTES)
    telegram.calls.clear()
    changed = Words(ARABIC.commands, ARABIC.description, "نهار سعيد")

    await present(bot, Introduction("Notes", {"": ENGLISH, "ar": changed}))

    assert setters(telegram) == ["setmyshortdescription"]
    assert telegram.world.profile["short_description", "ar"] == "نهار سعيد"


async def test_a_language_that_telegram_does_not_take_has_the_words_of_everybody(
    bot: Bot, telegram: FakeTelegram
) -> None:
    await present(bot, NOTES)

    assert {lang for _, lang in telegram.world.profile} == {"", "en", "ar"}


async def test_words_that_are_too_long_are_cut_and_not_refused(
    bot: Bot, telegram: FakeTelegram
) -> None:
    long = Words((("menu", "m" * 400),), "😀" * 400, "s" * 200)

    await present(bot, Introduction("t" * 99, {"": long}))

    profile = telegram.world.profile
    lengths = [len(profile[noun, ""]) for noun in ("name", "description", "short_description")]
    assert lengths == [64, 256, 120]
    assert len(profile["commands", ""][0]["description"]) == 256


@pytest.mark.parametrize("kind", ["bad gateway", "flood", "cut before", "cut after"])
async def test_what_fails_is_tried_again_and_keeps_nobody_from_starting(
    bot: Bot, telegram: FakeTelegram, kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "_later", lambda _: 0.05)
    telegram.faults.add(kind, times=3)

    await asyncio.wait_for(Telegram(bot, TelegramSender(bot)).introduce(NOTES), 5)

    assert telegram.world.profile["commands", "ar"]


async def test_a_telegram_that_is_not_there_is_asked_again_later(
    request_: Any, caplog: pytest.LogCaptureFixture
) -> None:
    lost = open_bot("1:not-a-token", request_, api="http://127.0.0.1:1")
    work = asyncio.create_task(Telegram(lost, TelegramSender(lost)).introduce(NOTES))
    await eventually(lambda: "Telegram cannot be reached" in caplog.text)

    assert not work.done()
    assert "not-a-token" not in caplog.text

    work.cancel()
    with suppress(asyncio.CancelledError):
        await work
