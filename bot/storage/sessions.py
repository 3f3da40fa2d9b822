"""Who is signed in: found by a hash of what only the cookie holds."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.metadata import MOMENT
from bot.storage.tables.people import SESSIONS

ADD = sa.insert(SESSIONS)
OVER = sa.delete(SESSIONS).where(
    SESSIONS.c.member_id == sa.bindparam("member"), SESSIONS.c.expires_at <= sa.bindparam("at")
)
OPENED = sa.text(
    "SELECT organisation_id, organisation, member_id, name, role, locked"
    " FROM open_session(:id, :moment)"
).bindparams(sa.bindparam("moment", type_=MOMENT))
END = sa.text("SELECT end_session(:id)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """`locked` is the member's secret under what only the cookie holds."""

    id: bytes = field(repr=False)
    organisation_id: UUID
    member_id: UUID
    locked: bytes = field(repr=False)
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A session that holds, and who it is of."""

    organisation_id: UUID
    organisation: str
    member_id: UUID
    name: str
    role: str
    locked: bytes = field(repr=False)


class Sessions:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, session: SessionRow) -> None:
        """Begin a session; those of this member that are over go."""
        over = {"member": session.member_id, "at": session.created_at}
        await self._connection.execute(OVER, over)
        await self._connection.execute(ADD, {**asdict(session), "seen_at": session.created_at})

    async def opened(self, id_: bytes, at: datetime) -> OpenedSession | None:
        """The session, unless it is over or its member was removed."""
        row = (await self._connection.execute(OPENED, {"id": id_, "moment": at})).one_or_none()
        return OpenedSession(*row) if row else None

    async def end(self, id_: bytes) -> None:
        await self._connection.execute(END, {"id": id_})
