"""kill -9 while everything is made for the first time: the next start makes the rest of it."""

import asyncio
from pathlib import Path

import pytest

from tests.whole.chats import WebChat, choose, offered
from tests.whole.deployments import browser
from tests.whole.moments import Moments
from tests.whole.running import Running, ended_at_last, made
from tests.whole.workers import begins

pytestmark = [pytest.mark.crash]

STARTS = 6


async def test_a_first_start_may_be_killed_at_any_moment(folder: Path, chance: Moments) -> None:
    """Again and again, each time a little later, until one is let through."""
    haki = made(folder)
    async with ended_at_last(haki):
        for number in range(1, STARTS + 1):
            seconds = chance.uniform(number - 0.8, number)
            await killed_within(haki, seconds, postgres_too=number % 2 == 0)
        await haki.start()
        assert len(haki.codes) == 3
        async with browser() as session:
            for code in haki.codes:
                async with session.get(f"{haki.url}/console/welcome/{code}") as answer:
                    assert answer.status == 200
            chat = WebChat(haki.url, session)
            await begins(chat)
            await choose(chat, "📝")
            assert offered(chat, "➡️")
        assert await haki.end() < 10


async def killed_within(haki: Running, seconds: float, *, postgres_too: bool) -> None:
    start = asyncio.create_task(haki.start())
    await asyncio.sleep(seconds)
    if not start.done():
        start.cancel()
    await asyncio.wait({start})
    if haki.alive:
        await haki.kill(postgres_too=postgres_too)
