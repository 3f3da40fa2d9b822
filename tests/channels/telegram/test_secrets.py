"""The token, and what people write, are in no log line, no error and no `repr`."""

import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.bots import open_bot
from bot.channels.telegram.request import Request
from bot.channels.telegram.send import TelegramSender
from bot.domain.messages import Outgoing
from bot.services.ports import SendFailed
from tests.fakes.telegram import FakeTelegram

STORY = "canary-words-of-a-story"
CHAT = 987_654_321
SECRETS = (STORY, str(CHAT), "not-a-token-of-any-bot", "4040404")


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Everything that was logged, with every logger as talkative as it can be."""
    names = (None, "telegram", "telegram.Bot", "aiohttp.client", "aiohttp.access", "asyncio")
    for name in names:
        caplog.set_level(logging.DEBUG, logger=name)
    return lambda: caplog.text + "".join(repr(vars(record)) for record in caplog.records)


@pytest.fixture
async def echo(telegram: FakeTelegram) -> AsyncIterator[str]:
    """A proxy in between that answers with what it was asked, as error pages do."""

    async def answer(request: web.Request) -> web.Response:
        status = int(request.match_info["status"])
        headers = {"Location": f"/elsewhere{request.path}"}
        return web.Response(status=status, text=f"Cannot POST {request.path}", headers=headers)

    app = web.Application()
    app.router.add_route("*", "/{status}/{rest:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def told_by(failing: Awaitable[object]) -> str:
    """All that a failing call's error says: text, `repr`, traceback, and the errors behind it."""
    with pytest.raises((TelegramError, SendFailed)) as failed:
        await failing
    error = failed.value
    assert error.__cause__ is None
    return f"{error!s} {error!r} {error.args} " + "".join(traceback.format_exception(error))


def assert_discreet(told: str) -> None:
    assert [secret for secret in SECRETS if secret in told] == []


async def test_a_good_day_leaves_no_trace(telegram: FakeTelegram, said: Callable[[], str]) -> None:
    person = telegram.person(chat_id=CHAT, started=True)
    async with Request() as request:
        bot = open_bot(telegram.token, request, api=telegram.url)
        await bot.initialize()
        await person.says(STORY)
        await bot.get_updates()
        await TelegramSender(bot).send(str(CHAT), Outgoing(STORY, "en", "ltr", 1))
        assert_discreet(repr(bot) + str(bot))

    assert person.screen
    assert_discreet(said())


@pytest.mark.parametrize(
    "kind", ["bad gateway", "server error", "flood", "cut before", "cut after", "slow"]
)
async def test_a_bad_day_leaves_no_trace(
    bot: Bot, telegram: FakeTelegram, said: Callable[[], str], kind: str
) -> None:
    telegram.person(chat_id=CHAT, started=True)
    telegram.faults.add(kind, times=2)  # type: ignore[arg-type]  # every kind of fault in turn

    told = await told_by(bot.send_message(CHAT, STORY))
    told += await told_by(TelegramSender(bot).send(str(CHAT), Outgoing(STORY, "en", "ltr", 1)))

    assert_discreet(told.replace(f"send_message({CHAT}", "") + said())


async def test_a_wrong_token_is_not_quoted(
    telegram: FakeTelegram, said: Callable[[], str]
) -> None:
    async with Request() as request:
        bot = open_bot(
            "1000000002:4040404-and-enough-more-to-look-real", request, api=telegram.url
        )

        with pytest.raises(InvalidToken, match="look at HAKI_TELEGRAM_TOKEN") as wrong:
            await bot.initialize()

    assert wrong.value.__context__ is None
    assert_discreet("".join(traceback.format_exception(wrong.value)) + said())


@pytest.mark.parametrize("status", [200, 302, 404, 418, 429, 500])
async def test_who_echoes_the_address_is_not_believed(
    telegram: FakeTelegram, echo: str, said: Callable[[], str], status: int
) -> None:
    async with Request() as request:
        bot = open_bot(telegram.token, request, api=f"{echo}/{status}")
        told = await told_by(bot.get_me())

    ours = [line for line in said().splitlines() if "aiohttp.access" not in line]
    assert_discreet(told + "\n".join(ours))


@pytest.mark.parametrize("api", ["http://127.0.0.1:1", "http://localhost:1", "nonsense"])
async def test_an_address_that_leads_nowhere_is_not_quoted(
    telegram: FakeTelegram, said: Callable[[], str], api: str
) -> None:
    async with Request() as request:
        told = await told_by(open_bot(telegram.token, request, api=api).get_me())

    assert_discreet(told + said())
