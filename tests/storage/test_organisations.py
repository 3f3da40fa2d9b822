"""Reports go to organisations that take them and are staffed."""

from dataclasses import dataclass, replace

import pytest

from bot.domain.routing import Partner
from bot.storage.database import Database
from bot.storage.organisations import OrganisationIsThere
from tests.storage.cast import ANA, NOON, Office, key, open_office, uid


@dataclass(frozen=True)
class Closed(Office):
    """An office that takes no reports."""

    @property
    def partner(self) -> Partner:
        return replace(Office(self.number).partner, takes_reports=False)


async def test_a_staffed_organisation_takes_reports(
    worker_database: Database, ana: Office
) -> None:
    async with worker_database.transaction() as work:
        (row,) = await work.organisations.taking_reports()
        assert await work.organisations.any_takes_reports()

        assert row.partner == ana.partner
        assert row.public == ana.key
        assert await work.organisations.names() == [ana.partner.name]


async def test_nobody_is_offered_an_office_where_nobody_sits(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.organisations.add(ANA.partner, demonstration=False, public=ANA.key, at=NOON)

        assert await work.organisations.taking_reports() == []
        assert not await work.organisations.any_takes_reports()


async def test_a_demonstration_waits_for_whoever_takes_up_its_invitation(
    worker_database: Database,
) -> None:
    async with worker_database.transaction() as work:
        await work.organisations.add(ANA.partner, demonstration=True, public=ANA.key, at=NOON)

        taking = await work.organisations.taking_reports(demonstration=True)
        assert await work.organisations.any_takes_reports(demonstration=True)
        assert [row.public for row in taking] == [ANA.key]


async def test_a_demonstration_is_given_no_report_once_real_people_can_come(
    worker_database: Database,
) -> None:
    async with worker_database.transaction() as work:
        await work.organisations.add(ANA.partner, demonstration=True, public=ANA.key, at=NOON)

        assert await work.organisations.taking_reports() == []
        assert not await work.organisations.any_takes_reports()


async def test_an_organisation_that_takes_none_gets_none(
    worker_database: Database, web_database: Database
) -> None:
    await open_office(Closed(500), worker_database, web_database)

    async with worker_database.transaction() as work:
        assert await work.organisations.taking_reports() == []
        assert not await work.organisations.any_takes_reports()


async def test_an_office_knows_its_key(web_database: Database, ana: Office) -> None:
    async with web_database.transaction(visible_to=ana.scope) as work:
        assert await work.organisations.key_of(ana.id) == ana.key.id


async def test_two_organisations_do_not_share_a_name(
    worker_database: Database, ana: Office
) -> None:
    twin = replace(ana.partner, id=uid(9))

    with pytest.raises(OrganisationIsThere, match="is there already"):
        async with worker_database.transaction() as work:
            await work.organisations.add(twin, demonstration=False, public=key(9), at=NOON)


async def test_a_demonstration_is_known_by_its_organisations(
    worker_database: Database, ana: Office
) -> None:
    async with worker_database.transaction() as work:
        assert not await work.organisations.fictional()
        example = replace(ana.partner, id=uid(9), name="An example (fictional)")
        await work.organisations.add(example, demonstration=True, public=key(9), at=NOON)

        assert await work.organisations.fictional()
