"""Leaving at once: what was said goes from the screen, and Back does not lead to it again."""

import asyncio

import pytest
from playwright.async_api import Route, expect

from tests.browser.phones import ELSEWHERE, Screen, Shelf
from tests.channels.webchat.kiosk import NAMES, Kiosk

pytestmark = pytest.mark.browser

WEATHER = NAMES.leave_to
SLOW = 1.5  # seconds until the other site answers over a bad line
PUT_ASIDE = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
COMES_BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
FIVE_TIMES = """() => [1, 2, 3, 4, 5].map(() => !dispatchEvent(
  new KeyboardEvent("keydown", { key: "Process", code: "Escape", cancelable: true })))"""
CLICKED = """() => {
  document.getElementById("leave").click();
  return [location.pathname, document.body.innerHTML];
}"""
IN_SIGHT = """() => {
  const box = document.getElementById("leave").getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return at !== null && at.closest("#leave") !== null && box.right <= innerWidth && box.x >= 0;
}"""


@pytest.fixture
async def ana(shelf: Shelf) -> Screen:
    """Came here from another page, and is asked for a word of hers."""
    return await at_a_word(await shelf.phone())


async def at_a_word(ana: Screen) -> Screen:
    await outside(ana)
    await ana.page.goto(ELSEWHERE)
    await ana.opens()
    await ana.taps("en", "talk", "yes")
    return ana


async def outside(ana: Screen, *, seconds: float = 0) -> None:
    """There is weather elsewhere, and one page more."""

    async def weather(route: Route) -> None:
        await asyncio.sleep(seconds)
        await route.fulfill(body="<h1>Sunny</h1>", content_type="text/html")

    await ana.page.unroute(f"{WEATHER}**")
    for url in (f"{WEATHER}**", ELSEWHERE):
        await ana.page.route(url, weather)


async def has_left(ana: Screen) -> None:
    await ana.page.wait_for_url(WEATHER)
    (asked,) = [each for each in ana.fetched if each.url == WEATHER]
    headers = await asked.all_headers()
    assert not {"referer", "origin", "cookie"} & headers.keys()


async def back(ana: Screen) -> None:
    await ana.page.evaluate("history.back()")
    await ana.page.wait_for_url(lambda url: url != WEATHER)
    await ana.page.wait_for_load_state("load")


async def test_the_button_leads_away_and_back_does_not_lead_here_again(ana: Screen) -> None:
    await ana.page.get_by_role("link", name="Exit").click()

    await has_left(ana)
    await back(ana)
    assert ana.page.url == ELSEWHERE


@pytest.mark.parametrize("typing", [True, False])
async def test_esc_three_times_leads_away_also_while_typing(ana: Screen, *, typing: bool) -> None:
    if typing:
        await ana.box.fill("They took my")

    for _ in range(3):
        await ana.page.keyboard.press("Escape")

    await has_left(ana)
    await back(ana)
    assert ana.page.url == ELSEWHERE


async def test_the_screen_is_empty_before_the_other_site_comes(ana: Screen) -> None:
    await outside(ana, seconds=SLOW)
    await ana.box.fill("They took my")

    left = await ana.page.evaluate(CLICKED)

    assert left == ["/chat", '<span class="unseen" id="leaving" role="status">One moment …</span>']
    await has_left(ana)


async def test_more_than_three_times_does_not_stop_the_other_site_from_coming(
    ana: Screen,
) -> None:
    await outside(ana, seconds=SLOW)

    kept_from_the_browser = await ana.page.evaluate(FIVE_TIMES)

    assert kept_from_the_browser == [False, False, True, True, True]
    await has_left(ana)


async def test_esc_now_and_then_or_held_down_leads_nowhere_and_is_announced(ana: Screen) -> None:
    told = ana.page.locator("#leaving")

    await ana.page.keyboard.press("Escape")
    await expect(told).to_have_text("Press Esc two more times to exit.")
    await ana.page.keyboard.press("Escape")
    await expect(told).to_have_text("Press Esc one more time to exit.")
    await expect(told).to_be_empty()
    await ana.page.keyboard.down("Escape")
    for _ in range(5):
        await ana.page.keyboard.down("Escape")  # what a key that is held down sends
    await expect(told).to_have_text("Press Esc two more times to exit.")
    await ana.page.keyboard.up("Escape")

    await expect(told).to_be_empty()
    await expect(ana.said.last).to_have_text("Your word for tea?")


async def test_it_is_in_sight_wherever_the_talk_is_scrolled_and_while_something_is_sent(
    ana: Screen,
) -> None:
    for _ in range(4):
        await ana.types("warm\n" * 9)
        await expect(ana.page.locator(".waiting")).to_have_count(0)
        await ana.taps("yes")

    for position in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        await ana.page.evaluate(f"scrollTo({{ top: {position}, behavior: 'instant' }})")
        assert await ana.page.evaluate(IN_SIGHT), position
    await ana.context.set_offline(offline=True)
    await ana.types("warm")
    await expect(ana.state).to_contain_text("Not sent yet")
    assert await ana.page.evaluate(IN_SIGHT)
    await ana.context.set_offline(offline=False)
    await ana.page.locator("#leave").click()
    await has_left(ana)


async def test_it_speaks_the_language_that_is_chosen(ana: Screen, kiosk: Kiosk) -> None:
    await ana.opens()
    await ana.types("/language")
    await ana.taps("ar")

    link = ana.page.get_by_role("link", name="خروج")
    await expect(link).to_be_visible()
    box = await link.bounding_box()
    assert box is not None
    assert box["x"] < 100  # where a line ends, from right to left


async def test_a_page_with_a_problem_has_it_too(ana: Screen) -> None:
    await ana.page.goto(f"{ana.root}/chat/nowhere")
    await expect(ana.said.first).to_contain_text("There is no such page")

    for _ in range(3):
        await ana.page.keyboard.press("Escape")

    await has_left(ana)


async def test_a_page_that_a_browser_had_kept_aside_comes_back_without_what_was_said(
    ana: Screen,
) -> None:
    await ana.types("warm")
    await expect(ana.said.last).to_have_text("More of it?")

    await ana.page.evaluate(PUT_ASIDE)
    assert await ana.page.locator("body").inner_text() == ""
    await ana.page.evaluate(COMES_BACK)

    await expect(ana.said).to_have_text(["More of it?"])
    assert "warm" not in await ana.page.content()
    assert [each.url for each in ana.fetched if each.is_navigation_request()][-1] == (
        f"{ana.root}/chat"
    )


async def test_without_scripts_it_is_a_link_that_works_at_once_and_tells_nobody(
    shelf: Shelf,
) -> None:
    ana = await shelf.phone(java_script_enabled=False)
    await outside(ana)
    await ana.button("en").click()
    link = ana.page.get_by_role("link", name="Exit")
    assert await link.get_attribute("rel") == "noreferrer"

    await link.click()

    await has_left(ana)
