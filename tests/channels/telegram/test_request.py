"""Calls to the Bot API go over a few connections of our own, and fail in words of our own."""

import asyncio
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, TimedOut

from bot.channels.telegram.bots import open_bot
from bot.channels.telegram.request import Patience, Request, SlowDown
from tests.fakes.telegram import FakeTelegram


class Proxy:
    """Something in between, which answers as told."""

    def __init__(self) -> None:
        self.url = ""
        self.status = 200
        self.body = b"{}"
        self.asked = 0

    async def answer(self, _: web.Request) -> web.Response:
        self.asked += 1
        headers = {"Location": "/elsewhere"}
        return web.Response(status=self.status, body=self.body, headers=headers)


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_a_call_is_answered(bot: Bot) -> None:
    assert (await bot.get_me()).username == "fake_bot"


async def test_refusals_keep_the_librarys_types(bot: Bot, telegram: FakeTelegram) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4040, "hello")
    with pytest.raises(Forbidden):
        await bot.send_message(telegram.person().chat_id, "hello")


async def test_being_asked_to_slow_down_says_for_how_long(
    bot: Bot, telegram: FakeTelegram
) -> None:
    telegram.faults.add("flood", seconds=17)

    with pytest.raises(SlowDown) as slow:
        await bot.get_me()

    assert slow.value.retry_after == 17


@pytest.mark.parametrize("kind", ["bad gateway", "server error", "cut before", "cut after"])
async def test_what_breaks_on_the_way_is_a_network_error(
    bot: Bot, telegram: FakeTelegram, kind: str
) -> None:
    telegram.faults.add(kind)  # type: ignore[arg-type]  # every kind of fault in turn

    with pytest.raises(NetworkError) as broken:
        await bot.get_me()

    assert type(broken.value) is NetworkError
    assert (await bot.get_me()).is_bot


async def test_an_answer_that_does_not_come_times_out(bot: Bot, telegram: FakeTelegram) -> None:
    telegram.faults.add("slow")

    with pytest.raises(TimedOut):
        await bot.get_me()


async def test_a_call_can_be_more_patient_than_the_others(
    bot: Bot, telegram: FakeTelegram
) -> None:
    telegram.faults.add("slow")

    assert (await bot.get_me(read_timeout=5)).is_bot


async def test_a_call_can_wait_without_end(bot: Bot, telegram: FakeTelegram) -> None:
    telegram.faults.add("slow")

    assert (await bot.get_me(read_timeout=None)).is_bot


async def test_a_long_poll_may_take_as_long_as_it_asked_for(
    bot: Bot, telegram: FakeTelegram
) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=2))
    await asyncio.sleep(1)  # longer than other calls may take

    update_id = await telegram.person().says("hello")

    assert [update.update_id for update in await polling] == [update_id]


async def test_no_more_connections_are_opened_than_allowed(telegram: FakeTelegram) -> None:
    telegram.faults.add("slow")
    async with Request(connections=1, patience=Patience(pool=0.2)) as request:
        bot = open_bot(telegram.token, request, api=telegram.url)
        slow = asyncio.create_task(bot.get_me())
        await asyncio.sleep(0.05)

        with pytest.raises(TimedOut):
            await bot.get_me()

        assert (await slow).is_bot


async def test_a_server_that_is_not_there_is_a_network_error() -> None:
    async with Request() as request:
        bot = open_bot("1:x", request, api=f"http://127.0.0.1:{closed_port()}")

        with pytest.raises(NetworkError, match="could not be reached: ClientConnectorError"):
            await bot.get_me()


async def test_files_go_along(bot: Bot, telegram: FakeTelegram) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook", certificate=b"a certificate")

    assert telegram.calls[-1].parameters["certificate"].content == b"a certificate"


async def test_half_a_surrogate_pair_comes_through(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.person().says("a \ud800 b")

    (update,) = await bot.get_updates()

    assert update.message is not None
    assert update.message.text == "a \ud800 b"


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    proxy = Proxy()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", proxy.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    proxy.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield proxy
    await runner.cleanup()


async def test_the_token_is_not_carried_elsewhere(request_: Request, proxy: Proxy) -> None:
    proxy.status = 307

    with pytest.raises(NetworkError, match="307"):
        await open_bot("1:x", request_, api=proxy.url).get_me()

    assert proxy.asked == 1


async def test_a_broken_byte_in_an_answer_is_one_character(
    request_: Request, proxy: Proxy
) -> None:
    proxy.body = b'{"ok": true, "result": {"name": "a\xffb"}}'

    assert (await open_bot("1:x", request_, api=proxy.url).get_my_name()).name == "a\ufffdb"


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"[" * 100_000, b"<html>"])
async def test_what_is_no_answer_is_a_network_error(
    request_: Request, proxy: Proxy, body: bytes
) -> None:
    proxy.body = body

    with pytest.raises(NetworkError, match="not its protocol"):
        await open_bot("1:x", request_, api=proxy.url).get_me()


async def test_our_own_session_is_closed_and_opened_again(telegram: FakeTelegram) -> None:
    request = Request()
    bot = open_bot(telegram.token, request, api=telegram.url)

    for _ in range(2):
        await bot.initialize()
        assert (await bot.get_me()).is_bot
        await bot.shutdown()
        assert request._session is None


async def test_a_lent_session_stays_open(telegram: FakeTelegram) -> None:
    async with aiohttp.ClientSession() as session:
        async with Request(session) as request:
            assert (await open_bot(telegram.token, request, api=telegram.url).get_me()).is_bot

        assert not session.closed


def test_a_whole_call_has_a_limit_because_writing_has_none() -> None:
    assert Patience(pool=1, connect=2, write=3, read=4).timeout().total == 10
    assert Patience(pool=1, connect=2, write=3, read=None).timeout().total is None
