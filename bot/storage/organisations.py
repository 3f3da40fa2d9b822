"""Organisations and the public halves of their keys."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.routing import Kind, Partner
from bot.domain.specials import specials
from bot.privacy.pairs import PublicKey
from bot.storage.drivers import Statement, driver_of
from bot.storage.tables.people import MEMBERS, ORGANISATION_KEYS, ORGANISATIONS

ADD = sa.insert(ORGANISATIONS)
ADD_KEY = sa.insert(ORGANISATION_KEYS)
NAMES = sa.select(ORGANISATIONS.c.name).order_by(ORGANISATIONS.c.name)
FICTIONAL = sa.select(
    sa.exists(sa.select(ORGANISATIONS.c.id).where(ORGANISATIONS.c.demonstration))
)
NAMES_BY_ID = sa.select(ORGANISATIONS.c.id, ORGANISATIONS.c.name)
IN_USE = ORGANISATION_KEYS.c.retired_at.is_(None)
KEY_OF = sa.select(ORGANISATION_KEYS.c.key_id).where(
    ORGANISATION_KEYS.c.organisation_id == sa.bindparam("organisation"), IN_USE
)
# Staffed: somebody is there who can open what comes.  A demonstration, where nobody's report is
# real, is staffed by whoever uses its invitation, before a report or after it.
STAFFED = sa.or_(
    ORGANISATIONS.c.demonstration,
    sa.select(MEMBERS.c.id)
    .where(MEMBERS.c.organisation_id == ORGANISATIONS.c.id, MEMBERS.c.removed_at.is_(None))
    .exists(),
)
TAKING_REPORTS = (
    sa.select(
        ORGANISATIONS.c.id,
        ORGANISATIONS.c.name,
        ORGANISATIONS.c.kind,
        ORGANISATIONS.c.countries,
        ORGANISATIONS.c.origins,
        ORGANISATIONS.c.languages,
        ORGANISATIONS.c.takes_reports,
        ORGANISATIONS.c.child_protection,
        ORGANISATIONS.c.special,
        ORGANISATION_KEYS.c.public,
    )
    .join(
        ORGANISATION_KEYS,
        sa.and_(ORGANISATION_KEYS.c.organisation_id == ORGANISATIONS.c.id, IN_USE),
    )
    .where(
        ORGANISATIONS.c.takes_reports,
        STAFFED,
        sa.or_(sa.not_(ORGANISATIONS.c.demonstration), sa.bindparam("demonstration")),
    )
    .order_by(ORGANISATIONS.c.id)
)

ANY_TAKES_REPORTS = Statement.of(sa.select(TAKING_REPORTS.order_by(None).exists()))


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """An organisation that may be given a report, and the key to seal it to."""

    partner: Partner
    public: PublicKey


class OrganisationIsThere(Exception):
    """An organisation of this name is there already."""


class Organisations:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._driver = driver_of(connection)

    async def add(
        self, partner: Partner, *, demonstration: bool, public: PublicKey, at: datetime
    ) -> None:
        """Raises OrganisationIsThere."""
        row = {
            "id": partner.id,
            "name": partner.name,
            "kind": partner.kind.value,
            "demonstration": demonstration,
            "takes_reports": partner.takes_reports,
            "countries": sorted(partner.countries),
            "origins": sorted(partner.origins),
            "languages": sorted(partner.languages),
            "child_protection": partner.child_protection,
            "sends_updates": partner.sends_updates,
            "special": sorted(partner.special),
            "created_at": at,
        }
        key = {
            "organisation_id": partner.id,
            "key_id": public.id,
            "public": public.raw,
            "created_at": at,
        }
        try:
            await self._connection.execute(ADD, row)
        except IntegrityError:
            raise OrganisationIsThere(OrganisationIsThere.__doc__) from None
        await self._connection.execute(ADD_KEY, key)

    async def names_by_id(self) -> dict[UUID, str]:
        rows = await self._connection.execute(NAMES_BY_ID)
        return {row.id: row.name for row in rows}

    async def names(self) -> list[str]:
        return list((await self._connection.execute(NAMES)).scalars())

    async def fictional(self) -> bool:
        """Whether organisations of a demonstration are among them."""
        return bool((await self._connection.execute(FICTIONAL)).scalar_one())

    async def key_of(self, id_: UUID) -> str:
        """The id of the key that is sealed to now."""
        found = await self._connection.execute(KEY_OF, {"organisation": id_})
        return str(found.scalar_one())

    async def any_takes_reports(self, *, demonstration: bool = False) -> bool:
        """Whether there are any of those that `taking_reports` gives."""
        (row,) = await ANY_TAKES_REPORTS.rows(self._driver, demonstration=demonstration)
        return bool(row[0])

    async def taking_reports(self, *, demonstration: bool = False) -> list[PartnerRow]:
        """Those who take reports and are staffed; fictional ones only in a demonstration."""
        return [
            PartnerRow(
                Partner(
                    id=row.id,
                    name=row.name,
                    kind=Kind(row.kind),
                    countries=frozenset(row.countries),
                    origins=frozenset(row.origins),
                    languages=frozenset(row.languages),
                    takes_reports=row.takes_reports,
                    child_protection=row.child_protection,
                    special=specials(row.special),
                ),
                PublicKey(row.public),
            )
            for row in await self._connection.execute(
                TAKING_REPORTS, {"demonstration": demonstration}
            )
        ]
