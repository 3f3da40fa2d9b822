"""The definitions of flows that conversations may still be in the middle of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.conversations import FLOW_VERSIONS

ADD = insert(FLOW_VERSIONS).on_conflict_do_nothing()
ALL = sa.select(FLOW_VERSIONS.c.hash, FLOW_VERSIONS.c.definition)


@dataclass(frozen=True, slots=True)
class FlowVersion:
    hash: str
    name: str
    definition: bytes = field(repr=False)


class FlowVersions:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, versions: Sequence[FlowVersion], at: datetime) -> None:
        """One that is there keeps the day it was first seen."""
        values = [
            {
                "hash": version.hash,
                "name": version.name,
                "definition": version.definition,
                "first_seen_at": at,
            }
            for version in versions
        ]
        if values:
            await self._connection.execute(ADD, values)

    async def all(self) -> Mapping[str, bytes]:
        """Every definition by its hash."""
        rows = await self._connection.execute(ALL)
        return {row.hash: row.definition for row in rows}
