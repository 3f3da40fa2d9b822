"""Conversations at rest: found by a keyed hash, everything said in them sealed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.drivers import Statement, driver_of
from bot.storage.tables.conversations import CONVERSATIONS

# In the order of the unique key, so that two batches with the same new people wait for each other
# at the first of them; who is new has a later id than all whose locks are held by then.
CREATE = Statement(
    "INSERT INTO conversations (id, channel, address_hash, address_sealed, flow_hash, lang,"
    " created_at, updated_at)"
    " SELECT id, channel, address_hash, address_sealed, '', '', at, at"
    " FROM unnest(CAST(:ids AS uuid[]), CAST(:channels AS text[]),"
    " CAST(:address_hashes AS bytea[]), CAST(:addresses_sealed AS bytea[]))"
    " AS new (id, channel, address_hash, address_sealed), CAST(:at AS timestamptz) AS at"
    " ORDER BY channel, address_hash"
    " ON CONFLICT (channel, address_hash) DO NOTHING"
)
# Locks are taken in the order of ids: two batches cannot each wait for the other.
LOCK = Statement(
    "SELECT c.id, c.channel, c.address_hash, c.address_sealed, c.place_sealed, c.lang,"
    " c.unreachable_at, c.quiet_at, c.late_at"
    " FROM conversations AS c"
    " JOIN unnest(CAST(:channels AS text[]), CAST(:address_hashes AS bytea[]))"
    " AS wanted (channel, address_hash)"
    " ON c.channel = wanted.channel AND c.address_hash = wanted.address_hash"
    " ORDER BY c.id FOR UPDATE OF c"
)
# What was erased in this very step stays so; whoever writes again has a conversation again.
SAVE = Statement(
    "UPDATE conversations AS c SET place_sealed = new.place_sealed, flow_hash = new.flow_hash,"
    " lang = new.lang, updated_at = CAST(:at AS timestamptz), unreachable_at = NULL,"
    " erased_at = CASE WHEN c.erased_at = CAST(:at AS timestamptz) THEN c.erased_at END"
    " FROM unnest(CAST(:ids AS uuid[]), CAST(:places AS bytea[]), CAST(:flow_hashes AS text[]),"
    " CAST(:langs AS text[])) AS new (id, place_sealed, flow_hash, lang)"
    " WHERE c.id = new.id"
)
READ = sa.select(
    CONVERSATIONS.c.id,
    CONVERSATIONS.c.channel,
    CONVERSATIONS.c.address_hash,
    CONVERSATIONS.c.address_sealed,
    CONVERSATIONS.c.place_sealed,
    CONVERSATIONS.c.lang,
    CONVERSATIONS.c.unreachable_at,
    CONVERSATIONS.c.quiet_at,
    CONVERSATIONS.c.late_at,
)
WITH_ID = READ.where(CONVERSATIONS.c.id == sa.bindparam("id"))
WITH_ID_HELD = WITH_ID.with_for_update()
WITH_ADDRESS = READ.where(
    CONVERSATIONS.c.channel == sa.bindparam("channel"),
    CONVERSATIONS.c.address_hash == sa.bindparam("address_hash"),
)
UNTOUCHED = (
    READ.where(
        CONVERSATIONS.c.place_sealed.is_not(None),
        CONVERSATIONS.c.updated_at < sa.bindparam("before"),
    )
    .order_by(CONVERSATIONS.c.id)
    .limit(sa.bindparam("limit"))
    .with_for_update(skip_locked=True)
)
UNREACHABLE = (
    sa.update(CONVERSATIONS)
    .where(
        CONVERSATIONS.c.id == sa.bindparam("conversation_id"),
        CONVERSATIONS.c.updated_at <= sa.bindparam("at"),
    )
    .values(unreachable_at=sa.bindparam("at"))
)
REACHABLE = (
    sa.update(CONVERSATIONS)
    .where(
        CONVERSATIONS.c.id == sa.bindparam("conversation_id"),
        CONVERSATIONS.c.unreachable_at.is_not(None),
    )
    .values(unreachable_at=None)
)


class _Row(msgspec.Struct, frozen=True, gc=False):
    """Made for every message, which a Struct is quicker at; what is sealed stays out of logs."""

    id: UUID

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id})"


class NewConversation(_Row, frozen=True, gc=False):
    channel: str
    address_hash: bytes
    address_sealed: bytes


class ConversationRow(_Row, frozen=True, gc=False):
    channel: str
    address_hash: bytes
    address_sealed: bytes
    place_sealed: bytes | None
    lang: str
    unreachable_at: datetime | None
    quiet_at: datetime | None = None
    """Since when nothing may be sent that is no reply, because the person said so."""
    late_at: datetime | None = None
    """When a reply was put by last that came too late; it waits until the person is there."""


class SavedPlace(_Row, frozen=True, gc=False):
    """Where a conversation is now; `flow_hash` names the definition it began with."""

    place_sealed: bytes
    flow_hash: str
    lang: str


def saving(places: Sequence[SavedPlace]) -> dict[str, Any]:
    """What `SAVE` needs of them."""
    return {
        "ids": [each.id for each in places],
        "places": [each.place_sealed for each in places],
        "flow_hashes": [each.flow_hash for each in places],
        "langs": [each.lang for each in places],
    }


class Conversations:
    """Every chat that was ever begun, without one word of it or an address in clear."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._driver = driver_of(connection)

    async def lock_or_create(
        self, wanted: Sequence[NewConversation], at: datetime
    ) -> list[ConversationRow]:
        """One row for each address, in the order of ids, ours until the transaction ends.

        The ids and sealed addresses of `wanted` are for those who are new.
        """
        found = await self._locked(wanted)
        known = {(row.channel, row.address_hash) for row in found}
        new = [each for each in wanted if (each.channel, each.address_hash) not in known]
        if not new:
            return found
        await CREATE.rows(
            self._driver,
            ids=[each.id for each in new],
            channels=[each.channel for each in new],
            address_hashes=[each.address_hash for each in new],
            addresses_sealed=[each.address_sealed for each in new],
            at=at,
        )
        return sorted((*found, *await self._locked(new)), key=lambda row: row.id)

    async def _locked(self, wanted: Sequence[NewConversation]) -> list[ConversationRow]:
        """Those that are there, in the order of ids."""
        rows = await LOCK.rows(
            self._driver,
            channels=[each.channel for each in wanted],
            address_hashes=[each.address_hash for each in wanted],
        )
        return [ConversationRow(*row) for row in rows]

    async def save(self, places: Sequence[SavedPlace], at: datetime) -> None:
        """Keep where each conversation is now.  Whoever wrote to us can be reached again."""
        if places:
            await SAVE.rows(self._driver, at=at, **saving(places))

    async def get(self, id_: UUID) -> ConversationRow | None:
        rows = await self._rows(WITH_ID, {"id": id_})
        return rows[0] if rows else None

    async def held(self, id_: UUID) -> ConversationRow | None:
        """The same, ours until the transaction ends."""
        rows = await self._rows(WITH_ID_HELD, {"id": id_})
        return rows[0] if rows else None

    async def by_address(self, channel: str, address_hash: bytes) -> ConversationRow | None:
        rows = await self._rows(WITH_ADDRESS, {"channel": channel, "address_hash": address_hash})
        return rows[0] if rows else None

    async def mark_unreachable(self, id_: UUID, at: datetime) -> None:
        """Nobody could be reached there at that moment; who has written since can be."""
        await self._connection.execute(UNREACHABLE, {"conversation_id": id_, "at": at})

    async def mark_reachable(self, id_: UUID) -> None:
        await self._connection.execute(REACHABLE, {"conversation_id": id_})

    async def untouched_since(self, before: datetime, limit: int) -> list[ConversationRow]:
        """Conversations nobody went on with since then, held so that they can be emptied."""
        return await self._rows(UNTOUCHED, {"before": before, "limit": limit})

    async def _rows(
        self, statement: sa.Executable, values: dict[str, Any]
    ) -> list[ConversationRow]:
        found = await self._connection.execute(statement, values)
        return [ConversationRow(*row) for row in found]
