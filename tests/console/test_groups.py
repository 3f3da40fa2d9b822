"""One of a group: the case says so, and leads to the others that this organisation may read."""

from uuid import UUID

from bot.storage.database import Database
from tests.console.acts import case
from tests.console.browser import Browser
from tests.console.conftest import HARBOUR, Serve, joined
from tests.console.office import Office, Sent


async def grouped(office: Office, database: Database, *sent: Sent) -> None:
    group = office.chance.id()
    async with database.transaction() as work:
        for each in sent:
            await work.reports.join(UUID(each.asked.known.kept["report"][0]), group)


async def test_the_others_are_one_tap_away(
    ana: Browser, office: Office, worker_database: Database
) -> None:
    first, second, alone = [await office.sent() for _ in range(3)]
    await grouped(office, worker_database, first, second)

    page = await ana.open(case(first))

    assert "One of a group" in page.text
    assert second.reference in page.text
    assert alone.reference not in page.text
    assert second.reference in (await ana.open(case(second))).text
    assert "One of a group" not in (await ana.open(case(alone))).text


async def test_one_that_another_organisation_has_is_not_named(
    ana: Browser, office: Office, worker_database: Database, serve: Serve
) -> None:
    new = await serve(office.app())
    await joined(new(), await office.organisation(HARBOUR, country="LB"), "Ben")
    first, elsewhere = await office.sent(), await office.sent({"country": "LB"})
    await grouped(office, worker_database, first, elsewhere)

    page = await ana.open(case(first))

    assert "There is no other report of this group that you may read." in page.text
    assert elsewhere.reference not in page.text
