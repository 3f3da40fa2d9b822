"""Every screen of the web chat: small, with large letters, in any script, by day and by night."""

from typing import Any

import pytest
from playwright.async_api import expect

from bot.flows.plan import plan
from bot.i18n import LOCALES, Catalogs
from bot.storage.database import Database
from tests.browser.desks import LEAST_CONTRAST
from tests.browser.phones import SMALL, Shelf
from tests.browser.test_leaving import IN_SIGHT
from tests.channels.webchat.kiosk import Kiosk
from tests.flows.contents import delivered
from tests.languages import DELIVERED

pytestmark = pytest.mark.browser

STORY = "https://" + "a" * 300 + " <b onclick=alert(1)>warm</b> \u202e& hot"
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture
def kiosk(worker_database: Database) -> Kiosk:
    """The flows that are delivered, in the languages they are delivered in."""
    content = delivered()
    catalogs = Catalogs.load(LOCALES, content.languages)
    made_so = dict.fromkeys(plan(content).effects, _never)
    return Kiosk(
        worker_database,
        plan=plan(content),
        catalogs=catalogs,
        names=content.names,
        effects=made_so,
    )


async def _never(_: object, __: object) -> Any:
    raise AssertionError("these screens come before any effect")


@pytest.mark.parametrize("letters", [16, 32])
@pytest.mark.parametrize("lang", DELIVERED)
async def test_a_small_screen_with_large_letters_is_never_too_narrow(
    shelf: Shelf, lang: str, letters: int
) -> None:
    ana = await shelf.phone()
    session = await ana.context.new_cdp_session(ana.page)
    await session.send("Page.setFontSizes", {"fontSizes": {"standard": letters, "fixed": letters}})
    size = await ana.page.evaluate(
        "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    )
    assert size == letters

    widths = [await ana.page.evaluate(WIDTH)]
    for choice in (lang, "check", "costs", "/menu", "rights", "passport", "/back"):
        await ana.taps(choice)
        widths.append(await ana.page.evaluate(WIDTH))
    for words in (STORY, "/help", "3", "4", "00"):
        await ana.types(words)
        await expect(ana.page.locator(".waiting")).to_have_count(0)
        await expect(ana.page.locator("button:disabled")).to_have_count(0)
        widths.append(await ana.page.evaluate(WIDTH))
        assert await ana.page.evaluate(IN_SIGHT)
    top = await ana.page.locator("header").bounding_box()
    assert top is not None
    assert (
        top["height"] < SMALL["height"] / 4
    )  # it is always in sight, and leaves room for the talk
    await ana.page.goto(f"{ana.root}/chat/nowhere")
    widths.append(await ana.page.evaluate(WIDTH))
    assert await ana.page.evaluate(IN_SIGHT)

    assert set(widths) == {SMALL["width"]}


@pytest.mark.parametrize("lang", ["en", "ne", "ar"])
async def test_with_large_letters_a_voice_can_be_recorded_all_the_same(
    shelf: Shelf, lang: str
) -> None:
    ana = await shelf.phone(permissions=["microphone"])
    session = await ana.context.new_cdp_session(ana.page)
    await session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 32}})
    await ana.taps(lang)
    await ana.page.evaluate("document.getElementById('attach').hidden = false")

    widths = []
    for press, then in (("record", "stop"), ("stop", "listen"), ("discard", "record")):
        await ana.page.locator(f"#attach .{press}").click()
        await expect(ana.page.locator(f"#attach .{then}")).to_be_visible()
        widths.append(await ana.page.evaluate(WIDTH))

    assert set(widths) == {SMALL["width"]}


@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_everything_can_be_read_by_day_and_by_night(shelf: Shelf, colours: str) -> None:
    ana = await shelf.phone(color_scheme=colours)
    await ana.taps("en", "rights")

    least = await ana.page.evaluate(LEAST_CONTRAST)

    assert least["ratio"] >= 4.5, least


async def test_everything_to_tap_is_large_enough_for_a_thumb(shelf: Shelf) -> None:
    ana = await shelf.phone()
    await ana.taps("ar", "rights")

    for button in await ana.page.locator("button:visible, textarea, #leave").all():
        box = await button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


async def test_the_first_screen_is_light_on_the_wire(shelf: Shelf) -> None:
    ana = await shelf.phone()
    await ana.page.wait_for_load_state("load")
    await expect(ana.button("ar")).to_be_visible()

    total = 0
    for request in ana.fetched:
        if "/api/" not in request.url:
            sizes = await request.sizes()
            total += sizes["responseHeadersSize"] + sizes["responseBodySize"]

    assert 5_000 < total < 30_000
