"""Organisations, and how members come in: an invitation carries the organisation's key, once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.routing import Partner
from bot.privacy.invitations import Invitation
from bot.privacy.pairs import SecretKey, new_pair, wrap
from bot.services import trail, wheres
from bot.services.members import Caseworker, Role
from bot.services.ports import Chance, Clock
from bot.storage.database import Database, Work
from bot.storage.invitations import NewInvitation
from bot.storage.members import ColleagueRow
from bot.storage.organisations import OrganisationIsThere


class OrganisationExists(Exception):
    """An organisation of this name was invited already: set up another, under another name."""


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation as it is set up; `partner.id` is ignored where one is given anew."""

    partner: Partner
    demonstration: bool = False


class Organisations:
    """Sets up organisations and invites people into them."""

    def __init__(self, database: Database, clock: Clock, chance: Chance, valid: timedelta) -> None:
        self.valid = valid
        self._database = database
        self._clock = clock
        self._chance = chance

    async def names(self) -> list[str]:
        async with self._database.transaction() as work:
            return await work.organisations.names()

    async def taking_reports(self, *, demonstration: bool) -> list[Partner]:
        """Those who take reports and are staffed; fictional ones only in a demonstration."""
        async with self._database.transaction() as work:
            rows = await work.organisations.taking_reports(demonstration=demonstration)
            return [row.partner for row in rows]

    async def fictional(self) -> bool:
        """Whether organisations of a demonstration are among them."""
        async with self._database.transaction() as work:
            return await work.organisations.fictional()

    async def set_up(self, new: NewOrganisation, role: Role = Role.COORDINATOR) -> Invitation:
        """A new organisation with its key pair, and the invitation of its first member.

        The secret half is sealed to the invitation alone: whoever uses it first brings it in.
        Raises OrganisationExists.
        """
        async with self._database.transaction() as work:
            return await self._set_up(work, new, role)

    async def set_up_together(
        self, new: Sequence[NewOrganisation], keep: Callable[[Sequence[Invitation]], None]
    ) -> None:
        """All of them or none.  `keep` gets their invitations before they count: none is lost.

        Raises OrganisationExists.
        """
        async with self._database.transaction() as work:
            keep([await self._set_up(work, each, Role.COORDINATOR) for each in new])

    async def invite(self, role: Role, by: Caseworker) -> Invitation:
        """Another member, invited by a colleague whose session holds the organisation's key."""
        now = self._clock()
        async with self._database.transaction(visible_to=by.scope) as work:
            key_id = await work.organisations.key_of(by.organisation_id)
            invitation = await self._invite(work, by.organisation_id, role, by.keys[key_id], now)
            event = trail.by_member(
                self._chance.id(),
                now,
                "member.invited",
                member=by.member_id,
                organisation=by.organisation_id,
                detail={"role": role},
            )
            await work.audit.add([event])
            return invitation

    async def members(self, by: Caseworker) -> list[ColleagueRow]:
        """Everybody of the organisation, the first to join first."""
        async with self._database.transaction(visible_to=by.scope) as work:
            return await work.members.colleagues()

    async def _set_up(self, work: Work, new: NewOrganisation, role: Role) -> Invitation:
        secret, now = new_pair(), self._clock()
        try:
            await work.organisations.add(
                new.partner, demonstration=new.demonstration, public=secret.public, at=now
            )
        except OrganisationIsThere:
            raise OrganisationExists(OrganisationExists.__doc__) from None
        return await self._invite(work, new.partner.id, role, secret, now)

    async def _invite(
        self, work: Work, organisation: UUID, role: Role, secret: SecretKey, now: datetime
    ) -> Invitation:
        id_, invitation = self._chance.id(), Invitation.new(self._chance.bytes)
        await work.invitations.add(
            NewInvitation(
                id=id_,
                organisation_id=organisation,
                role=role,
                lookup=invitation.lookup,
                organisation_key_id=secret.public.id,
                wrapped=wrap(secret, invitation.key.public, wheres.invitation(id_)),
                created_at=now,
                expires_at=now + self.valid,
            )
        )
        return invitation
