"""Whether the worker is told of an answer is said beside its form, and after it was sent."""

import pytest

from tests.console.acts import case, taken
from tests.console.browser import Browser, Page
from tests.console.office import Office

ANSWER = "We read your report."
TOLD = "The worker gets a notice that there is something to read."
NO_NOTICES = "The worker chose to get no notices."
AWAY = "The worker's chat cannot be reached now"
NO_WAY = "No chat may be written to"


def said(page: Page) -> str:
    (beside,) = page.all("p", id="reach")
    assert "reach" in page.all("textarea", id="words")[0]["aria-describedby"].split()
    return beside.text


async def test_who_gets_notices_is_said_to_get_one(ana: Browser, office: Office) -> None:
    sent = await office.sent()
    page = await taken(ana, sent)
    assert said(page).startswith(TOLD)
    assert not page.of_class("untold")

    page = await ana.send(page, "/answer", words=ANSWER)

    assert page.of_class("done")[0].text.startswith(f"Your answer is kept. {TOLD}")


@pytest.mark.parametrize(
    ("happens", "words"), [("wants_no_notices", NO_NOTICES), ("blocks", AWAY), ("", NO_WAY)]
)
async def test_who_gets_none_is_never_said_to_be_told(
    ana: Browser, office: Office, happens: str, words: str
) -> None:
    sent = await office.sent({} if happens else {"danger": "yes", "contact": "no"})
    if happens:
        await getattr(office, happens)(sent)
    page = await taken(ana, sent)
    assert words in said(page)
    assert page.of_class("untold")

    page = await ana.send(page, "/answer", words=ANSWER)

    (done,) = page.of_class("done")
    assert words in done.text
    for sentence in (done.text, said(page)):
        assert "It will be there when they" in sentence
        assert "they are not told" in sentence
        assert "notice that there is" not in sentence


async def test_what_the_worker_chooses_meanwhile_is_said_the_next_time(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()
    page = await taken(ana, sent)
    await office.wants_no_notices(sent)

    page = await ana.send(page, "/answer", words=ANSWER)

    assert NO_NOTICES in page.of_class("done")[0].text
    assert TOLD not in (await ana.open(case(sent))).text
