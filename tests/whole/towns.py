"""A deployment with its Telegram, those who work in it, and whoever writes to it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.fakes.telegram import FakeTelegram
from tests.whole.caseworkers import Caseworker
from tests.whole.chats import Chat, PageChat, TelegramChat, WebChat
from tests.whole.deployments import browser, deployed
from tests.whole.running import PROGRAM, Running


@dataclass
class Town:
    """A deployment, its Telegram, and those who work at three organisations of it."""

    haki: Running
    telegram: FakeTelegram
    staff: list[Caseworker]
    stack: AsyncExitStack

    async def web(self) -> WebChat:
        return WebChat(self.haki.url, await self.stack.enter_async_context(browser()))

    async def page(self) -> PageChat:
        return PageChat(self.haki.url, await self.stack.enter_async_context(browser()))

    def phone(self) -> TelegramChat:
        return TelegramChat(self.telegram.person())

    async def chat(self, channel: str) -> Chat:
        match channel:
            case "web":
                return await self.web()
            case "page":
                return await self.page()
            case _:
                return self.phone()


@asynccontextmanager
async def founded(home: Path, *program: str) -> AsyncIterator[Town]:
    """A demonstration whose three organisations are staffed, and that polls its Telegram."""
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(FakeTelegram(pace=None))
        haki = await stack.enter_async_context(
            deployed(
                home,
                program=program or PROGRAM,
                HAKI_TELEGRAM_TOKEN=telegram.token,
                HAKI_TELEGRAM_API=telegram.url,
            )
        )
        town = Town(haki, telegram, [], stack)
        for number, code in enumerate(haki.codes, start=1):
            session = await stack.enter_async_context(browser())
            someone = Caseworker(haki.url, session, f"Caseworker {number}")
            assert (await someone.joins(code)).path == "/console"
            town.staff.append(someone)
        yield town
