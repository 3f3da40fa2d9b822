"""The queue: who waits, the most urgent first."""

from tests.console.browser import Browser
from tests.console.office import CRITICAL, LOW, STORY, Office


async def test_an_empty_queue_says_so(ana: Browser) -> None:
    for show, words in (
        ("waiting", "Nobody waits"),
        ("mine", "You hold no"),
        ("open", "Nothing is in progress"),
        ("closed", "Nothing is closed"),
    ):
        page = await ana.open(f"/console?show={show}")

        assert page.status == 200
        assert words in page.text


async def test_the_queue_shows_what_one_needs_to_choose(ana: Browser, office: Office) -> None:
    sent = await office.sent(lang="ne")
    office.clock.passes(minutes=90)

    page = await ana.open("/console")

    (row,) = page.of_class("row")
    words = " ".join(row.text.split())
    for part in (
        sent.reference,
        "🟠 High",
        "Retention of identity documents",
        "Qatar",
        "Building and construction",
        "नेपाली (ne)",
        "18 or older",
        "90 min ago",
        "Acknowledge",
        "in 90 min",
        "On time",
        "Take",
    ):
        assert part in words, part
    assert STORY not in page.html
    assert page.counts() == {"Waiting": 1, "Mine": 0, "In progress": 0, "Closed": 0}


async def test_the_most_urgent_is_first_and_what_is_late_is_marked(
    ana: Browser, office: Office
) -> None:
    low = await office.sent(LOW)
    critical = await office.sent(CRITICAL)
    high = await office.sent()
    office.clock.passes(minutes=61)

    page = await ana.open("/console")

    shown = [each.text for each in page.of_class("open")]
    assert shown == [critical.reference, high.reference, low.reference]
    first = " ".join(page.of_class("row")[0].text.split())
    assert "🔴 Critical" in first
    assert "🔴 Late" in first
    assert "just now late" in first


async def test_a_special_kind_of_harm_is_a_sign_in_the_queue_and_first_in_the_case(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent({"problems": ("forced_marriage",)})

    row = (await ana.open("/console")).of_class("sign")[0]
    case = await ana.open(f"/console/reports/{sent.reference}")

    assert row.text == "I am or was made to marry"
    told = case.text.index("Kind of harm, only for organisations that are there for it")
    assert told < case.text.index("In danger now")
    assert "Only an organisation that is there for this" in case.text
    assert "Both: an organisation or a union" not in case.text


async def test_a_long_queue_comes_in_pages(ana: Browser, office: Office) -> None:
    for _ in range(27):
        await office.sent()

    first = await ana.open("/console")
    second = await ana.open(first.all("a", rel="next")[0]["href"])

    assert len(first.of_class("row")) == 25
    assert len(second.of_class("row")) == 2
    assert "Page 2 of 2" in second.text
    assert second.all("a", rel="prev")
    assert not second.all("a", rel="next")
    assert len(first.html.encode()) < 50_000


async def test_a_report_can_be_taken_from_the_queue(ana: Browser, office: Office) -> None:
    sent = await office.sent()
    await office.sent(LOW)

    page = await ana.send(await ana.open("/console"), f"{sent.reference}/take")

    assert page.url.path == f"/console/reports/{sent.reference}"
    assert "You hold it" in page.text
    assert (await ana.open("/console")).counts()["Waiting"] == 1


async def test_a_page_of_the_queue_that_cannot_be_is_not_there(ana: Browser) -> None:
    for query in (
        "show=all",
        "show=",
        "page=0",
        "page=-1",
        "page=x",
        "page=%D9%A2",
        f"page={10**20}",
    ):
        assert (await ana.open(f"/console?{query}")).status == 404, query
