"""The console as caseworkers use it: by keyboard, on a small screen, at night, without scripts."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Route, expect

from bot.storage.database import Database
from tests.browser.desks import Desk
from tests.console.conftest import ANA, LAMPLIGHT, Serve
from tests.console.office import CRITICAL, LOW, PASSWORD, Office, Sent
from tests.console.test_survey import answered

pytestmark = pytest.mark.browser

LONG = "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa " * 3
ARABIC = "أخذ صاحب العمل جوازي ولم يدفع لي منذ 3 أشهر."
SLOW = 1.0  # seconds until a bad line has let a form through
WINDOWS = {"a small phone": 320, "a laptop at 200 %": 640, "a laptop": 1280}


@pytest.fixture
async def root(office: Office, serve: Serve) -> str:
    return str((await serve(office.app()))().root.origin())


@pytest.fixture
async def desk(chromium: Browser, office: Office, root: str) -> AsyncIterator[Desk]:
    """Ana at her desk.  Whatever she does, the page complains of nothing and fetches only ours."""
    desk = await Desk.at(chromium, root)
    await desk.joins(await office.organisation(LAMPLIGHT), ANA)
    yield desk
    assert desk.complaints == []
    assert [url for url in desk.fetched if not url.startswith(root)] == []


async def slowly(route: Route) -> None:
    """As over a bad line: there is time for a second press."""
    await asyncio.sleep(SLOW)
    await route.continue_()


def case(sent: Sent) -> str:
    return f"/console/reports/{sent.reference}"


async def test_several_reports_are_worked_through_without_touching_the_mouse(
    desk: Desk, office: Office
) -> None:
    high, critical, low = await office.sent(), await office.sent(CRITICAL), await office.sent(LOW)
    await desk.go("/console")

    await desk.press("j", "j", "k")
    assert await desk.focused() == critical.reference
    await desk.press("Enter")
    await desk.arrives(f"**{case(critical)}")
    await desk.press("t")
    await desk.arrives("**?done=taken")
    await desk.press("a")
    await desk.types("We read your report.")
    await desk.press("Tab", "Enter")
    await desk.arrives("**?done=answered")
    await expect(desk.page.get_by_text("not read yet")).to_be_visible()

    await desk.press("q")
    await desk.arrives("**/console")
    await desk.press("j", "t")
    await desk.arrives(f"**{case(high)}?done=taken")
    await desk.press("a")
    await desk.types("We cannot go on.")
    await desk.press("Tab", "Enter")
    await desk.arrives(f"**{case(high)}?done=answered")
    await desk.press("c", "Space", "Tab", "Enter")
    await desk.arrives("**?done=closed")

    await desk.press("q")
    await desk.arrives("**/console")
    tabs = " ".join((await desk.page.locator(".tabs").inner_text()).split())
    assert tabs == "Waiting 1 Mine 1 In progress 1 Closed 1"
    assert await desk.page.locator("a.open").all_inner_texts() == [low.reference]
    assert (await office.read(critical)).outcome == "answered"


async def test_taking_needs_a_report_that_is_marked(desk: Desk, office: Office) -> None:
    await office.sent()
    await desk.go("/console")

    await desk.press("t", "k", "Shift+Tab", "a", "c")

    await expect(desk.page.get_by_role("button", name="Take report")).to_be_visible()
    assert desk.page.url.endswith("/console")


async def test_keys_are_letters_while_one_writes(desk: Desk, office: Office) -> None:
    sent = await office.sent()
    await desk.go(case(sent))
    await desk.press("t")
    await desk.arrives("**?done=taken")

    await desk.press("a")
    await desk.types("jktacq/?")
    await expect(desk.page.locator("#words")).to_have_value("jktacq/?")
    await expect(desk.page.locator("dialog")).to_be_hidden()
    await desk.press("Escape", "c")

    assert await desk.page.evaluate("document.activeElement.type") == "radio"


async def test_help_for_the_keys_opens_and_closes(desk: Desk) -> None:
    dialog = desk.page.get_by_role("dialog", name="Keyboard shortcuts")

    for key in ("?", "/"):
        await desk.press(key)
        await expect(dialog).to_be_visible()
        await desk.press("Escape")
        await expect(dialog).to_be_hidden()
    await desk.page.get_by_role("button", name="Keyboard shortcuts").click()
    await expect(dialog).to_be_visible()
    await desk.page.get_by_role("button", name="Close this help").click()
    await expect(dialog).to_be_hidden()


async def test_who_speaks_to_the_computer_can_switch_single_keys_off(
    desk: Desk, office: Office
) -> None:
    sent = await office.sent()
    await desk.press("?")
    await desk.page.get_by_label("Use single keys in this browser").uncheck()
    await desk.press("Escape")

    await desk.go(case(sent))
    await desk.press("t", "/")
    await expect(desk.page.get_by_role("dialog")).to_be_hidden()
    await expect(desk.page.get_by_text("Nobody has taken this report yet.")).to_be_visible()
    await desk.press("?")
    await desk.page.get_by_label("Use single keys in this browser").check()
    await desk.press("Escape", "t")

    await desk.arrives("**?done=taken")


async def test_a_second_press_sends_nothing_twice(desk: Desk, office: Office) -> None:
    await desk.go(case(await office.sent()))
    await desk.press("t")
    await desk.arrives("**?done=taken")

    await desk.press("a")
    await desk.types("Only once.")
    await desk.page.route("**/answer", slowly)
    await desk.press("Tab", "Enter")
    await asyncio.sleep(SLOW / 2)
    await desk.press("Enter")
    await desk.arrives("**?done=answered")

    assert len([url for url in desk.fetched if url.endswith("/answer")]) == 1
    assert await desk.page.get_by_text("Only once.").count() == 1


async def test_all_of_it_works_without_javascript(
    chromium: Browser, office: Office, root: str
) -> None:
    desk = await Desk.at(chromium, root, java_script_enabled=False)
    await desk.joins(await office.organisation(LAMPLIGHT), ANA)
    sent = await office.sent()
    button = desk.page.get_by_role("button", name="Take report")

    await desk.go("/console")
    await button.click()
    await desk.arrives(f"**{case(sent)}?done=taken")
    await desk.page.get_by_label("Your answer").fill("We read your report.")
    await desk.page.get_by_role("button", name="Send the answer").click()
    await desk.arrives("**?done=answered")
    await desk.page.get_by_text("Close this report").click()
    await desk.page.get_by_label("The worker was helped").check()
    await desk.page.get_by_role("button", name="Close it").click()
    await desk.arrives("**?done=closed")
    await desk.page.get_by_role("button", name="Sign out").click()
    await desk.arrives("**/sign-in")
    await desk.page.get_by_label("Name").fill(ANA)
    await desk.page.get_by_label("Password").fill(PASSWORD)
    await desk.page.get_by_role("button", name="Sign in").click()
    await desk.arrives("**/console")

    assert (await office.read(sent)).outcome == "asks"  # whether it helped
    assert desk.complaints == []


@pytest.mark.parametrize("width", WINDOWS.values(), ids=list(WINDOWS))
async def test_nobody_scrolls_sideways(desk: Desk, office: Office, width: int) -> None:
    await desk.page.set_viewport_size({"width": width, "height": 640})
    for said in (CRITICAL, {"story": (LONG,)}, {"story": (ARABIC,)}):
        sent = await office.sent(said)
        await desk.go(case(sent))
        assert await desk.overflow() == 0
    await desk.press("t")
    await desk.arrives("**?done=taken")
    await desk.press("c")

    assert await desk.overflow() == 0
    await desk.go(f"{case(sent)}/assessment")
    assert await desk.overflow() == 0
    for path in ("/console", "/console?show=mine", "/console?show=closed", "/console/nothing"):
        await desk.go(path)
        assert await desk.overflow() == 0, path
    await desk.press("?")
    assert await desk.overflow() == 0
    await desk.page.context.clear_cookies()
    for path in ("/console/sign-in", f"/console/welcome/{await office.organisation('Other')}"):
        await desk.go(path)
        assert await desk.overflow() == 0, path


@pytest.mark.parametrize(("scheme", "light"), [("light", True), ("dark", False)])
async def test_everything_can_be_read_by_day_and_at_night(
    chromium: Browser, office: Office, root: str, tmp_path: Path, scheme: str, *, light: bool
) -> None:
    desk = await Desk.at(chromium, root, color_scheme=scheme)
    await desk.joins(await office.organisation(LAMPLIGHT), ANA)
    for said in (CRITICAL, LOW, {}):
        sent = await office.sent(said)
    office.clock.passes(minutes=50)

    await desk.go(case(sent))
    await desk.press("t")
    await desk.arrives("**?done=taken")
    await desk.go(f"{case(sent)}/assessment")
    await desk.page.get_by_role("button", name="Keep it").first.click()
    await desk.arrives("**/assessment?kept")
    pages = ("/console", case(sent), f"{case(sent)}/assessment?kept")
    for path in (*pages, "/console?show=mine", "/console/nothing"):
        await desk.go(path)
        ratio, text = await desk.least_contrast()

        assert ratio >= 4.5, f"{path}: {text}"
    await desk.go("/console")
    picture = await desk.page.screenshot(path=tmp_path / f"{scheme}.png")
    assert picture.startswith(b"\x89PNG")
    ground = await desk.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (max(int(part) for part in ground[4:-1].split(",")) > 128) is light


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_counts_can_be_read_on_every_window_and_the_table_moves_not_the_page(
    chromium: Browser,
    office: Office,
    root: str,
    worker_database: Database,
    scheme: str,
) -> None:
    await answered(worker_database, 33, "work_pay", "never")
    await answered(worker_database, 12, "work_pay", "always")
    await answered(worker_database, 20, "work_hours", "rarely")
    await answered(worker_database, 3, "work_hours", "often")
    desk = await Desk.at(chromium, root, color_scheme=scheme)
    await desk.joins(await office.organisation(LAMPLIGHT), ANA)

    await desk.page.get_by_role("link", name="How work is").click()
    await desk.arrives("**/console/survey")

    await expect(desk.page.get_by_role("cell", name="73% (33)").first).to_be_visible()
    for width in WINDOWS.values():
        await desk.page.set_viewport_size({"width": width, "height": 640})
        assert await desk.overflow() == 0, width
    ratio, text = await desk.least_contrast()
    assert ratio >= 4.5, text
    assert desk.complaints == []


async def test_words_from_right_to_left_stay_within_their_block(
    desk: Desk, office: Office
) -> None:
    sent = await office.sent({"story": (ARABIC,)}, lang="ar")

    await desk.go(case(sent))

    words = desk.page.locator(".words")
    await expect(words).to_have_css("direction", "rtl")
    await expect(words).to_have_css("unicode-bidi", "isolate")
    await expect(words).to_have_css("white-space-collapse", "preserve")
    await expect(desk.page.locator("main")).to_have_css("direction", "ltr")


async def test_the_first_key_leads_past_the_frame_to_the_content(desk: Desk) -> None:
    await desk.press("Tab")
    assert await desk.focused() == "Skip to the content"
    await desk.press("Enter")

    assert await desk.focused() == "main"
