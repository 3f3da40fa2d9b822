"""A file that comes with a message is saved from the page, and any browser shows it."""

from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.domain.diary import Day
from bot.i18n import LOCALES, Catalogs
from bot.services.paper_page import page_of
from bot.services.paper_words import LETTER, Part, letter
from bot.services.rendering import Rendering
from bot.storage.database import Database
from tests.browser.phones import Shelf
from tests.channels.webchat.kiosk import Kiosk
from tests.channels.webchat.test_papers import GIVING, PAPER
from tests.flows.test_walks import CONTENT

pytestmark = pytest.mark.browser


async def test_it_is_saved_under_its_name_until_the_person_goes_on(
    chromium: Browser, worker_database: Database, tmp_path: Path
) -> None:
    async with Shelf.at(chromium, Kiosk(worker_database, effects=GIVING)) as shelf:
        ana = await shelf.phone()
        await ana.taps("en", "talk", "yes")
        await ana.types("oolong")
        link = ana.page.locator(".paper a")
        async with ana.page.expect_download() as coming:
            await link.click()
        saved = await coming.value
        await saved.save_as(tmp_path / "saved")

        assert saved.suggested_filename == PAPER.name
        assert (tmp_path / "saved").read_text() == PAPER.page
        await ana.types("/menu")
        await expect(link).to_have_count(0)


@pytest.mark.parametrize(("lang", "way"), [("ar", "rtl"), ("ne", "ltr")])
async def test_a_letter_fits_a_small_screen_and_runs_the_way_of_its_language(
    chromium: Browser, tmp_path: Path, lang: str, way: str
) -> None:
    rendering = Rendering(Catalogs.load(LOCALES, CONTENT.languages))
    days = [Day(date(2026, 4, 3), worked="yes", hours="11", paid="50 QAR")]
    part = Part(LETTER, letter(days, ()), lang, alone=True)
    (tmp_path / "letter.html").write_text(page_of([part], rendering, title="Tea", lang=lang).page)
    page = await chromium.new_page(viewport={"width": 320, "height": 568})
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url))

    await page.goto(f"file://{tmp_path}/letter.html")

    first = page.locator("section p").first
    assert await first.evaluate("at => getComputedStyle(at).direction") == way
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    assert foreign == [f"file://{tmp_path}/letter.html"]
