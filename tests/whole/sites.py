"""A deployment that Telegram calls, reached with whatever bytes one likes."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fakes.patience import eventually
from tests.fakes.telegram import FakeTelegram
from tests.whole.caseworkers import Caseworker
from tests.whole.chats import Chat, PageChat, TelegramChat, WebChat
from tests.whole.deployments import SECRET, browser, copied, public
from tests.whole.running import Running

METRIC = re.compile(r"(haki_[a-z0-9_]+) ([0-9]+)")
GIVEN = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Site:
    """A deployment that Telegram calls, and who works there."""

    haki: Running
    telegram: FakeTelegram
    caseworker: Caseworker
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

    async def rise(self, name: str, before: dict[str, int]) -> int:
        """By how much a count is higher than it was."""
        return (await self.counts()).get(f"haki_{name}", 0) - before.get(f"haki_{name}", 0)

    async def counts(self) -> dict[str, int]:
        """What /metrics tells, every line of it."""
        token = (self.haki.home / "metrics.token").read_text().strip()
        headers = {"Authorization": f"Bearer {token}"}
        async with (
            browser() as session,
            session.get(f"{self.haki.url}/metrics", headers=headers) as answer,
        ):
            assert answer.status == 200
            lines = (await answer.text()).splitlines()
        found = [METRIC.fullmatch(line) for line in lines]
        assert all(found), lines
        return {match[1]: int(match[2]) for match in found if match}

    async def hooked(self, update: Any, secret: str | bytes = SECRET) -> int:
        """Telegram's call, or somebody's who plays Telegram; the status."""
        data = update if isinstance(update, bytes) else json.dumps(update).encode()
        given = secret.encode() if isinstance(secret, str) else secret
        return await raw(self.haki.port, "/telegram/webhook", data, f"{GIVEN}: ".encode() + given)


@asynccontextmanager
async def opened(home: Path) -> AsyncIterator[Site]:
    """With one organisation, in which one person works."""
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(FakeTelegram(pace=None))
        folder = stack.enter_context(copied(home))
        haki, code = await stack.enter_async_context(public(telegram, folder))
        caseworker = Caseworker(haki.url, await stack.enter_async_context(browser()))
        await caseworker.joins(code)
        await eventually(lambda: telegram.world.webhook.hook, 30)
        yield Site(haki, telegram, caseworker, stack)


async def exchanged(port: int, said: bytes) -> bytes:
    """Bytes to the port, and what comes back until it is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(said)
        with suppress(ConnectionError):
            await writer.drain()
        async with asyncio.timeout(30):
            return await reader.read(4096)
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def raw(port: int, path: str, body: bytes, *headers: bytes, method: str = "POST") -> int:
    """A request written by hand, with whatever bytes in it; its status."""
    head = (
        f"{method} {path} HTTP/1.1".encode(),
        b"Host: 127.0.0.1",
        b"Content-Type: application/json",
        f"Content-Length: {len(body)}".encode(),
        b"Connection: close",
        *headers,
    )
    said = await exchanged(port, b"\r\n".join((*head, b"", body)))
    return int(said.split()[1])


def update_of(chat_id: int, number: int, **message: Any) -> dict[str, Any]:
    chat = {"id": chat_id, "type": "private", "first_name": "Nobody"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": int(time.time()),
            "chat": chat,
            "from": {**chat},
            **message,
        },
    }
