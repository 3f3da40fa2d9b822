"""As in a Tor Browser at "safest": no script, no picture, no SVG, no font, and nobody else."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Route, expect

from tests.browser.phones import Screen, Shelf
from tests.channels.webchat.kiosk import Kiosk

pytestmark = pytest.mark.browser

DRAWN = """() => {
  const arrow = getComputedStyle(document.querySelector(".send"), "::before");
  return [arrow.borderInlineStartWidth, arrow.borderInlineStartStyle, arrow.content];
}"""


@pytest.fixture
async def ana(chromium: Browser, kiosk: Kiosk) -> AsyncIterator[Screen]:
    async with Shelf.at(chromium, kiosk) as shelf:
        ana = await shelf.phone(java_script_enabled=False)
        await ana.context.route("**", only_words)
        await ana.context.clear_cookies()
        await ana.opens()
        yield ana


async def only_words(route: Route) -> None:
    if route.request.resource_type in {"document", "stylesheet"}:
        return await route.fallback()
    return await route.abort()


async def test_a_whole_talk_goes_on(ana: Screen, kiosk: Kiosk) -> None:
    for choice in ("en", "talk", "yes"):
        await ana.button(choice).click()
    await ana.types("warm")
    await expect(ana.said.first).to_have_text("More of it?")
    await ana.button("/back").click()

    await expect(ana.said.first).to_have_text("What now?")
    assert kiosk.learnt == ["warm"]


async def test_nothing_is_fetched_but_pages_and_their_style(ana: Screen) -> None:
    await ana.button("en").click()
    await expect(ana.said.first).to_have_text("What now?")

    kinds = {each.resource_type for each in ana.fetched}
    assert kinds >= {"document", "stylesheet"}
    assert not kinds & {"script", "font", "xhr", "fetch", "media", "websocket"}
    assert ana.foreign == set()


async def test_the_button_to_send_is_seen_all_the_same(ana: Screen) -> None:
    send = ana.page.locator(".send")

    width, style, content = await ana.page.evaluate(DRAWN)

    assert float(width.removesuffix("px")) >= 16
    assert (style, content) == ("solid", '""')
    assert await ana.page.locator("svg, img").count() == 0
    await expect(send).to_have_accessible_name("Send")
