"""Makes the pictures of README.md from the running product: `python -m scripts.pictures`."""

import asyncio
import re
import shutil
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.browser.conftest import QUIET
from tests.whole.chats import WebChat, choose, offered
from tests.whole.deployments import browser as browser_of_a_worker
from tests.whole.running import Running, running
from tests.whole.workers import OWN_NAMES, SEND

IMAGES = Path(__file__).parents[1] / "docs" / "images"
PASSWORD = "only for these pictures"  # noqa: S105 - of a deployment that is gone a minute later
# What each fictional worker ticks and does, by the pictures on the buttons.
WORKERS = (
    ("en", ("⏰",), "🏗️"),
    ("ne", ("🧾", "💰"), "🏠"),
    ("ar", ("🛂", "💰", "⏰"), "🏭"),
    ("ne", ("🔒", "🛂"), "🏠"),
    ("en", ("📄", "⚠️"), "🍽️"),
)


async def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with running(Path(folder)) as haki:
            for lang, problems, work in WORKERS:
                await report(haki, lang, problems, work)
            async with async_playwright() as playwright:
                path = shutil.which("chromium")
                browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
                await chat(browser, haki)
                await queue(browser, haki)
                await browser.close()


async def report(haki: Running, lang: str, problems: tuple[str, ...], work: str) -> None:
    """One report, filed through the web chat's API by somebody who only reads the buttons."""
    async with browser_of_a_worker() as session:
        chat = WebChat(haki.url, session)
        await chat.opens()
        await choose(chat, OWN_NAMES[lang])
        await choose(chat, "📝")
        waiting = list(problems)
        while not offered(chat, SEND):
            await chat.taps(_next(chat, waiting, work))
        await choose(chat, SEND)


def _next(chat: WebChat, waiting: list[str], work: str) -> str:
    """The button that this worker taps next; a sign that was not ticked is skipped."""
    labels = {label: key for key, label in chat.buttons}
    for picture in waiting:
        for label, key in labels.items():
            if "⬜" in label and picture in label:
                waiting.remove(picture)
                return key
    keys = list(labels.values())
    if waiting and "/more" in keys and any("⬜" in label for label in labels):
        return "/more"
    for known in ("/done", "next", "18_plus", "QA", "ngo"):
        if known in keys:
            return known
    if "more" in keys:
        return "yes"
    if "no" in keys:
        return "/skip" if "/skip" in keys else "no"
    answers = {label: key for label, key in labels.items() if not key.startswith("/")}
    fitting = [key for label, key in answers.items() if work in label]
    return (fitting or [*answers.values(), "/skip"])[0]


async def chat(browser: Browser, haki: Running) -> None:
    page = await opened(browser, 390, 844)
    await page.goto(f"{haki.url}/chat")
    await tap(page, "العربية")
    await tap(page, "حقوقي")
    await tap(page, "جواز")
    await page.screenshot(path=IMAGES / "chat-ar.png")


async def queue(browser: Browser, haki: Running) -> None:
    page = await opened(browser, 1180, 760)
    await page.goto(f"{haki.url}/console/welcome/{haki.codes[0]}")
    for name, value in (("name", "Asha"), ("password", PASSWORD), ("again", PASSWORD)):
        await page.fill(f"input[name={name}]", value)
    await page.keyboard.press("Enter")
    await page.wait_for_url(re.compile(r"/console$"))
    await page.screenshot(path=IMAGES / "queue.png")


async def opened(browser: Browser, width: int, height: int) -> Page:
    context = await browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=1
    )
    return await context.new_page()


async def tap(page: Page, label: str) -> None:
    await page.locator("button", has_text=label).last.click()
    await page.wait_for_timeout(700)


if __name__ == "__main__":
    asyncio.run(main())
