"""The fake carries updates to a webhook: each until it arrives, a person's own in order."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from tests.fakes.patience import eventually
from tests.fakes.telegram import FakeTelegram


class Doorstep:
    """A bot's own server, which answers as told."""

    def __init__(self) -> None:
        self.url = ""
        self.statuses: list[int] = []
        self.came: list[dict[str, Any]] = []
        self.headers: list[str | None] = []
        self.hold = asyncio.Event()
        self.hold.set()

    async def answer(self, request: web.Request) -> web.Response:
        self.came.append(await request.json())
        self.headers.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        await self.hold.wait()
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def until_came(self, count: int) -> list[str]:
        await eventually(lambda: len(self.came) >= count)
        return [update["message"]["text"] for update in self.came]


@pytest.fixture
async def doorstep() -> AsyncIterator[Doorstep]:
    door = Doorstep()
    app = web.Application()
    app.router.add_post("/hook", door.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    door.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield door
    door.hold.set()
    await runner.cleanup()


async def test_updates_are_carried_with_the_secret(
    bot: Bot, telegram: FakeTelegram, doorstep: Doorstep
) -> None:
    await bot.set_webhook(doorstep.url, secret_token="s3cret_-")
    update_id = await telegram.person().says("hello")

    assert await doorstep.until_came(1) == ["hello"]
    assert doorstep.headers == ["s3cret_-"]
    assert doorstep.came[0]["update_id"] == update_id
    await eventually(lambda: not telegram.world.updates.pending())
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_an_update_is_carried_again_until_it_arrives(
    bot: Bot, telegram: FakeTelegram, doorstep: Doorstep
) -> None:
    doorstep.statuses = [500, 302, 404]
    await bot.set_webhook(doorstep.url)
    person = telegram.person()
    await person.says("one")
    await person.says("two")

    assert await doorstep.until_came(5) == ["one", "one", "one", "one", "two"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"


async def test_one_persons_updates_wait_for_each_other_and_others_do_not(
    bot: Bot, telegram: FakeTelegram, doorstep: Doorstep
) -> None:
    doorstep.hold.clear()
    await bot.set_webhook(doorstep.url)
    ana, ben = telegram.person(), telegram.person()
    await ana.says("ana one")
    await ana.says("ana two")
    await ben.says("ben one")

    assert sorted(await doorstep.until_came(2)) == ["ana one", "ben one"]
    await asyncio.sleep(0.05)
    assert len(doorstep.came) == 2
    doorstep.hold.set()
    assert (await doorstep.until_came(3))[2] == "ana two"


async def test_a_webhook_excludes_polling(
    bot: Bot, telegram: FakeTelegram, doorstep: Doorstep
) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=10))
    await eventually(lambda: telegram.polled)

    await bot.set_webhook(doorstep.url)
    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await polling
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()

    assert await bot.get_updates() == ()


async def test_what_came_before_can_be_dropped(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.person().says("before")

    await bot.delete_webhook(drop_pending_updates=True)

    assert await bot.get_updates() == ()


@pytest.mark.parametrize(("url", "secret"), [("ftp://x", "s"), ("http://x", "no spaces")])
async def test_a_bad_webhook_is_refused(bot: Bot, url: str, secret: str) -> None:
    with pytest.raises(BadRequest):
        await bot.set_webhook(url, secret_token=secret)

    assert (await bot.get_webhook_info()).url == ""
