"""What a batch of messages needs of the database: one statement before the engine, one after it.

Going there and back takes longer than what is done there.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.conversations import LOCK, SAVE, ConversationRow, SavedPlace, saving
from bot.storage.drivers import Statement, driver_of
from bot.storage.outbox import ADD, SENT, NewMessage, SentMessage, adding, sending
from bot.storage.seen import REMEMBER

TAKE_IN = Statement(
    f"WITH fresh AS ({REMEMBER}), held AS ({LOCK}), results AS ({SENT})"  # noqa: S608 - constants
    " SELECT fresh.external_id IS NOT NULL, held.*"
    " FROM unnest(CAST(:channels AS text[]), CAST(:external_ids AS bytea[]),"
    " CAST(:address_hashes AS bytea[]))"
    " WITH ORDINALITY AS came (channel, external_id, address_hash, position)"
    " LEFT JOIN fresh USING (channel, external_id)"
    " LEFT JOIN held USING (channel, address_hash)"
    " ORDER BY position"
)
KEEP = Statement(f"WITH saved AS ({SAVE}) {ADD}")


class Came(msgspec.Struct, frozen=True, gc=False):
    """A message that came in: what it is known by, and who sent it."""

    channel: str
    external_id: bytes
    address_hash: bytes


class Taken(msgspec.Struct, frozen=True):
    """Whether it was not here before, and the conversation, where there is one already."""

    fresh: bool
    row: ConversationRow | None


class Batches:
    """Messages of different people."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._driver = driver_of(connection)

    async def take_in(
        self, came: Sequence[Came], at: datetime, results: Sequence[SentMessage] = ()
    ) -> list[Taken]:
        """Remember them, and hold their conversations until the transaction ends.

        The results of what was sent meanwhile are kept beside that.
        """
        rows = await TAKE_IN.rows(
            self._driver,
            at=at,
            channels=[each.channel for each in came],
            external_ids=[each.external_id for each in came],
            address_hashes=[each.address_hash for each in came],
            **sending(results),
        )
        return [
            Taken(fresh, None if row[0] is None else ConversationRow(*row)) for fresh, *row in rows
        ]

    async def keep(
        self, places: Sequence[SavedPlace], messages: Sequence[NewMessage], at: datetime
    ) -> list[int]:
        """Where the conversations are now, and what is to be said; its numbers, in that order."""
        rows = await KEEP.rows(self._driver, at=at, **saving(places), **adding(messages))
        return [row[0] for row in rows]
