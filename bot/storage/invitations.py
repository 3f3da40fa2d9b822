"""One-time invitations: each carries the organisation's secret, sealed to its code alone."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.metadata import MOMENT
from bot.storage.tables.people import INVITATIONS

ADD = sa.insert(INVITATIONS)
OPEN = sa.text(
    "SELECT id, organisation_id, organisation, role, organisation_key_id, wrapped"
    " FROM open_invitation(:lookup, :moment)"
).bindparams(sa.bindparam("moment", type_=MOMENT))
USED = (
    sa.update(INVITATIONS)
    .where(INVITATIONS.c.id == sa.bindparam("invitation"), INVITATIONS.c.used_at.is_(None))
    .values(used_at=sa.bindparam("at"), used_by=sa.bindparam("by"))
)


class NotOpen(Exception):
    """This invitation was used already, or is not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInvitation:
    id: UUID
    organisation_id: UUID
    role: str
    lookup: bytes = field(repr=False)
    organisation_key_id: str
    wrapped: bytes = field(repr=False)
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that can be used; `organisation` is the name of who invites."""

    id: UUID
    organisation_id: UUID
    organisation: str
    role: str
    organisation_key_id: str
    wrapped: bytes = field(repr=False)


class Invitations:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, invitation: NewInvitation) -> None:
        await self._connection.execute(ADD, asdict(invitation))

    async def open(self, lookup: bytes, at: datetime) -> InvitationRow | None:
        """The invitation with this code, if it is still good; held until the transaction ends."""
        found = await self._connection.execute(OPEN, {"lookup": lookup, "moment": at})
        row = found.one_or_none()
        return InvitationRow(*row) if row else None

    async def used(self, id_: UUID, *, by: UUID, at: datetime) -> None:
        """Raises NotOpen."""
        values = {"invitation": id_, "by": by, "at": at}
        if (await self._connection.execute(USED, values)).rowcount != 1:
            raise NotOpen(NotOpen.__doc__)
