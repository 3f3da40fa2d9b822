"""How work is, in the console: numbers of eleven or more people, or plainly nothing."""

from datetime import date

from bot.services.members import Role
from bot.storage.database import Database
from bot.storage.surveys import NewAnswers
from tests.console.browser import Browser
from tests.console.conftest import LAMPLIGHT, Serve, joined
from tests.console.office import Office

PAGE = "/console/survey"


async def answered(database: Database, people: int, question: str, answer: str) -> None:
    async with database.transaction() as work:
        for _ in range(people):
            new = NewAnswers(date(2026, 1, 1), "QA", "fishing", [(question, answer)])
            await work.surveys.count(new)


async def test_before_there_is_anything_that_is_said(ana: Browser) -> None:
    page = await ana.open(PAGE)

    assert page.status == 200
    assert "There is nothing to show yet" in page.text


async def test_shares_stand_with_their_numbers_and_few_stay_hidden(
    ana: Browser, worker_database: Database
) -> None:
    await answered(worker_database, 33, "work_pay", "never")
    await answered(worker_database, 2, "work_pay", "often")
    await answered(worker_database, 9, "work_pay", "always")
    await answered(worker_database, 10, "work_hours", "never")
    await answered(worker_database, 10, "work_safety", "never")
    await answered(worker_database, 2, "work_safety", "always")

    page = await ana.open(f"{PAGE}?quarter=nonsense")

    assert page.status == 200
    assert "Qatar, all kinds of work" in page.text
    assert "Qatar, Fishing" in page.text
    assert "75% (33)" in page.text
    assert "25% (11)" in page.text
    assert "Not shown apart: fewer than 11 could be worked out" in page.text
    assert "Fewer than 11" in page.text
    for few in ("(2)", "(9)", "(10)", "100%"):
        assert few not in page.text


async def test_analysts_and_organisers_see_it_and_caseworkers_do_not(
    office: Office, serve: Serve
) -> None:
    new = await serve(office.app())
    for role, status in ((Role.ANALYST, 200), (Role.ORGANISER, 200), (Role.CASEWORKER, 403)):
        code = await office.organisation(f"{LAMPLIGHT} {role}", role=role)
        browser = await joined(new(), code, role)
        assert (await browser.open(PAGE)).status == status
