"""What a worker adds to a report is in sight in the queue, until somebody opens the case."""

from tests.console.acts import case, taken
from tests.console.browser import Browser, Page
from tests.console.conftest import BEN, Serve, joined
from tests.console.office import LOW, Office


def marks(page: Page) -> dict[str, str]:
    """Each line of the queue, and what it says is new in it."""
    references = [each.text for each in page.of_class("open")]
    lines = [" ".join(row.text.split()) for row in page.of_class("row")]
    new = [line.partition("New words: ")[2].partition(" ")[0] for line in lines]
    return dict(zip(references, new, strict=True))


async def test_new_words_are_marked_and_counted_until_the_case_is_opened(
    ana: Browser, office: Office
) -> None:
    sent, other = await office.sent(), await office.sent(LOW)
    assert marks(await ana.open("/console")) == {sent.reference: "", other.reference: ""}

    await office.writes_more(sent, "They took the phone, too.")
    await office.writes_more(sent, "Please hurry.")

    page = await ana.open("/console")
    assert marks(page) == {sent.reference: "2", other.reference: ""}
    assert page.news() == {"Waiting": 1}
    assert page.counts() == {"Waiting": 2, "Mine": 0, "In progress": 0, "Closed": 0}
    assert "phone" not in page.html
    assert "New words: 2" in (await ana.open(case(sent))).text
    assert "New words" not in (await ana.open(case(sent))).text
    assert marks(await ana.open("/console")) == {sent.reference: "", other.reference: ""}
    assert (await ana.open("/console")).news() == {}


async def test_a_case_that_somebody_holds_is_counted_where_they_look(
    ana: Browser, office: Office, serve: Serve
) -> None:
    sent, bens = await office.sent(), await office.sent(LOW)
    await taken(ana, sent)
    new = await serve(office.app())
    ben = await joined(new(), await office.colleague(ana.cookies()["haki-session"]), BEN)
    await taken(ben, bens)

    for each in (sent, bens):
        await office.writes_more(each, "One thing more.")

    page = await ana.open("/console?show=open")
    assert page.news() == {"Mine": 1, "In progress": 2}
    assert marks(page) == {sent.reference: "1", bens.reference: "1"}
    assert marks(await ana.open("/console?show=mine")) == {sent.reference: "1"}
    await ben.open(case(sent))
    assert (await ana.open("/console")).news() == {"In progress": 1}


async def test_what_was_taken_back_has_nothing_new(ana: Browser, office: Office) -> None:
    sent = await office.sent()
    await office.writes_more(sent, "They took the phone, too.")

    await office.take_back(sent)

    page = await ana.open("/console?show=closed")
    assert marks(page) == {sent.reference: ""}
    assert page.news() == {}
