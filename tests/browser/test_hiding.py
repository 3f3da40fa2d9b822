"""Hide, in a page with scripts: nothing that was said is in it any more."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from bot.storage.database import Database
from tests.browser.phones import Screen, Shelf
from tests.channels.webchat.kiosk import Kiosk
from tests.channels.webchat.test_hiding import GREETING, with_hide

pytestmark = pytest.mark.browser


@pytest.fixture
async def ana(chromium: Browser, worker_database: Database) -> AsyncIterator[Screen]:
    async with Shelf.at(chromium, Kiosk(worker_database, plan=with_hide())) as shelf:
        yield await shelf.phone()


async def test_two_noughts_leave_the_greeting_and_nothing_else(ana: Screen) -> None:
    await ana.taps("en", "talk", "yes")

    await ana.types("00")

    await expect(ana.said).to_have_text([GREETING])
    await expect(ana.mine).to_have_count(0)
    assert "Tea" not in await ana.page.locator("main").inner_text()


async def test_the_talk_goes_on_afterwards(ana: Screen) -> None:
    await ana.taps("en", "talk", "yes")
    await ana.types("00")

    await ana.taps("/back")

    await expect(ana.said).to_have_text([GREETING, "Your word for tea?"])
