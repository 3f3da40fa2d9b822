"""Who wants updates of which organisation: chats that the server key alone can address."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.routing import WORLDWIDE, Kind
from bot.storage.organisations import STAFFED
from bot.storage.tables.broadcasts import SUBSCRIPTIONS
from bot.storage.tables.metadata import TEXTS, UUIDS
from bot.storage.tables.people import ORGANISATIONS

NEW = insert(SUBSCRIPTIONS)
JOIN = NEW.on_conflict_do_update(
    index_elements=["organisation_id", "conversation_id"],
    set_={name: NEW.excluded[name] for name in ("country", "sector", "topics", "shown", "week")},
)
OF_CHAT = SUBSCRIPTIONS.c.conversation_id == sa.bindparam("chat")
OF_THESE = SUBSCRIPTIONS.c.organisation_id == sa.any_(sa.bindparam("these", type_=UUIDS))
LEAVE = sa.delete(SUBSCRIPTIONS).where(OF_CHAT, OF_THESE)
LEAVE_ALL = sa.delete(SUBSCRIPTIONS).where(OF_CHAT)
SENDER = (ORGANISATIONS.c.id, ORGANISATIONS.c.name, ORGANISATIONS.c.kind)
JOINED = (
    sa.select(*SENDER)
    .join(SUBSCRIPTIONS, SUBSCRIPTIONS.c.organisation_id == ORGANISATIONS.c.id)
    .where(OF_CHAT)
    .order_by(ORGANISATIONS.c.name)
)
SENDING = sa.and_(
    ORGANISATIONS.c.sends_updates,
    STAFFED,
    sa.or_(sa.not_(ORGANISATIONS.c.demonstration), sa.bindparam("demonstration")),
)
SENDERS = sa.select(*SENDER).where(SENDING).order_by(ORGANISATIONS.c.name)
FOR_COUNTRY = SENDERS.where(
    sa.or_(
        sa.bindparam("country", type_=sa.Text) == "",
        ORGANISATIONS.c.countries.overlap(sa.bindparam("covering", type_=TEXTS)),
    ),
    ORGANISATIONS.c.id != sa.all_(sa.bindparam("but", type_=UUIDS)),
)
COUNT = sa.text(
    "SELECT lang, people FROM subscribers(CAST(:topic AS text), CAST(:countries AS text[]),"
    " CAST(:sectors AS text[]))"
)


@dataclass(frozen=True, slots=True)
class SenderRow:
    """An organisation that sends updates."""

    id: UUID
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class NewSubscription:
    organisation_id: UUID
    conversation_id: UUID
    country: str
    sector: str
    topics: tuple[str, ...]
    shown: bool
    """Whether the words themselves may stand on the person's screen, unasked."""
    week: date


class Subscriptions:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def senders(self, *, demonstration: bool) -> list[SenderRow]:
        """Organisations that send updates, and that somebody works in."""
        return await self._senders(SENDERS, {"demonstration": demonstration})

    async def to_offer(
        self, country: str, but: Collection[UUID], *, demonstration: bool
    ) -> list[SenderRow]:
        """Those that cover a country ("": not said), but for some."""
        values = {
            "country": country,
            "covering": [country, WORLDWIDE],
            "but": list(but),
            "demonstration": demonstration,
        }
        return await self._senders(FOR_COUNTRY, values)

    async def joined(self, conversation_id: UUID) -> list[SenderRow]:
        """Whose updates a chat gets."""
        return await self._senders(JOINED, {"chat": conversation_id})

    async def join(self, new: NewSubscription) -> None:
        values = {
            "organisation_id": new.organisation_id,
            "conversation_id": new.conversation_id,
            "country": new.country,
            "sector": new.sector,
            "topics": list(new.topics),
            "shown": new.shown,
            "week": new.week,
        }
        await self._connection.execute(JOIN, values)

    async def leave(self, conversation_id: UUID, organisations: Collection[UUID]) -> None:
        values = {"chat": conversation_id, "these": list(organisations)}
        await self._connection.execute(LEAVE, values)

    async def leave_all(self, conversation_id: UUID) -> None:
        await self._connection.execute(LEAVE_ALL, {"chat": conversation_id})

    async def count(
        self, topic: str, countries: Sequence[str], sectors: Sequence[str]
    ) -> dict[str, int]:
        """How many people a segment of one's own organisation has, by language."""
        values = {"topic": topic, "countries": list(countries), "sectors": list(sectors)}
        return {row.lang: row.people for row in await self._connection.execute(COUNT, values)}

    async def _senders(self, query: sa.Select[Any], values: dict[str, object]) -> list[SenderRow]:
        found = await self._connection.execute(query, values)
        return [SenderRow(row.id, row.name, Kind(row.kind)) for row in found]
