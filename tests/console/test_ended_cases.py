"""Reports that are closed or were taken back: what is said of them, and what is left."""

import pytest

from bot.domain.referrals import ENDED_BECAUSE, CloseReason
from tests.console.acts import case, taken
from tests.console.browser import Browser
from tests.console.conftest import BEN, Serve, joined
from tests.console.office import STORY, Office

ANSWER = "We read your report."


async def test_an_answer_to_a_report_that_was_taken_back_is_given_back(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()
    page = await taken(ana, sent)
    await office.take_back(sent)

    refused = await ana.send(page, "/answer", words=ANSWER)

    assert refused.status == 409
    assert refused.all("textarea")[0].text.strip() == ANSWER


async def test_of_a_report_that_was_taken_back_it_is_said_what_happened_and_what_is_left(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()
    await taken(ana, sent)
    office.clock.passes(minutes=10)
    await office.take_back(sent)

    page = await ana.open(case(sent))

    assert page.status == 200
    for part in (
        "The worker took this report back",
        "nobody can open it any more",
        "Do not contact the worker about it.",
        "its number, its risk, its language, and what happened when",
        "Taken back by the worker2026-11-21 14:15 UTC",
        "You held it",
    ):
        assert part in page.text, (part, page.text)
    for part in (
        STORY,
        "You hold it",
        "not said",
        "Not said",
        "Because",
        "Conversation",
        "Closed",
    ):
        assert part not in page.text, part
    assert not [form for form in page.forms if sent.reference in form.action]


async def test_no_page_has_a_heading_with_nothing_below_it(ana: Browser, office: Office) -> None:
    kept, gone, closed = [await office.sent() for _ in range(3)]
    for sent in (gone, closed):
        await taken(ana, sent)
    await ana.send(await ana.open(case(closed)), "/close", reason="duplicate")
    for sent in (gone, closed):
        await office.take_back(sent)

    for sent in (kept, gone, closed):
        page = await ana.open(case(sent))

        for heading, below in zip(page.elements, page.elements[1:], strict=False):
            if heading.tag in {"h2", "h3"}:
                assert below.text.strip(), (sent, heading.text)
                assert below.tag in {"p", "ul", "ol", "dl", "div", "form"}, heading.text


async def test_the_queue_does_not_say_of_what_is_erased_that_it_was_not_said(
    ana: Browser, office: Office
) -> None:
    gone = await office.sent()
    await office.take_back(gone)

    page = await ana.open("/console?show=closed")

    assert "Erased: the worker took it back" in page.text
    for part in ("not said", "No sign", "Qatar"):
        assert part not in page.text, part


async def test_who_held_what_is_closed_holds_it_no_longer(
    ana: Browser, office: Office, serve: Serve
) -> None:
    code = await office.colleague(of=ana.cookies()["haki-session"])
    ben = await joined((await serve(office.app()))(), code, BEN)
    sent = await office.sent()
    await ben.send(await taken(ben, sent), "/close", reason="duplicate")

    assert f"{BEN} held it" in (await ana.open(case(sent))).text
    assert "You held it" in (await ben.open(case(sent))).text


async def test_what_nobody_wrote_about_stays_open_and_the_reason_stays_chosen(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()
    page = await taken(ana, sent)

    refused = await ana.send(page, "/close", reason="safety")

    assert refused.status == 422
    assert "Nobody has written to the worker yet" in refused.of_class("problem")[0].text
    (chosen,) = [
        each for each in refused.all("input", name="reason") if "checked" in each.attributes
    ]
    assert chosen["value"] == "safety"
    assert "You hold it" in refused.text
    await ana.send(refused, "/answer", words=ANSWER)
    closed = await ana.send(await ana.open(case(sent)), "/close", reason="safety")
    assert "This report is closed: To go on would put the worker at risk." in closed.text


async def test_what_was_sent_twice_is_closed_without_an_answer(
    ana: Browser, office: Office
) -> None:
    page = await taken(ana, await office.sent())

    page = await ana.send(page, "/close", reason="duplicate")

    assert "This report is closed: The same report is there twice." in page.text


async def test_what_the_worker_will_read_stands_beside_each_reason(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()
    page = await taken(ana, sent)
    (reasons,) = page.all("fieldset")
    for words in ENDED_BECAUSE.values():
        assert f"The worker reads: “{words}”" in reasons.text
    await ana.send(page, "/answer", words=ANSWER)

    await ana.send(await ana.open(case(sent)), "/close", reason="cannot_help")

    done = await office.read(sent)
    assert done.outcome == "asks"
    assert str(ENDED_BECAUSE[CloseReason.CANNOT_HELP]) in str(done.fills["status"])


@pytest.mark.parametrize("quiet", [False, True])
async def test_after_closing_it_is_said_whether_the_worker_is_told(
    ana: Browser, office: Office, *, quiet: bool
) -> None:
    sent = await office.sent()
    page = await ana.send(await taken(ana, sent), "/answer", words=ANSWER)
    if quiet:
        await office.wants_no_notices(sent)

    page = await ana.send(page, "/close", reason="helped")

    (done,) = page.of_class("done")
    assert ("gets a notice" in done.text) is not quiet
    assert ("they are not told" in done.text) is quiet
    assert "The worker saw that it is closed" not in page.text
    await office.read(sent)
    assert "The worker saw that it is closed" in (await ana.open(case(sent))).text
