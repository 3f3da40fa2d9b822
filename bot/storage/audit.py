"""The audit log: rows that nobody changes, and the links that one job chains them with."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.audit import Actor, AuditEvent
from bot.storage.tables.audit import AUDIT_EVENTS, AUDIT_LINKS

CHAIN = 0x6175646974  # "audit": the advisory lock of whoever chains
PAGE = 1_000
ADD = sa.insert(AUDIT_EVENTS)
LINK = sa.insert(AUDIT_LINKS)
HOLD = sa.select(sa.func.pg_advisory_xact_lock(CHAIN))
HEAD = (
    sa.select(AUDIT_LINKS.c.n, AUDIT_LINKS.c.hash, AUDIT_LINKS.c.event_at)
    .order_by(AUDIT_LINKS.c.n.desc())
    .limit(1)
)
# What is committed late is linked late: a transaction may take minutes, never a day.
LATEST = sa.func.coalesce(
    HEAD.with_only_columns(AUDIT_LINKS.c.event_at).scalar_subquery() - sa.text("interval '1 day'"),
    sa.text("'-infinity'::timestamptz"),
)
NO_LINK = ~sa.exists().where(
    AUDIT_LINKS.c.event_at == AUDIT_EVENTS.c.at,
    AUDIT_LINKS.c.event_id == AUDIT_EVENTS.c.id,
)
OUTSIDE = (
    sa.select(sa.func.count())
    .select_from(AUDIT_EVENTS)
    .where(AUDIT_EVENTS.c.at <= LATEST, NO_LINK)
)
UNLINKED = (
    sa.select(*AUDIT_EVENTS.c)
    .where(AUDIT_EVENTS.c.at > LATEST, NO_LINK)
    .order_by(AUDIT_EVENTS.c.at, AUDIT_EVENTS.c.id)
    .limit(sa.bindparam("limit"))
)
LINKED = (
    sa.select(*AUDIT_LINKS.c, *AUDIT_EVENTS.c)
    .join(
        AUDIT_EVENTS,
        sa.and_(
            AUDIT_EVENTS.c.at == AUDIT_LINKS.c.event_at,
            AUDIT_EVENTS.c.id == AUDIT_LINKS.c.event_id,
        ),
        isouter=True,
    )
    .where(AUDIT_LINKS.c.n > sa.bindparam("after"))
    .order_by(AUDIT_LINKS.c.n)
    .limit(PAGE)
)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """The event that is the chain's `number`th, and the hash over it and all before it."""

    number: int
    event_at: datetime
    event_id: UUID
    hash: bytes = field(repr=False)


class Audit:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, events: Sequence[AuditEvent]) -> None:
        rows = [
            {
                "at": event.at,
                "id": event.id,
                "organisation_id": event.organisation_id,
                "actor_kind": event.actor.value,
                "actor_id": event.actor_id,
                "act": event.act,
                "subject_kind": event.subject_kind,
                "subject_id": event.subject_id,
                "detail": event.detail,
            }
            for event in events
        ]
        if rows:
            await self._connection.execute(ADD, rows)

    async def hold_chain(self) -> None:
        """Nobody else chains until the transaction ends."""
        await self._connection.execute(HOLD)

    async def head(self) -> tuple[int, bytes] | None:
        """The number and the hash of the last link; None before the first."""
        row = (await self._connection.execute(HEAD)).one_or_none()
        return (row.n, row.hash) if row else None

    async def unlinked(self, limit: int) -> list[AuditEvent]:
        """Committed events that the chain does not hold yet, the oldest first."""
        found = await self._connection.execute(UNLINKED, {"limit": limit})
        return [_event(row) for row in found.mappings()]

    async def outside(self) -> int:
        """How many events are too old to be linked and have no link: written in afterwards."""
        return (await self._connection.execute(OUTSIDE)).scalar_one()

    async def link(self, links: Sequence[LinkRow]) -> None:
        rows = [
            {
                "n": link.number,
                "event_at": link.event_at,
                "event_id": link.event_id,
                "hash": link.hash,
            }
            for link in links
        ]
        if rows:
            await self._connection.execute(LINK, rows)

    async def linked_events(self) -> AsyncIterator[tuple[LinkRow, AuditEvent | None]]:
        """The chain from its beginning; no event where somebody took it away."""
        after = 0
        while rows := (await self._connection.execute(LINKED, {"after": after})).mappings().all():
            for row in rows:
                link = LinkRow(row["n"], row["event_at"], row["event_id"], row["hash"])
                yield link, None if row["at"] is None else _event(row)
            after = rows[-1]["n"]


def _event(row: sa.RowMapping) -> AuditEvent:
    values: dict[str, Any] = dict(row)
    return AuditEvent(
        id=values["id"],
        at=values["at"],
        organisation_id=values["organisation_id"],
        actor=Actor(values["actor_kind"]),
        actor_id=values["actor_id"],
        act=values["act"],
        subject_kind=values["subject_kind"],
        subject_id=values["subject_id"],
        detail=values["detail"],
    )
