"""One bot token's ways: out to chats, and in by polling or by Telegram's calls."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from aiohttp import web
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.bots import open_bot
from bot.channels.telegram.pacer import Pacer
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.profile import present
from bot.channels.telegram.request import Request, SlowDown
from bot.channels.telegram.send import TelegramSender
from bot.channels.telegram.troubles import Troubles
from bot.channels.telegram.updates import WANTED, Inside, Updates
from bot.channels.telegram.webhook import PATH, add_webhook
from bot.services.introduction import Introduction

ENDING = 5.0  # seconds for what was fetched to be committed
BESIDE = 1.0  # seconds for what goes on beside
AGAIN = 15.0  # seconds until Telegram is told our address again, where it did not hear it
LATER = 600.0  # seconds until the profile is looked at again
AT_START = 4.0  # seconds that Telegram has to say whether it knows us, before we go on without


class TokenUnknown(Exception):
    """Telegram does not know this token: copy it from @BotFather again."""


@dataclass(frozen=True, slots=True)
class Telegram:
    """A bot and its way out; the ways in are opened one at a time."""

    bot: Bot = field(repr=False)
    sender: TelegramSender
    troubles: Troubles = field(default_factory=Troubles, repr=False)

    async def recognised(self) -> None:
        """Ask whether Telegram knows the token.  Raises TokenUnknown.

        Where nobody answers nothing is known: who polls, or announces our address, tries again.
        """
        try:
            async with asyncio.timeout(AT_START):
                await self.bot.get_me()
        except InvalidToken:
            raise TokenUnknown(TokenUnknown.__doc__) from None
        except (TelegramError, TimeoutError):
            return

    async def introduce(self, introduction: Introduction) -> None:
        """Bear the deployment's harmless name and words; whatever fails is tried again later."""
        presented = False
        while not presented:
            try:
                await present(self.bot, introduction)
                presented = True
            except TelegramError as error:
                self.troubles.met(error)
                await asyncio.sleep(_later(error))

    async def username(self) -> str | None:
        """What links to the bot are made of; none where Telegram does not say it."""
        try:
            return (await self.bot.get_me()).username
        except TelegramError:
            return None

    @asynccontextmanager
    async def polled(self, inside: Inside) -> AsyncIterator[None]:
        """Fetch updates until the block ends; what was fetched by then is committed."""
        updates = Updates(self.bot, self.sender, inside)
        polling = Polling(self.bot, updates, self.troubles)
        task = asyncio.create_task(polling.run(), name="polling")
        try:
            yield
        finally:
            await polling.stop()
            _, late = await asyncio.wait({task}, timeout=ENDING)
            for each in late:
                each.cancel()
            await updates.close(BESIDE)

    def add_webhook(self, app: web.Application, inside: Inside, secret: str) -> None:
        """Let Telegram's calls in to `app`."""
        updates = Updates(self.bot, self.sender, inside)
        add_webhook(app, updates, secret, inside.counts)

        async def close(_: web.Application) -> None:
            await updates.close(BESIDE)

        app.on_cleanup.append(close)

    @asynccontextmanager
    async def announced(self, public_url: str, secret: str) -> AsyncIterator[None]:
        """Tell Telegram where to call us, until it has heard it."""
        task = asyncio.create_task(self._announce(public_url, secret), name="webhook")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _announce(self, public_url: str, secret: str) -> None:
        heard = False
        while not heard:
            try:
                heard = await self.bot.set_webhook(
                    f"{public_url.rstrip('/')}{PATH}",
                    secret_token=secret,
                    allowed_updates=list(WANTED),
                )
            except TelegramError as error:
                self.troubles.met(error)
            if not heard:
                await asyncio.sleep(AGAIN)
        self.troubles.over()


def _later(error: TelegramError) -> float:
    return max(LATER, error.retry_after) if isinstance(error, SlowDown) else LATER


@asynccontextmanager
async def telegram(token: str, api: str) -> AsyncIterator[Telegram]:
    """The bot of a token.  Nothing is asked of Telegram yet."""
    request = Request()
    await request.initialize()
    try:
        bot = open_bot(token, request, api=api)
        sender = TelegramSender(bot, Pacer())
        yield Telegram(bot, sender)
        await sender.close(BESIDE)
    finally:
        await request.shutdown()
