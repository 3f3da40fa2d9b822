"""What is to be said to people: a row before the call, a result after it, then no more words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.drivers import Statement, driver_of
from bot.storage.tables.conversations import OUTBOX
from bot.storage.tables.metadata import BIGINTS, TEXTS, UUIDS

NOBODY = 0
LATE = "late"  # the lane of replies that wait until the person is there: nobody sends them

# Rows get their numbers in the order they are given in, which is the order they are sent in.
ADD = Statement(
    "INSERT INTO outbox (created_at, conversation_id, channel, lane, owner, payload, answers)"
    " SELECT CAST(:at AS timestamptz), conversation_id, channel, lane, owner, payload, answers"
    " FROM unnest(CAST(:conversations AS uuid[]), CAST(:channels AS text[]),"
    " CAST(:lanes AS text[]), CAST(:owners AS bigint[]), CAST(:payloads AS bytea[]),"
    " CAST(:answers AS text[]))"
    " WITH ORDINALITY"
    " AS new (conversation_id, channel, lane, owner, payload, answers, position)"
    " ORDER BY position RETURNING id"
)
SENT = Statement(
    "UPDATE outbox AS o SET sent_at = CAST(:at AS timestamptz), payload = NULL,"
    " provider_id = done.provider_id"
    " FROM unnest(CAST(:numbers AS bigint[]), CAST(:sent_to AS uuid[]),"
    " CAST(:provider_ids AS text[])) AS done (id, conversation_id, provider_id)"
    " WHERE o.conversation_id = done.conversation_id AND o.id = done.id"
    " AND o.sent_at IS NULL AND o.failed_at IS NULL"
)
UNSENT = sa.and_(OUTBOX.c.sent_at.is_(None), OUTBOX.c.failed_at.is_(None))
OF_CONVERSATION = OUTBOX.c.conversation_id == sa.bindparam("of")
THIS = sa.and_(OUTBOX.c.id == sa.bindparam("number"), UNSENT)
FAILED = (
    sa.update(OUTBOX)
    .where(THIS)
    .values(failed_at=sa.bindparam("at"), error=sa.bindparam("error"), payload=None)
)
RETRY = (
    sa.update(OUTBOX)
    .where(THIS)
    .values(next_try_at=sa.bindparam("at"), tries=sa.bindparam("tries"))
)
ROW = (
    OUTBOX.c.id,
    OUTBOX.c.conversation_id,
    OUTBOX.c.channel,
    OUTBOX.c.lane,
    OUTBOX.c.payload,
    OUTBOX.c.tries,
    OUTBOX.c.created_at,
    OUTBOX.c.answers,
)
WAITING = (
    sa.select(*ROW)
    .where(OF_CONVERSATION, UNSENT, OUTBOX.c.id > sa.bindparam("after"))
    .order_by(OUTBOX.c.id)
)
WAITING_FOR_ANY = (
    sa.select(*ROW)
    .where(OUTBOX.c.conversation_id == sa.any_(sa.bindparam("any", type_=UUIDS)), UNSENT)
    .order_by(OUTBOX.c.id)
)
FETCHED = sa.update(OUTBOX).values(sent_at=sa.bindparam("at"), payload=None)
NOT_NEEDED = FETCHED.where(
    OUTBOX.c.conversation_id == sa.any_(sa.bindparam("any", type_=UUIDS)),
    UNSENT,
    OUTBOX.c.id == sa.any_(sa.bindparam("numbers", type_=BIGINTS)),
)
LEFT_BEHIND = (
    sa.select(OUTBOX.c.created_at, OUTBOX.c.id)
    .where(
        UNSENT,
        OUTBOX.c.lane == sa.bindparam("in_lane"),
        OUTBOX.c.owner == sa.any_(sa.bindparam("dead", type_=BIGINTS)),
        sa.or_(OUTBOX.c.next_try_at.is_(None), OUTBOX.c.next_try_at <= sa.bindparam("at")),
    )
    .order_by(OUTBOX.c.id)
    .limit(sa.bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("left_behind")
)
TAKE_OVER = (
    sa.update(OUTBOX)
    .where(
        OUTBOX.c.created_at == LEFT_BEHIND.c.created_at,
        OUTBOX.c.id == LEFT_BEHIND.c.id,
    )
    .values(owner=sa.bindparam("new_owner"))
    .returning(*ROW)
)
DROPPED = (
    sa.select(OUTBOX.c.created_at, OUTBOX.c.id)
    .where(
        UNSENT,
        OUTBOX.c.owner == sa.bindparam("of"),
        OUTBOX.c.channel == sa.any_(sa.bindparam("channels", type_=TEXTS)),
        OUTBOX.c.conversation_id != sa.all_(sa.bindparam("held", type_=UUIDS)),
        OUTBOX.c.created_at < sa.bindparam("before"),
    )
    .order_by(OUTBOX.c.id)
    .limit(sa.bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("dropped")
)
TAKE_UP_AGAIN = (
    sa.update(OUTBOX)
    .where(OUTBOX.c.created_at == DROPPED.c.created_at, OUTBOX.c.id == DROPPED.c.id)
    .values(tries=OUTBOX.c.tries + 1)
    .returning(*ROW)
)
OWNERS = (
    sa.select(OUTBOX.c.owner)
    .where(UNSENT, OUTBOX.c.lane != LATE)
    .distinct()
    .order_by(OUTBOX.c.owner)
)
UNFETCHED = FETCHED.where(OUTBOX.c.created_at < sa.bindparam("before"), UNSENT)
UNFETCHED_REPLIES = UNFETCHED.where(
    OUTBOX.c.channel == sa.any_(sa.bindparam("channels", type_=TEXTS)),
    OUTBOX.c.lane == "interactive",
)
FORGET = sa.delete(OUTBOX).where(OUTBOX.c.created_at < sa.bindparam("before"), sa.not_(UNSENT))


class NewMessage(msgspec.Struct, frozen=True):
    """A message to be sent by the process with the number `owner`, or by whoever has time (0)."""

    conversation_id: UUID
    channel: str
    lane: str
    owner: int
    payload: bytes
    answers: str | None = None
    """The channel's id of the message that this one answers."""

    def __repr__(self) -> str:
        return f"NewMessage({self.conversation_id})"


class SentMessage(msgspec.Struct, frozen=True, gc=False):
    id: int
    conversation_id: UUID
    provider_id: str


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message that waits."""

    id: int
    conversation_id: UUID
    channel: str
    lane: str
    payload: bytes = field(repr=False)
    tries: int
    written_at: datetime
    answers: str | None = None


def adding(messages: Sequence[NewMessage]) -> dict[str, Any]:
    """What `ADD` needs of them."""
    return {
        "conversations": [each.conversation_id for each in messages],
        "channels": [each.channel for each in messages],
        "lanes": [each.lane for each in messages],
        "owners": [each.owner for each in messages],
        "payloads": [each.payload for each in messages],
        "answers": [each.answers for each in messages],
    }


def sending(results: Sequence[SentMessage]) -> dict[str, Any]:
    """What `SENT` needs of them."""
    return {
        "numbers": [each.id for each in results],
        "sent_to": [each.conversation_id for each in results],
        "provider_ids": [each.provider_id for each in results],
    }


class Outbox:
    """Every message on its way, and the results of those that went."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._driver = driver_of(connection)

    async def add(self, messages: Sequence[NewMessage], at: datetime) -> list[int]:
        """Their numbers, in the same order."""
        if not messages:
            return []
        return [row[0] for row in await ADD.rows(self._driver, at=at, **adding(messages))]

    async def sent(self, results: Sequence[SentMessage], at: datetime) -> None:
        """Their words are not needed any more."""
        await SENT.rows(self._driver, at=at, **sending(results))

    async def failed(self, id_: int, error: str, at: datetime) -> None:
        """It will not be tried again; `error` is one of our own words."""
        await self._connection.execute(FAILED, {"number": id_, "error": error, "at": at})

    async def retry(self, id_: int, next_try_at: datetime, tries: int) -> None:
        await self._connection.execute(RETRY, {"number": id_, "at": next_try_at, "tries": tries})

    async def waiting_for(self, conversation_id: UUID, after: int) -> list[MessageRow]:
        """What came for someone who fetches, in order."""
        return await self._rows(WAITING, {"of": conversation_id, "after": after})

    async def waiting_for_any(self, conversation_ids: Sequence[UUID]) -> list[MessageRow]:
        """What came for several people who fetch, in order."""
        if not conversation_ids:
            return []
        return await self._rows(WAITING_FOR_ANY, {"any": list(conversation_ids)})

    async def forget_these(
        self, conversation_ids: Sequence[UUID], ids: Sequence[int], at: datetime
    ) -> None:
        """Messages that people who fetch do not need any more, of these conversations."""
        if ids:
            values = {"any": list(conversation_ids), "numbers": list(ids), "at": at}
            await self._connection.execute(NOT_NEEDED, values)

    async def take_over(
        self,
        owner: int,
        dead: Sequence[int],
        at: datetime,
        limit: int,
        *,
        lane: str = "interactive",
    ) -> list[MessageRow]:
        """What the dead and nobody were to send in a lane is the owner's to send from now on.

        Rows that somebody else is taking over right now are left to them.
        """
        values = {
            "new_owner": owner,
            "dead": [NOBODY, *dead],
            "in_lane": lane,
            "at": at,
            "limit": limit,
        }
        rows = await self._rows(TAKE_OVER, values)
        return sorted(rows, key=lambda row: row.id)

    async def take_up_again(
        self,
        owner: int,
        *,
        channels: Sequence[str],
        held: Sequence[UUID],
        before: datetime,
        limit: int,
    ) -> list[MessageRow]:
        """What the owner let fall: unsent since then, and of no conversation that it holds."""
        values = {
            "of": owner,
            "channels": list(channels),
            "held": list(held),
            "before": before,
            "limit": limit,
        }
        rows = await self._rows(TAKE_UP_AGAIN, values)
        return sorted(rows, key=lambda row: row.id)

    async def owners_unsent(self) -> list[int]:
        """Whose messages wait, whether they live or not."""
        return list((await self._connection.execute(OWNERS)).scalars())

    async def give_up(self, before: datetime, at: datetime) -> int:
        """What nobody came for, or could be sent to, since then loses its words; how many."""
        values = {"before": before, "at": at}
        return (await self._connection.execute(UNFETCHED, values)).rowcount

    async def give_up_replies(
        self, channels: Sequence[str], before: datetime, at: datetime
    ) -> int:
        """The same for replies in channels that people fetch from; how many."""
        values = {"channels": list(channels), "before": before, "at": at}
        return (await self._connection.execute(UNFETCHED_REPLIES, values)).rowcount

    async def forget(self, before: datetime) -> int:
        """Delete the traces of what was sent or refused before then; how many there were."""
        return (await self._connection.execute(FORGET, {"before": before})).rowcount

    async def _rows(self, statement: sa.Executable, values: dict[str, Any]) -> list[MessageRow]:
        return [MessageRow(*row) for row in await self._connection.execute(statement, values)]
