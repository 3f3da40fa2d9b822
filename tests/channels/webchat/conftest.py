"""A kiosk that is open, and phones that are new."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
from aiohttp import ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer

from bot.storage.database import Database
from tests.channels.webchat.kiosk import Kiosk
from tests.channels.webchat.phones import Phone

Phones = Callable[[], Phone]
Serve = Callable[[web.Application], Awaitable[Phones]]


@pytest.fixture
def kiosk(worker_database: Database) -> Kiosk:
    return Kiosk(worker_database)


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serves an application; gives new phones."""
    async with AsyncExitStack() as stack:

        async def serving(app: web.Application) -> Phones:
            server = TestServer(app)
            await stack.enter_async_context(server)
            sessions = AsyncExitStack()
            stack.push_async_exit(sessions)

            def phone() -> Phone:
                session = ClientSession(cookie_jar=CookieJar(unsafe=True))
                sessions.push_async_callback(session.close)
                return Phone(session, server.make_url("/"))

            return phone

        yield serving


@pytest.fixture
async def phones(kiosk: Kiosk, serve: Serve) -> Phones:
    return await serve(kiosk.app())


@pytest.fixture
async def ana(phones: Phones) -> Phone:
    return phones()
