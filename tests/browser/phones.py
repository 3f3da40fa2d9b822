"""A worker's phone with a browser that runs scripts, and what is looked at on its screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp.test_utils import TestServer
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
)

from tests.channels.webchat.kiosk import NAMES, Kiosk

SMALL = {"width": 320, "height": 568}
ELSEWHERE = "http://elsewhere.test/"


class Screen:
    """One phone's browser, with everything it complained of and everything it fetched."""

    def __init__(self, context: BrowserContext, page: Page, root: str) -> None:
        self.context, self.page, self.root = context, page, root
        self.complaints: list[str] = []
        self.fetched: list[Request] = []
        page.on("console", self._complained)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._fetched)
        page.set_default_timeout(10_000)

    async def opens(self) -> None:
        await self.page.goto(f"{self.root}/chat")

    async def taps(self, *choices: str) -> None:
        for choice in choices:
            await self.button(choice).click()
            await expect(self.page.locator(".waiting")).to_have_count(0)
            await expect(self.page.locator("button:disabled")).to_have_count(0)

    async def types(self, text: str) -> None:
        await self.box.fill(text)
        await self.page.locator(".send").click()

    @property
    def foreign(self) -> set[str]:
        """What was fetched from elsewhere."""
        urls = {request.url for request in self.fetched}
        ours = (self.root, f"blob:{self.root}", ELSEWHERE, NAMES.leave_to)
        return {url for url in urls if not url.startswith(ours)}

    def _fetched(self, request: Request) -> None:
        self.fetched.append(request)

    def _complained(self, message: ConsoleMessage) -> None:
        if "net::ERR_" not in message.text and "server responded" not in message.text:
            self.complaints.append(message.text)

    def button(self, choice: str) -> Locator:
        return self.page.locator(f"button[value='{choice}']").last

    @property
    def box(self) -> Locator:
        return self.page.locator("textarea")

    @property
    def said(self) -> Locator:
        return self.page.locator("article > p")

    @property
    def mine(self) -> Locator:
        return self.page.locator(".mine")

    @property
    def state(self) -> Locator:
        return self.page.locator("#state")


class Shelf:
    """New phones that reach one kiosk."""

    def __init__(self, chromium: Browser, root: str) -> None:
        self._chromium, self._root = chromium, root
        self.screens: list[Screen] = []

    @classmethod
    @asynccontextmanager
    async def at(cls, chromium: Browser, kiosk: Kiosk) -> AsyncIterator["Shelf"]:
        """Whatever is done with its phones, none complains or fetches what is not ours."""
        async with TestServer(kiosk.app()) as server:
            shelf = cls(chromium, str(server.make_url("/")).rstrip("/"))
            yield shelf
            for screen in shelf.screens:
                assert screen.complaints == []
                assert screen.foreign == set()
                await screen.context.close()

    async def phone(self, **how: Any) -> Screen:
        context = await self._chromium.new_context(**{"viewport": SMALL} | how)
        return await self._screen(context)

    async def tab(self, of: Screen) -> Screen:
        """One more page of the same browser."""
        return await self._screen(of.context)

    async def _screen(self, context: BrowserContext) -> Screen:
        screen = Screen(context, await context.new_page(), self._root)
        self.screens.append(screen)
        await screen.opens()
        return screen
