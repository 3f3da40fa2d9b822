"""What comes by itself is fetched quietly: seldom, never unseen, and with no sign to others."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Route, expect

from tests.browser.phones import Screen, Shelf
from tests.channels.webchat.kiosk import NAMES, Kiosk
from tests.fakes.patience import eventually

pytestmark = pytest.mark.browser

MINUTES = 5
MOST_IN_FIVE_MINUTES = 15  # after 1, 2, 4, 8 and 16 seconds, and then each half minute
HIDDEN = """hidden => {
  Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
TELLTALE = """(() => {
  window.told = [];
  const note = name => function () { window.told.push(name); return Promise.resolve(); };
  HTMLMediaElement.prototype.play = note("play");
  window.AudioContext = note("sound");
  window.Notification = note("notification");
  Notification.requestPermission = note("permission");
  for (const name of ["vibrate", "setAppBadge"]) Object.defineProperty(navigator, name,
    { value: note(name) });
  for (const name of ["focus", "alert", "open"]) window[name] = note(name);
})()"""
TOLD = "[document.title, document.querySelector('link[rel=icon]').href, ...window.told]"


@pytest.fixture
async def ana(chromium: Browser, kiosk: Kiosk) -> AsyncIterator[Screen]:
    async with Shelf.at(chromium, kiosk) as shelf:
        ana = await shelf.phone()
        await ana.taps("en")
        yield ana


def polls(ana: Screen) -> int:
    return len([each for each in ana.fetched if "?after=" in each.url])


async def tells(ana: Screen, kiosk: Kiosk) -> None:
    await kiosk.tells((await ana.context.cookies())[0]["value"], "Something came.")


async def test_what_comes_makes_no_sound_and_changes_no_title(ana: Screen, kiosk: Kiosk) -> None:
    await ana.page.evaluate(TELLTALE)
    before = await ana.page.evaluate(TOLD)

    await tells(ana, kiosk)

    await expect(ana.said.last).to_have_text("Something came.")
    assert await ana.page.evaluate(TOLD) == before
    assert before[0] == NAMES.title
    assert len(before) == 2


async def test_a_page_that_nobody_sees_asks_for_nothing(ana: Screen, kiosk: Kiosk) -> None:
    await eventually(lambda: polls(ana))
    ended: list[str] = []
    ana.page.on("requestfailed", lambda request: ended.append(request.url))

    await ana.page.evaluate(HIDDEN, True)
    await eventually(lambda: any("?after=" in url for url in ended))
    before = polls(ana)
    await tells(ana, kiosk)
    await asyncio.sleep(2)
    assert polls(ana) == before
    assert await ana.said.filter(has_text="Something came.").count() == 0
    await ana.page.evaluate(HIDDEN, False)

    await expect(ana.said.last).to_have_text("Something came.")


@pytest.mark.parametrize("how", ["away", "cut", "without news"])
async def test_a_server_that_does_not_answer_well_is_asked_ever_less_often(
    ana: Screen, how: str
) -> None:
    async def badly(route: Route) -> None:
        if how == "cut":
            return await route.abort()
        status = 503 if how == "away" else 200
        return await route.fulfill(status=status, json={"turn": None, "messages": []})

    await ana.page.route("**/chat/api/messages?*", badly)
    await ana.page.clock.install()
    await ana.page.reload()
    await eventually(lambda: polls(ana))
    now = await ana.page.evaluate("Date.now()")
    await ana.page.clock.pause_at(now / 1000 + 1)  # else it also goes on by itself meanwhile
    before = polls(ana)

    for _ in range(MINUTES * 60):
        await ana.page.clock.run_for(1_000)

    assert 5 <= polls(ana) - before <= MOST_IN_FIVE_MINUTES
