"""Chromium without a window; where it is missing these tests fail."""

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.phones import Shelf
from tests.channels.webchat.conftest import kiosk
from tests.channels.webchat.kiosk import Kiosk
from tests.console.conftest import office, serve, settings
from tests.whole.conftest import home

__all__ = ["home", "kiosk", "office", "serve", "settings"]

QUIET = (  # nothing of its own over the network, and it runs as root too
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a microphone that beeps
)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: looks at the pages in Chromium")


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    path = shutil.which("chromium")
    assert path, "Chromium is missing: `make browser` installs it"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        await browser.close()


@pytest.fixture
async def shelf(chromium: Browser, kiosk: Kiosk) -> AsyncIterator[Shelf]:
    async with Shelf.at(chromium, kiosk) as shelf:
        yield shelf
