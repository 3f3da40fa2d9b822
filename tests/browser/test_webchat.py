"""The web chat in a browser: in the page with scripts, by pages without them."""

import asyncio

import pytest
from playwright.async_api import Route, expect

from tests.browser.phones import ELSEWHERE, Screen, Shelf
from tests.channels.webchat.kiosk import Kiosk

pytestmark = pytest.mark.browser

KEPT = """async () => [
  localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, document.cookie.length, history.state === null ? 0 : 1,
]"""


@pytest.fixture
async def ana(shelf: Shelf) -> Screen:
    return await shelf.phone()


# with JavaScript ---------------------------------------------------------------------------------


async def test_a_talk_goes_on_in_the_page_and_what_was_said_stays_in_sight(
    ana: Screen, kiosk: Kiosk
) -> None:
    await ana.taps("en", "talk", "yes")
    await ana.types("warm & <b>sweet</b>")

    await expect(ana.said).to_have_text(
        [
            "Language?",
            "What now?",
            "Tea is old.\n\nMore of it?",
            "Your word for tea?",
            "More of it?",
        ]
    )
    await expect(ana.mine).to_have_text(
        ["1 English", "2 💬 Talk about tea", "1 ✅ Yes", "warm & <b>sweet</b>"]
    )
    assert kiosk.learnt == ["warm & <b>sweet</b>"]
    assert [each.url for each in ana.fetched if each.is_navigation_request()] == [
        f"{ana.root}/chat"
    ]


async def test_only_the_question_that_stands_has_buttons(ana: Screen) -> None:
    await ana.taps("en", "talk")

    await expect(ana.page.locator("form.choices")).to_have_count(1)


async def test_a_box_is_ticked_where_it_stands(ana: Screen) -> None:
    await ana.taps("en", "order", "yes", "green", "mint", "green")

    await expect(ana.button("mint")).to_contain_text("☑️")
    await expect(ana.button("green")).to_contain_text("⬜")
    await expect(ana.button("green")).to_be_focused()
    await expect(ana.mine).to_have_count(3)
    await expect(ana.said.last).to_contain_text("Which teas?")


async def test_the_whole_page_changes_to_the_language_that_is_chosen(ana: Screen) -> None:
    await ana.taps("ar")

    root = ana.page.locator("html")
    await expect(root).to_have_attribute("lang", "ar")
    await expect(root).to_have_attribute("dir", "rtl")
    await expect(ana.box).to_have_attribute("placeholder", "اكتب هنا")
    await expect(ana.page.locator(".send")).to_have_attribute("aria-label", "إرسال")
    send, box = await ana.page.locator(".send").bounding_box(), await ana.box.bounding_box()
    assert send is not None
    assert box is not None
    assert send["x"] < box["x"]


async def test_what_comes_later_is_shown_by_itself_and_leaves_the_question_open(
    ana: Screen, kiosk: Kiosk
) -> None:
    await ana.taps("en")
    token = (await ana.context.cookies())[0]["value"]

    await kiosk.tells(token, "Something came.")

    await expect(ana.said.last).to_have_text("Something came.")
    await ana.taps("order")
    await expect(ana.said.last).to_contain_text("Are you hungry?")
    await ana.taps("/talk")
    await expect(ana.said.last).to_have_text("Tea is old.\n\nMore of it?")
    await expect(ana.page.locator("form.choices")).to_have_count(1)


async def test_without_a_connection_it_is_said_so_and_sent_later_once(
    ana: Screen, kiosk: Kiosk
) -> None:
    await ana.taps("en", "talk", "yes")
    await ana.context.set_offline(offline=True)

    await ana.types("warm")
    await expect(ana.state).to_contain_text("Not sent yet")
    await expect(ana.page.locator(".waiting")).to_have_text("warm")
    await ana.context.set_offline(offline=False)

    await expect(ana.said.last).to_have_text("More of it?")
    await expect(ana.state).to_be_empty()
    assert kiosk.learnt == ["warm"]


async def test_an_answer_lost_on_the_way_is_fetched_again_and_nothing_happens_twice(
    ana: Screen, kiosk: Kiosk
) -> None:
    await ana.taps("en", "talk", "yes")
    lost: list[int] = []

    async def lose(route: Route) -> None:
        if route.request.method != "POST" or lost:
            return await route.fallback()
        lost.append((await route.fetch()).status)
        return await route.abort()

    await ana.page.route("**/chat/api/messages", lose)
    await ana.types("warm")

    await expect(ana.said.last).to_have_text("More of it?")
    assert lost == [200]
    assert kiosk.learnt == ["warm"]


async def test_two_tabs_that_answer_at_once_both_show_what_came_of_it(
    ana: Screen, shelf: Shelf
) -> None:
    await ana.taps("en")
    await expect(ana.said.last).to_have_text("What now?")
    other = await shelf.tab(ana)

    async def slowly(route: Route) -> None:
        await asyncio.sleep(2)  # neither acknowledges for both before the other was answered
        await route.fallback()

    for tab in (ana, other):
        await tab.page.route("**/chat/api/messages?*", slowly)

    taps = [tab.button("talk").dispatch_event("click") for tab in (ana, other)]
    await asyncio.gather(*taps)

    for tab in (ana, other):
        await expect(tab.said.filter(has_text="Tea is old.")).to_have_count(1)
        await expect(tab.said.filter(has_text="stale")).to_have_count(1)
        await tab.page.locator("form.choices").first.wait_for()
    await other.taps("no")
    await expect(other.said.last).to_have_text("What now?")
    await expect(other.page.locator("form.choices")).to_have_count(1)


async def test_what_is_refused_is_given_back(ana: Screen) -> None:
    await ana.taps("en", "talk", "yes")
    await ana.page.route("**/chat/api/messages", lambda route: route.fulfill(status=413))

    await ana.types("a long story")

    await expect(ana.state).to_contain_text("too long")
    await expect(ana.box).to_have_value("a long story")
    await expect(ana.page.locator(".waiting")).to_have_count(0)


async def test_nothing_is_kept_in_the_browser(ana: Screen) -> None:
    await ana.taps("en", "talk", "yes")
    await ana.types("warm")
    await expect(ana.said.last).to_have_text("More of it?")

    assert await ana.page.evaluate(KEPT) == [0, 0, 0, 0, 0, 0]
    (cookie,) = await ana.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/chat")
    assert cookie["expires"] == -1


async def test_what_was_said_last_stays_through_every_reload_until_the_person_goes_on(
    ana: Screen, shelf: Shelf, kiosk: Kiosk
) -> None:
    """Neither a poll nor a tab that never showed it wipes it: it may be the number of a report."""
    await ana.taps("en")
    await ana.context.route("**/chat/api/messages?*", lambda route: route.abort())
    stale = await shelf.tab(ana)
    await stale.page.route("**/chat/api/messages?*", lambda route: route.abort())
    await ana.context.unroute_all()
    await ana.taps("talk")
    token = (await ana.context.cookies())[0]["value"]
    await kiosk.tells(token, "Something came.")

    for _ in range(3):
        await ana.page.reload()
        await expect(ana.said).to_have_text(["Tea is old.\n\nMore of it?", "Something came."])
    await stale.types("zzz")
    await expect(stale.said.last).to_have_text("unclear\n\nMore of it?")
    await ana.page.reload()
    await expect(ana.said.filter(has_text="Tea is old.")).to_have_count(1)
    await expect(ana.said.filter(has_text="Something came.")).to_have_count(1)
    await ana.taps("no")
    await expect(ana.said.last).to_have_text("What now?")
    await ana.page.reload()

    await expect(ana.said).to_have_text(["What now?"])


async def test_a_page_that_is_loaded_again_shows_the_question_and_nothing_else(
    ana: Screen,
) -> None:
    await ana.taps("en", "talk", "yes")
    await ana.types("warm")
    await expect(ana.said.last).to_have_text("More of it?")

    await ana.page.reload()

    await expect(ana.said).to_have_text(["More of it?"])
    assert "warm" not in await ana.page.content()


# without JavaScript ------------------------------------------------------------------------------


async def test_without_scripts_a_talk_goes_on_by_pages(shelf: Shelf, kiosk: Kiosk) -> None:
    ana = await shelf.phone(java_script_enabled=False)
    await ana.button("en").click()
    await ana.button("talk").click()
    await ana.button("yes").click()
    await expect(ana.said.first).to_have_text("Your word for tea?")
    await ana.types("warm & <b>sweet</b>")

    await expect(ana.said.first).to_have_text("More of it?")
    assert kiosk.learnt == ["warm & <b>sweet</b>"]
    assert ana.page.url == f"{ana.root}/chat"


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_link_on_another_site_leads_back_into_the_same_talk(
    shelf: Shelf, *, scripts: bool
) -> None:
    ana = await shelf.phone(java_script_enabled=scripts)
    await ana.button("en").click()
    await expect(ana.said.last).to_have_text("What now?")

    async def other_site(route: Route) -> None:
        link = f"<a href='{ana.root}/chat'>tea</a>"
        await route.fulfill(body=link, content_type="text/html")

    await ana.page.route(ELSEWHERE, other_site)
    await ana.page.goto(ELSEWHERE)

    await ana.page.get_by_text("tea").click()

    await expect(ana.said).to_have_text(["What now?"])
