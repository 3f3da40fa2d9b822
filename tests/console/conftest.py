"""A console that is served over HTTP, and people who look at it without JavaScript."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
from aiohttp import ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer

from bot.settings import Settings, read_settings
from bot.storage.database import Database
from tests.console.browser import Browser
from tests.console.office import PASSWORD, Office

Serve = Callable[[web.Application], Awaitable[Callable[[], Browser]]]
ANA, BEN = "Ana", "Ben"
LAMPLIGHT = "Lamplight Aid (fictional)"
HARBOUR = "Harbour Aid (fictional)"


@pytest.fixture(scope="session")
def settings() -> Settings:
    return read_settings({})


@pytest.fixture
def office(settings: Settings, worker_database: Database, web_database: Database) -> Office:
    return Office(settings, worker_database, web_database)


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serves an application; gives new browsers that have nothing in them yet."""
    async with AsyncExitStack() as stack:

        async def serving(app: web.Application) -> Callable[[], Browser]:
            server = TestServer(app)
            await server.start_server(access_log=None)  # as the application serves it
            stack.push_async_callback(server.close)

            def browser() -> Browser:
                session = ClientSession(cookie_jar=CookieJar(unsafe=True))
                stack.push_async_callback(session.close)
                return Browser(session, server.make_url("/"))

            return browser

        yield serving


@pytest.fixture
async def ana(office: Office, serve: Serve) -> Browser:
    """A coordinator of Lamplight, signed in."""
    new = await serve(office.app())
    return await joined(new(), await office.organisation(LAMPLIGHT), ANA)


async def joined(browser: Browser, code: str, name: str) -> Browser:
    """Accepts an invitation."""
    page = await browser.open(f"/console/welcome/{code}")
    page = await browser.send(page, code, name=name, password=PASSWORD, again=PASSWORD)
    assert page.url.path in {"/console", "/console/updates"}, page.text
    assert page.status in {200, 403}, page.text
    return browser
