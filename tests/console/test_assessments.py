"""The deeper assessment: filled in without JavaScript, sealed to the report and on the record."""

from typing import Any

import pytest

from bot.domain.operational_indicators import Person
from bot.settings import Settings
from bot.storage.connections import connect
from tests.console.acts import case, taken
from tests.console.browser import Browser, Page
from tests.console.conftest import BEN, HARBOUR, Serve, joined
from tests.console.office import Office, Sent
from tests.postgres import Urls

PASSPORT, DEBT = "coercion_destination.confiscation_documents", "coercion_destination.debt_bondage"
CHILD = {"whom": "child", "child_age": "15_17", "age": ""}
UNSAID = {"age": "unsaid"}


def sheet(sent: Sent) -> str:
    return f"{case(sent)}/assessment"


async def marked(browser: Browser, page: Page, **typed: str) -> Page:
    return await browser.send(page, "/assessment", headers=None, follow=True, **typed)


async def events(database_urls: Urls) -> list[str]:
    connection = await connect(database_urls.owner)
    found: Any = await connection.fetch(
        "SELECT act FROM audit_events WHERE act LIKE 'assessment.%' ORDER BY at, id"
    )
    await connection.close()
    return [each["act"] for each in found]


async def test_what_was_marked_comes_to_a_result_with_its_reasons(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()
    await taken(ana, sent)

    page = await ana.open(sheet(sent))
    page = await marked(ana, page, **{PASSPORT: "yes", DEBT: "yes"})

    assert page.status == 200
    for part in (
        "The assessment is kept.",
        "a suggestion, not a finding",
        "Filled in by Ana",
        "Coercion at destination ● Positive",
        "Because two or more strong indicators are there.",
        "Confiscation of documents (strong)",
        "Exploitative conditions of work ◌ Incomplete",
        "Incomplete: not everything is known.",
        "A means was used, so it does not matter whether the person agreed.",
    ):
        assert part in page.text, part
    assert "Negative" not in page.text
    checked = {(each["name"], each["value"]) for each in page.all("input") if _checked(each)}
    assert {(PASSPORT, "yes"), (DEBT, "yes")} <= checked
    assert len(checked) == 67
    assert "filled in" in (await ana.open(case(sent))).text


def _checked(element: Any) -> bool:
    return element["type"] == "radio" and "checked" in element.attributes


async def test_a_sign_of_the_report_points_to_a_row_and_never_marks_it(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent()
    await taken(ana, sent)

    page = await ana.open(sheet(sent))

    assert "may be about the same: Retention of identity documents" in page.text
    checked = [each["value"] for each in page.all("input") if _checked(each)]
    assert checked == ["unknown"] * 67


async def test_where_everything_was_answered_with_no_it_is_negative(
    ana: Browser, office: Office, settings: Settings
) -> None:
    sent = await office.sent()
    await taken(ana, sent)
    listed = settings.content.operational.listed(Person.ADULT)

    page = await marked(ana, await ana.open(sheet(sent)), **{each.id: "no" for each in listed})

    assert page.text.count("○ Negative") == 8  # six dimensions, the means and the purpose
    assert "Incomplete" not in page.text


async def test_a_child_is_assessed_by_the_list_for_children_without_means(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent(CHILD)
    await taken(ana, sent)

    page = await ana.open(sheet(sent))
    assert len(page.form("/assessment").choices) == 65
    page = await marked(ana, page, **{PASSPORT: "no"})

    assert "Under 18 no means is needed" in page.text
    assert "A means was used" not in page.text


async def test_where_the_age_is_not_said_it_is_chosen_whose_list_it_is(
    ana: Browser, office: Office
) -> None:
    sent = await office.sent(UNSAID)
    await taken(ana, sent)

    page = await ana.open(sheet(sent))
    assert "The report does not say how old the person is." in page.text
    assert PASSPORT not in page.html
    for person, listed in (("adult", 67), ("child", 65)):
        found = await ana.open(f"{sheet(sent)}?person={person}")
        assert len(found.form("/assessment").choices) == listed

    fields = {**found.form("/assessment").fields, "person": "giant", PASSPORT: "yes"}
    page = await ana.post(sheet(sent), fields)
    assert page.status == 422
    assert "Choose first for whom it is" in page.text


async def test_who_filled_it_in_meanwhile_is_not_written_over_unseen(
    ana: Browser, office: Office, serve: Serve
) -> None:
    ben = (await serve(office.app()))()
    code = await office.colleague(of=ana.cookies()["haki-session"])
    await joined(ben, code, BEN)
    sent = await office.sent()
    await taken(ana, sent)
    mine, theirs = await ana.open(sheet(sent)), await ben.open(sheet(sent))
    await marked(ben, theirs, **{DEBT: "yes"})

    page = await marked(ana, mine, **{PASSPORT: "yes"})

    assert page.status == 409
    assert "Somebody else has filled this in" in page.text
    assert "Debt bondage (strong)" in page.text
    assert "Confiscation of documents (strong)" not in page.text
    checked = {(each["name"], each["value"]) for each in page.all("input") if _checked(each)}
    assert (PASSPORT, "yes") in checked
    page = await marked(ana, page, **{PASSPORT: "yes"})
    assert page.status == 200
    assert "Confiscation of documents (strong)" in page.text


async def test_the_same_form_that_is_sent_twice_is_kept_once(
    ana: Browser, office: Office, database_urls: Urls
) -> None:
    sent = await office.sent()
    await taken(ana, sent)
    page = await ana.open(sheet(sent))

    for _ in range(2):
        assert (await marked(ana, page, **{PASSPORT: "yes"})).status == 200

    assert (await events(database_urls)).count("assessment.filled") == 1


async def test_every_look_is_on_the_record_and_nothing_that_was_marked_lies_open(
    ana: Browser, office: Office, database_urls: Urls
) -> None:
    sent = await office.sent()
    await taken(ana, sent)

    await marked(ana, await ana.open(sheet(sent)), **{PASSPORT: "yes"})

    assert await events(database_urls) == [
        *("assessment.seen", "assessment.filled", "assessment.seen")
    ]
    connection = await connect(database_urls.owner)
    (row,) = await connection.fetch("SELECT sealed FROM assessments")
    await connection.close()
    assert b"confiscation" not in row["sealed"]


@pytest.mark.parametrize("before", ["taken", "closed"])
async def test_it_is_filled_in_by_who_has_taken_the_report_until_it_is_closed(
    ana: Browser, office: Office, before: str
) -> None:
    sent = await office.sent()
    if before == "closed":
        await taken(ana, sent)
        page = await marked(ana, await ana.open(sheet(sent)), **{PASSPORT: "yes"})
        fields = page.form("/assessment").fields
        await ana.send(await ana.open(case(sent)), "/close", reason="duplicate")
    else:
        token = (await ana.open(case(sent))).form("/take").fields["token"]
        fields = {"token": token, "person": "adult", "after": ""}

    page = await ana.open(sheet(sent))
    assert "It can be filled in by who has taken the report" in page.text
    assert ("Confiscation of documents (strong)" in page.text) is (before == "closed")

    page = await ana.post(sheet(sent), {**fields, DEBT: "yes"})
    assert page.status == 409


async def test_another_organisation_finds_nothing(
    ana: Browser, office: Office, serve: Serve
) -> None:
    sent = await office.sent()
    await taken(ana, sent)
    ben = (await serve(office.app()))()
    await joined(ben, await office.organisation(HARBOUR), BEN)

    fields = (await ana.open(sheet(sent))).form("/assessment").fields

    assert (await ben.open(sheet(sent))).status == 404
    token = (await ben.open("/console")).form("/sign-out").fields["token"]
    assert (await ben.post(sheet(sent), {**fields, "token": token})).status == 404


async def test_what_was_taken_back_has_no_assessment_any_more(
    ana: Browser, office: Office, database_urls: Urls
) -> None:
    sent = await office.sent()
    await taken(ana, sent)
    await marked(ana, await ana.open(sheet(sent)), **{PASSPORT: "yes"})

    await office.take_back(sent)

    assert (await ana.open(sheet(sent))).status == 404
    connection = await connect(database_urls.owner)
    assert await connection.fetchval("SELECT count(*) FROM assessments") == 0
    await connection.close()
