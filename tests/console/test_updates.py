"""Updates in the console: one writes, a colleague checks, and forms keep what was typed."""

from typing import Any

from yarl import URL

from tests.console.browser import Browser
from tests.console.conftest import HARBOUR, LAMPLIGHT, Serve, joined
from tests.console.office import Office

NEW = "/console/updates/new"
NEWS = "There is a meeting on Friday."


async def written(browser: Browser, **fields: Any) -> str:
    """A draft, as it stands at its own address."""
    given: dict[str, Any] = {"topic": "meetings", "text_en": NEWS, "fallback": ""} | fields
    page = await browser.send(await browser.open(NEW), "/new", **given)
    assert page.status == 200, page.text
    assert NEWS in page.text
    return page.url.path


async def test_a_draft_shows_its_words_its_people_and_what_can_be_done(ana: Browser) -> None:
    page = await ana.open(await written(ana, text_ar="اجتماع يوم الجمعة"))

    assert "Fewer than 11 people now" in page.text
    assert {each["dir"] for each in page.of_class("words")} == {"ltr", "rtl"}
    acts = {form.action.rsplit("/", 1)[1] for form in page.forms if "updates" in form.action}
    assert acts == {"submit", "stop"}
    assert NEWS[:20] in (await ana.open("/console/updates")).text


async def test_what_was_typed_is_still_there_when_something_lacks(ana: Browser) -> None:
    page = await ana.send(await ana.open(NEW), "/new", text_en=NEWS)

    assert page.status == 422
    assert "Choose what the update is about." in page.text
    assert NEWS in page.html
    page = await ana.send(await ana.open(NEW), "/new", topic="rights", text_en="  ")
    assert "Write the update in one language at least." in page.text
    page = await ana.send(await ana.open(NEW), "/new", topic="rights", text_en="x" * 1001)
    assert "at most 1000 characters" in page.text
    page = await ana.send(await ana.open(NEW), "/new", topic="nonsense", text_en=NEWS)
    assert page.status == 422


async def test_too_few_people_is_said_and_nothing_is_sent(ana: Browser) -> None:
    path = await written(ana)

    page = await ana.send(await ana.open(path), "/submit")

    assert page.status == 422
    assert "could single somebody out" in page.text
    assert "Draft" in (await ana.open(path)).text


async def test_a_draft_is_written_anew_or_thrown_away(ana: Browser) -> None:
    path = await written(ana)

    page = await ana.send(await ana.open(f"{path}?edit=1"), "/write", text_en="Other words")
    assert "Other words" in page.text
    page = await ana.send(await ana.open(path), "/stop")

    assert "It is stopped for good." in page.text
    assert "Nothing more happens with it." in page.text


async def test_another_organisation_finds_nothing(office: Office, serve: Serve) -> None:
    new = await serve(office.app())
    ana = await joined(new(), await office.organisation(LAMPLIGHT), "Ana")
    ben = await joined(new(), await office.organisation(HARBOUR), "Ben")
    path = await written(ana)

    assert (await ben.open(path)).status == 404
    assert "Nothing was written yet" in (await ben.open("/console/updates")).text


async def test_a_colleague_is_invited_and_comes_in_once(office: Office, serve: Serve) -> None:
    new = await serve(office.app())
    ana = await joined(new(), await office.organisation(LAMPLIGHT), "Ana")
    page = await ana.open("/console/people")
    assert "You are alone" in page.text

    page = await ana.send(page, "/people", role="organiser")
    address = page.of_class("code")[0].text
    eve = await joined(new(), address.rsplit("/", 1)[1], "Eve")

    people = await ana.open("/console/people")
    assert "Eve" in people.text
    assert "You are alone" not in people.text
    assert address not in people.html
    assert (await eve.open("/console", follow=True)).url.path == "/console/updates"
    assert (await eve.open("/console/people")).status == 403
    assert (await new().open(URL(address).path)).status == 404
