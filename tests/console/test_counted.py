"""Who wants only to be counted: nobody writes to them, and their case can be closed in silence."""

from bot.domain.referrals import CloseReason
from tests.console.acts import case, taken
from tests.console.browser import Browser, Page
from tests.console.office import Office, Sent

COUNTED: dict[str, str | tuple[str, ...]] = {"wishes": ("counted",)}


def reasons(page: Page) -> list[str]:
    return page.form("/close").choices["reason"]


async def closed(browser: Browser, sent: Sent) -> Page:
    """As a form that no page showed."""
    page = await taken(browser, sent)
    fields = {**page.form("/close").fields, "reason": CloseReason.COUNTED.value}
    return await browser.post(f"{case(sent)}/close", fields)


async def test_the_case_says_so_and_that_nobody_is_told(ana: Browser, office: Office) -> None:
    sent = await office.sent(COUNTED)

    page = await taken(ana, sent)

    assert "Only be counted" in page.text
    assert "No: an answer waits until they come back by themselves" in page.text
    assert "they are not told" in page.text
    assert CloseReason.COUNTED in reasons(page)


async def test_it_is_closed_without_an_answer(ana: Browser, office: Office) -> None:
    sent = await office.sent(COUNTED)

    page = await closed(ana, sent)

    assert page.status == 200
    assert "This report is closed: The worker wanted only to be counted." in page.text


async def test_nobody_who_wants_something_is_closed_like_this(
    ana: Browser, office: Office
) -> None:
    told: tuple[dict[str, str | tuple[str, ...]], ...] = (
        {"wishes": ("counted", "money")},
        {**COUNTED, "danger": "yes"},
        {**COUNTED, "age": "15_17"},
        {},
    )
    for said in told:
        sent = await office.sent(said)

        page = await closed(ana, sent)

        assert page.status == 422
        assert CloseReason.COUNTED not in reasons(page)
        assert "No: an answer waits" not in page.text


async def test_names_stand_apart_from_the_story(ana: Browser, office: Office) -> None:
    names = {"employer": "Sample Build (fictional)", "agent": "skip", "workplace": "Camp 4"}
    sent = await office.sent(names)

    page = await ana.open(case(sent))

    (told,) = page.of_class("told")
    for part in ("Employer, as the worker names it", "Sample Build (fictional)", "Camp 4"):
        assert part in told.text
    assert "Agent, as the worker names it" not in told.text
    assert "Sample Build" not in "".join(each.text for each in page.of_class("words"))
