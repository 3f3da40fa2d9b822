"""Files and a voice message out of a real browser, and onto a caseworker's disk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.chats import BrowserChat
from tests.browser.phones import Screen, Shelf
from tests.whole.journeys import arriving
from tests.whole.test_files import at_the_story, read_back
from tests.whole.towns import Town, founded
from tests.whole.workers import sends

pytestmark = pytest.mark.browser

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 300
CONTRACT = b"%PDF-1.4\n" + bytes(range(256)) * 900
CHOSEN = {
    "picture": ("a.png", "image/png", PICTURE, "Pictures: 1"),
    "PDF": ("contract.pdf", "application/pdf", CONTRACT, "Documents: 1"),
}
SOUND = b"\x1a\x45\xdf\xa3"  # how every WebM begins
OPEN_MICROPHONES = "tracks.filter(track => track.readyState === 'live').length"
COUNT_MICROPHONES = """() => {
  window.tracks = [];
  const get = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async how => {
    const stream = await get(how);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
}"""
HIDDEN = """hidden => {
  Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
async def ana(shelf: Shelf) -> Screen:
    """She is asked for a note, which may be a file; she lets the page use the microphone."""
    ana = await shelf.phone(permissions=["microphone"])
    await ana.page.evaluate(COUNT_MICROPHONES)
    await asked(ana)
    return ana


async def asked(phone: Screen) -> None:
    await phone.taps("en", "order", "no", "green", "/done", "/skip")
    await expect(phone.said.last).to_contain_text("A note?")


@asynccontextmanager
async def opened(town: Town, chromium: Browser, *, scripts: bool) -> AsyncIterator[BrowserChat]:
    context = await chromium.new_context(
        viewport={"width": 320, "height": 568},
        java_script_enabled=scripts,
        permissions=["microphone"],
    )
    yield BrowserChat(Screen(context, await context.new_page(), town.haki.url))
    await context.close()


@asynccontextmanager
async def signed_in(town: Town, chromium: Browser) -> AsyncIterator[Page]:
    """The console of the first caseworker, in a real browser."""
    context: BrowserContext = await chromium.new_context()
    await context.add_cookies(
        [
            {"name": each.key, "value": each.value, "url": f"{town.haki.url}/console"}
            for each in town.staff[0].session.cookie_jar
        ]
    )
    yield await context.new_page()
    await context.close()


async def saved(town: Town, chromium: Browser, reference: str, into: Path) -> bytes:
    async with signed_in(town, chromium) as page:
        await page.goto(f"{town.haki.url}/console/reports/{reference}")
        async with page.expect_download() as download:
            await page.locator("a[href$='/files/1']").click()
        await (await download.value).save_as(into / "file")
    return (into / "file").read_bytes()


# files -------------------------------------------------------------------------------------------


async def test_a_file_is_chosen_sent_and_saved_by_a_caseworker_with_and_without_scripts(
    home: Path, chromium: Browser, tmp_path: Path
) -> None:
    async with founded(home) as town:
        for scripts, kind in product((True, False), CHOSEN):
            content = CHOSEN[kind][2]
            async with opened(town, chromium, scripts=scripts) as chat:
                reference = await reports(town, chat, kind, scripts=scripts)

            assert await saved(town, chromium, reference, tmp_path) == content


async def reports(town: Town, chat: BrowserChat, kind: str, *, scripts: bool) -> str:
    """A report with one file, chosen as people do; its reference."""
    name, type_, content, counted = CHOSEN[kind]
    await at_the_story(chat)
    chooser = chat.screen.page.locator("input[type=file]")
    await chooser.set_input_files({"name": name, "mimeType": type_, "buffer": content})
    if not scripts:
        await chat.screen.page.locator("#attach button").click()
    await chat.hears("I have added this")
    await read_back(chat)
    assert counted in chat.text
    async with arriving(town.staff[0]) as new:
        await sends(chat)
    assert chat.screen.complaints == []
    ((reference, _),) = new
    return reference


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
async def test_a_file_can_be_chosen_only_where_one_is_asked_for(
    shelf: Shelf, *, scripts: bool
) -> None:
    """Nobody speaks for minutes, only to be told that it is not taken."""
    ana = await shelf.phone(java_script_enabled=scripts)
    form = ana.page.locator("#attach")
    await expect(form).to_be_hidden()

    await asked(ana)
    await expect(form).to_be_visible()
    await ana.page.reload()
    await expect(form).to_be_visible()
    await ana.taps("/menu")

    await expect(form).to_be_hidden()


# a voice -----------------------------------------------------------------------------------------


def press(ana: Screen, name: str) -> Locator:
    return ana.page.locator(f"#attach .{name}")


async def records(ana: Screen, *, until: str = "0:01") -> None:
    await press(ana, "record").click()
    await expect(ana.page.locator("#attach .time.on")).to_have_text(until)


async def live(ana: Screen) -> int:
    found: int = await ana.page.evaluate(OPEN_MICROPHONES)
    return found


async def test_what_was_said_aloud_goes_from_the_page_to_the_caseworkers_disk(
    home: Path, chromium: Browser, tmp_path: Path
) -> None:
    async with founded(home) as town, opened(town, chromium, scripts=True) as chat:
        await at_the_story(chat)
        await records(chat.screen)
        await press(chat.screen, "stop").click()
        await press(chat.screen, "post").click()
        await chat.hears("I have added this")
        await read_back(chat)
        assert "Voice messages: 1" in chat.text
        async with arriving(town.staff[0]) as new:
            await sends(chat)
        assert chat.screen.complaints == []
        ((reference, _),) = new

        content = await saved(town, chromium, reference, tmp_path)
        assert content.startswith(SOUND)
        assert len(content) > 1_000


async def test_it_can_be_listened_to_before_it_is_sent(ana: Screen) -> None:
    await records(ana)
    await expect(ana.state).to_contain_text("Recording.")
    assert await live(ana) == 1
    await press(ana, "stop").click()
    await expect(press(ana, "listen")).to_be_focused()
    await expect(ana.state).to_be_empty()
    assert await live(ana) == 0

    await press(ana, "listen").click()
    await expect(press(ana, "listen")).to_contain_text("Pause")
    await expect(press(ana, "listen")).to_contain_text("Listen")  # it has come to its end
    await press(ana, "post").click()

    await expect(ana.said.last).to_contain_text("kept")
    await expect(ana.mine.last).to_have_text("🎤 0:01")
    await expect(press(ana, "record")).to_be_visible()


@pytest.mark.parametrize("stage", ["recording", "done"])
async def test_it_can_be_deleted_and_then_nothing_was_sent(ana: Screen, stage: str) -> None:
    await records(ana)
    if stage == "done":
        await press(ana, "stop").click()

    await press(ana, "discard").click()

    await expect(press(ana, "record")).to_be_focused()
    await expect(ana.page.locator("#attach .time")).to_be_hidden()
    assert await live(ana) == 0
    assert [each for each in ana.fetched if "/api/files" in each.url] == []


async def test_nobody_goes_on_and_leaves_a_recording_behind_unasked(ana: Screen) -> None:
    await records(ana)
    await press(ana, "stop").click()

    await ana.button("/menu").click()

    await expect(ana.state).to_contain_text("was not sent")
    await expect(ana.said.last).to_contain_text("A note?")
    await press(ana, "discard").click()
    await ana.taps("/menu")
    await expect(ana.said.last).to_have_text("What now?")


async def test_a_phone_that_is_put_away_stops_recording_and_keeps_what_was_said(
    ana: Screen,
) -> None:
    await records(ana)

    await ana.page.evaluate(HIDDEN, True)

    await expect(press(ana, "post")).to_be_visible()
    assert await live(ana) == 0


async def test_a_recording_ends_by_itself_after_five_minutes(ana: Screen) -> None:
    await ana.page.clock.install()
    await press(ana, "record").click()
    await expect(press(ana, "stop")).to_be_visible()

    await ana.page.clock.run_for(300_000)

    await expect(press(ana, "post")).to_be_visible()
    await expect(ana.page.locator("#attach .time")).to_have_text("5:00")
    await expect(ana.state).to_contain_text("cannot be longer")
    assert await live(ana) == 0


async def test_what_did_not_arrive_is_still_there(ana: Screen) -> None:
    await ana.page.route("**/chat/api/files?*", lambda route: route.fulfill(status=400))
    await records(ana)
    await press(ana, "stop").click()

    await press(ana, "post").click()

    await expect(ana.state).to_contain_text("could not be sent")
    await expect(press(ana, "post")).to_be_visible()


async def test_without_leave_to_use_the_microphone_a_file_can_still_be_sent(
    shelf: Shelf,
) -> None:
    ana = await shelf.phone(permissions=[])
    await asked(ana)

    await press(ana, "record").click()

    await expect(ana.state).to_contain_text("microphone cannot be used")
    await expect(press(ana, "record")).to_be_visible()
    await expect(ana.page.locator("#attach button").first).to_be_visible()


async def test_a_browser_that_cannot_record_shows_no_button_for_it(shelf: Shelf) -> None:
    ana = await shelf.phone()
    await ana.page.add_init_script("delete window.MediaRecorder")
    await ana.page.reload()
    await asked(ana)

    await expect(ana.page.locator("#attach button")).to_have_count(1)
