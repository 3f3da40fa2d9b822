"""What a person asks for who goes: quiet, nothing on the screen, nothing left with us."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.outbox import LATE, UNSENT
from bot.storage.tables.broadcasts import SUBSCRIPTIONS
from bot.storage.tables.conversations import CONVERSATIONS, OUTBOX
from bot.storage.tables.metadata import TEXTS
from bot.storage.tables.reach import HOURS, TIMERS

THIS = CONVERSATIONS.c.id == sa.bindparam("conversation")
QUIET = sa.update(CONVERSATIONS).where(THIS).values(quiet_at=sa.bindparam("at"))
ERASE = (
    sa.update(CONVERSATIONS)
    .where(THIS)
    .values(
        place_sealed=None,
        flow_hash="",
        lang="",
        quiet_at=None,
        late_at=None,
        created_at=sa.bindparam("at"),
        erased_at=sa.bindparam("at"),
    )
)
NO_TIMERS = sa.delete(TIMERS).where(TIMERS.c.conversation_id == sa.bindparam("conversation"))
NO_HOURS = sa.delete(HOURS).where(HOURS.c.conversation_id == sa.bindparam("conversation"))
NO_UPDATES = sa.delete(SUBSCRIPTIONS).where(
    SUBSCRIPTIONS.c.conversation_id == sa.bindparam("conversation")
)
OF_CHAT = OUTBOX.c.conversation_id == sa.bindparam("conversation")
SAY_NOTHING = (
    sa.update(OUTBOX).where(OF_CHAT, UNSENT).values(failed_at=sa.bindparam("at"), payload=None)
)
IDS = (OUTBOX.c.provider_id, OUTBOX.c.answers)
SHOWN = sa.union_all(
    sa.select(*IDS).where(
        OF_CHAT, OUTBOX.c.provider_id.is_not(None), OUTBOX.c.created_at > sa.bindparam("since")
    ),
    sa.select(*IDS).where(
        OF_CHAT, UNSENT, sa.or_(OUTBOX.c.id == sa.bindparam("number"), OUTBOX.c.lane == LATE)
    ),
)
STILL_TO_SAY = sa.exists().where(
    OUTBOX.c.conversation_id == CONVERSATIONS.c.id,
    UNSENT,
    OUTBOX.c.channel != sa.all_(sa.bindparam("fetched", type_=TEXTS)),
)
GONE = (
    sa.select(CONVERSATIONS.c.id)
    .where(
        CONVERSATIONS.c.erased_at < sa.bindparam("before"),
        sa.or_(CONVERSATIONS.c.erased_at < sa.bindparam("long_before"), sa.not_(STILL_TO_SAY)),
    )
    .limit(sa.bindparam("limit"))
    .with_for_update(skip_locked=True)
)
DELETE_SAID = sa.delete(OUTBOX).where(
    OUTBOX.c.conversation_id.in_(sa.bindparam("gone", expanding=True)),
    sa.or_(OUTBOX.c.provider_id.is_not(None), UNSENT),
)
DELETE = sa.delete(CONVERSATIONS).where(
    CONVERSATIONS.c.id.in_(sa.bindparam("gone", expanding=True))
)


class Departures:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def be_quiet(self, conversation_id: UUID, at: datetime | None) -> None:
        """From then on nothing is sent that is no reply; None: it may be again."""
        await self._connection.execute(QUIET, {"conversation": conversation_id, "at": at})
        if at is not None:
            await self._connection.execute(NO_TIMERS, {"conversation": conversation_id})

    async def shown(self, conversation_id: UUID, *, number: int, since: datetime) -> list[str]:
        """The channel's ids of what was said since then, by us and by the person.

        `number` is of the message that is being sent: what it answers is there already, and so
        is what those answer that wait.
        """
        values = {"conversation": conversation_id, "number": number, "since": since}
        rows = await self._connection.execute(SHOWN, values)
        ids = (each for row in rows for part in row if part for each in part.split(","))
        return list(dict.fromkeys(ids))

    async def erase(self, conversation_id: UUID, at: datetime) -> None:
        """Nothing of this chat is kept but the way to say so; that goes as soon as it is said."""
        this = {"conversation": conversation_id}
        await self._connection.execute(NO_TIMERS, this)
        await self._connection.execute(NO_HOURS, this)
        await self._connection.execute(NO_UPDATES, this)
        await self._connection.execute(SAY_NOTHING, {**this, "at": at})
        await self._connection.execute(ERASE, {**this, "at": at})

    async def forget(
        self, before: datetime, long_before: datetime, limit: int, *, fetched: Sequence[str] = ()
    ) -> int:
        """Delete the chats that were erased before then; how many there were.

        Those in which something is still to be said wait, but not for long; who fetches had it
        with the answer to their own word.
        """
        values = {
            "before": before,
            "long_before": long_before,
            "limit": limit,
            "fetched": list(fetched),
        }
        gone = list((await self._connection.execute(GONE, values)).scalars())
        if gone:
            await self._connection.execute(DELETE_SAID, {"gone": gone})
            await self._connection.execute(DELETE, {"gone": gone})
        return len(gone)
