"""The fake can be played from outside: by a script, or by hand."""

import asyncio
import sys
from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import NetworkError

TOKEN = "1000000009:a-token-that-somebody-gave-by-hand"
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("1 ✅ Yes", callback_data="0:yes")]])


@pytest.fixture
async def by_hand() -> AsyncIterator[str]:
    """The address of a fake that runs in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.fakes.telegram",
        "--port",
        "0",
        "--token",
        TOKEN,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    first = (await process.stdout.readline()).decode()
    yield first.split()[0].removeprefix("HAKI_TELEGRAM_API=")
    process.terminate()
    await process.communicate()


async def test_a_script_plays_a_worker(by_hand: str) -> None:
    async with (
        Bot(TOKEN, base_url=f"{by_hand}/bot") as bot,
        aiohttp.ClientSession(f"{by_hand}/play/") as play,
    ):
        async with play.post("people", json={"language_code": "ne"}) as answer:
            chat = (await answer.json())["chat_id"]
        async with play.post(f"people/{chat}/says", json={"text": "hello"}) as answer:
            update_id = (await answer.json())["update_id"]
        (update,) = await bot.get_updates()
        await bot.send_message(chat, "Well?", reply_markup=BUTTONS)
        async with play.get(f"people/{chat}/messages", params={"wait": 5}) as answer:
            (seen,) = await answer.json()
        async with play.post(f"people/{chat}/taps", json={"button": "Yes"}) as answer:
            tapped = answer.status
        async with play.post(f"people/{chat}/taps", json={"button": "Perhaps"}) as answer:
            missed = answer.status
        _, tap = await bot.get_updates()
        async with play.get("sent") as answer:
            sent = await answer.json()

    assert update.update_id == update_id
    assert (seen["text"], seen["buttons"]) == ("Well?", [[{"label": "1 ✅ Yes", "data": "0:yes"}]])
    assert tap.callback_query is not None
    assert tap.callback_query.data == "0:yes"
    assert (tapped, missed) == (200, 409)
    assert [each["text"] for each in sent] == ["Well?"]


async def test_a_script_makes_things_go_wrong(by_hand: str) -> None:
    async with (
        Bot(TOKEN, base_url=f"{by_hand}/bot") as bot,
        aiohttp.ClientSession(f"{by_hand}/play/") as play,
    ):
        async with play.post("people/5/sends", json={"kind": "voice"}) as answer:
            assert answer.status == 200
        fault = {"kind": "cut after", "times": 1, "method": "sendMessage"}
        async with play.post("faults", json=fault) as answer:
            assert answer.status == 200
        with pytest.raises(NetworkError):
            await bot.send_message(5, "hello")
        async with play.get("people/5/messages") as answer:
            texts = [each["text"] for each in await answer.json()]
        async with play.get("calls") as answer:
            calls = [(each["method"], each["status"]) for each in await answer.json()]

    assert texts == ["hello"]
    assert calls == [("getme", 200), ("sendmessage", 0)]
