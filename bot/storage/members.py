"""Members of organisations, and the organisation's secret sealed to each of them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.privacy.pairs import PublicKey
from bot.storage.tables.people import MEMBER_KEYS, MEMBERS

NAME_INDEX = "members_lower_name_key"
ADD = sa.insert(MEMBERS)
ADD_KEY = sa.insert(MEMBER_KEYS)
NAMED = sa.text(
    "SELECT id, organisation_id, name, role, key_id, public, locked, created_at"
    " FROM sign_in_member(:name)"
)
KEYS = sa.select(
    MEMBER_KEYS.c.organisation_id,
    MEMBER_KEYS.c.member_id,
    MEMBER_KEYS.c.organisation_key_id,
    MEMBER_KEYS.c.wrapped,
).where(MEMBER_KEYS.c.member_id == sa.bindparam("member"))
NAMES = sa.select(MEMBERS.c.id, MEMBERS.c.name)
COLLEAGUES = (
    sa.select(MEMBERS.c.id, MEMBERS.c.name, MEMBERS.c.role, MEMBERS.c.created_at)
    .where(MEMBERS.c.removed_at.is_(None))
    .order_by(MEMBERS.c.created_at, MEMBERS.c.id)
)


class NameIsTaken(Exception):
    """Somebody signs in under this name already: choose another."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """`locked` is the member's secret under their password."""

    id: UUID
    organisation_id: UUID
    name: str
    role: str
    key_id: str
    public: bytes = field(repr=False)
    locked: bytes = field(repr=False)
    created_at: datetime

    @property
    def public_key(self) -> PublicKey:
        return PublicKey(self.public)


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """A member as colleagues see them."""

    id: UUID
    name: str
    role: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class MemberKeyRow:
    organisation_id: UUID
    member_id: UUID
    organisation_key_id: str
    wrapped: bytes = field(repr=False)


class Members:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def named(self, name: str) -> MemberRow | None:
        """Whoever signs in under this name, written large or small."""
        row = (await self._connection.execute(NAMED, {"name": name})).one_or_none()
        return MemberRow(*row) if row else None

    async def add(self, member: MemberRow) -> None:
        """Raises NameIsTaken; the transaction is lost then."""
        try:
            await self._connection.execute(ADD, asdict(member))
        except IntegrityError as error:
            if NAME_INDEX not in str(error.orig):
                raise
            raise NameIsTaken(NameIsTaken.__doc__) from None

    async def add_key(self, key: MemberKeyRow) -> None:
        await self._connection.execute(ADD_KEY, asdict(key))

    async def keys(self, member_id: UUID) -> list[MemberKeyRow]:
        """Every key of the organisation, those that were retired too: old reports need them."""
        found = await self._connection.execute(KEYS, {"member": member_id})
        return [MemberKeyRow(*row) for row in found]

    async def names(self) -> Mapping[UUID, str]:
        """Everyone who is or was a member, as far as one may see."""
        return {row.id: row.name for row in await self._connection.execute(NAMES)}

    async def colleagues(self) -> list[ColleagueRow]:
        """Everyone who is a member now, as far as one may see."""
        return [ColleagueRow(*row) for row in await self._connection.execute(COLLEAGUES)]
