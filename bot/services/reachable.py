"""Whether a worker is told that there is something to read; nobody is to count on it in vain."""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from bot.privacy.server import ServerKeys
from bot.services.hours import HoursKept
from bot.services.ports import Clock
from bot.services.routes import chats_of
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database, Work


class Reachable(StrEnum):
    """How a report's worker gets to know of an answer.  Whatever it is, the answer waits there.

    The best comes first: of several chats it is the best that counts.
    """

    AT_ONCE = "at_once"
    IN_THEIR_HOURS = "in_their_hours"
    ON_LOOKING = "on_looking"  # a channel that people fetch from
    WANTS_NOTHING = "wants_nothing"  # they said stop, or never
    AWAY = "away"  # they blocked us, or their account is gone
    NO_WAY = "no_way"  # nobody may write to them, or they deleted the chat here


class Reachability:
    """Asked for a report that somebody sees already; tells nothing of where the chat is."""

    def __init__(
        self, database: Database, keys: ServerKeys, clock: Clock, pushes: Callable[[str], bool]
    ) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._pushes = pushes
        self._hours = HoursKept(keys)

    async def of(self, report: UUID) -> Reachable:
        async with self._database.transaction() as work:
            chats = await chats_of(work, self._keys, report)
            rows = [await work.conversations.get(id_) for id_ in chats]
            found = [await self._of(work, row) for row in rows if row is not None]
        return min(found, key=list(Reachable).index, default=Reachable.NO_WAY)

    async def _of(self, work: Work, row: ConversationRow) -> Reachable:
        now = self._clock()
        opens = await self._hours.opens(work, row.id, now)
        if row.unreachable_at is not None:
            return Reachable.AWAY
        if row.quiet_at is not None or opens is None:
            return Reachable.WANTS_NOTHING
        if not self._pushes(row.channel):
            return Reachable.ON_LOOKING
        return Reachable.AT_ONCE if opens <= now else Reachable.IN_THEIR_HOURS
