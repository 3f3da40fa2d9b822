"""Tells a worker that there is something to read, without a word of what it is."""

from uuid import UUID

from bot.domain.messages import Button
from bot.domain.text import Text
from bot.privacy.server import ServerKeys
from bot.services.delivery import Delivery, Parcel
from bot.services.hours import HoursKept
from bot.services.late import OPEN
from bot.services.places import Places
from bot.services.ports import BULK, Clock
from bot.services.rendering import Rendering
from bot.services.routes import chats_of
from bot.services.timers import Saying, Timers
from bot.services.unasked import put_out
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database, Work

READ = "/read"  # the command behind the button
SOMETHING = Text("You have a new message.")
OPEN_IT = Text("Open")


NOTICE, LATE_NOTICE = "notice", "late"  # the timers, where it is not their hour


async def unread(work: Work, report: UUID) -> bool:
    """Whether the worker has not seen all: an answer, or that the work has come to its end."""
    if await work.entries.unread_by_worker(report):
        return True
    return await work.referrals.end_unseen(report)


async def _unread(work: Work, report: str) -> bool:
    return await unread(work, UUID(report))


async def _waits(work: Work, conversation: str) -> bool:
    row = await work.conversations.get(UUID(conversation))
    return row is not None and row.late_at is not None


AT_THEIR_HOUR = {
    NOTICE: Saying(SOMETHING, OPEN_IT, "📨", READ, still=_unread, also_here=True),
    LATE_NOTICE: Saying(SOMETHING, OPEN_IT, "📨", OPEN, still=_waits, also_here=True),
}


class Notices:
    """Puts notices on their way; whoever cannot be reached finds the answer on coming back."""

    def __init__(
        self,
        *,
        database: Database,
        keys: ServerKeys,
        places: Places,
        rendering: Rendering,
        delivery: Delivery,
        clock: Clock,
        hours: HoursKept,
        timers: Timers,
        instance: int,
    ) -> None:
        self._database = database
        self._keys = keys
        self._places = places
        self._rendering = rendering
        self._delivery = delivery
        self._clock = clock
        self._hours = hours
        self._timers = timers
        self._instance = instance

    async def tell(self, report: UUID) -> bool:
        """One notice for everything of this report that is unread, in each chat that is told.

        False if there is nobody.  Doing it twice does no harm beyond a second notice.
        """
        async with self._database.transaction() as work:
            chats = await chats_of(work, self._keys, report)
        return any([await self._tell(report, chat) for chat in chats])

    async def _tell(self, report: UUID, chat: UUID) -> bool:
        """Each by itself, so that no two chats are held at once."""
        async with self._database.transaction() as work:
            row = await self._reader(work, report, chat)
            parcels = await self._told(work, row, NOTICE, report)
        return self._handed(parcels)

    async def tell_of_late(self, conversation: UUID) -> bool:
        """One notice for every reply that waits there until the person is; False if none does.

        Nobody is told who wants nothing by itself: they find it when they write again.
        """
        async with self._database.transaction() as work:
            row = await work.conversations.held(conversation)
            waits = row is not None and row.late_at is not None
            parcels = await self._told(work, row if waits else None, LATE_NOTICE, conversation)
        return self._handed(parcels)

    async def _told(
        self, work: Work, row: ConversationRow | None, kind: str, about: UUID
    ) -> list[Parcel] | None:
        """None where nobody is told; no more is put out where a notice is on its way already.

        Whatever that one is of: any tap shows what waits.
        """
        if row is None or (row.unreachable_at or row.quiet_at) is not None:
            return None
        if not await self._is_their_hour(work, row, kind, about):
            return None
        if await self._is_on_its_way(work, row):
            return []
        return await self._put_out(work, row, AT_THEIR_HOUR[kind].command)

    def _handed(self, parcels: list[Parcel] | None) -> bool:
        """Whether somebody is told.  Only what is committed is handed over."""
        self._delivery.hand_over(parcels or ())
        return parcels is not None

    async def _reader(self, work: Work, report: UUID, chat: UUID) -> ConversationRow | None:
        """The conversation, if something of the report is still unread.

        Held, so that a reply of the same moment gets a number on the other side of the notice's.
        """
        if not await unread(work, report):
            return None
        return await work.conversations.held(chat)

    async def _is_their_hour(
        self, work: Work, row: ConversationRow, kind: str, about: UUID
    ) -> bool:
        """Whether they may be written to now; if only later, then that is seen to."""
        now = self._clock()
        opens = await self._hours.opens(work, row.id, now)
        if opens is not None and opens > now:
            await self._timers.set(work, row.id, kind, opens, about=str(about))
        return opens == now

    async def _is_on_its_way(self, work: Work, row: ConversationRow) -> bool:
        """Whether a notice is being sent, or will be: a job that comes twice adds none to it."""
        if not self._delivery.pushes(row.channel):
            return False  # whoever fetches may have seen the one that waits
        waiting = await work.outbox.waiting_for(row.id, after=0)
        return any(each.lane == BULK for each in waiting)

    async def _put_out(self, work: Work, row: ConversationRow, opens: str) -> list[Parcel]:
        speak = self._rendering.speak(row.lang)
        button = Button(opens, f"📨 {speak(OPEN_IT)}")
        said = row, self._rendering.unasked(speak(SOMETHING), row.lang, button)
        return await put_out(work, self._places, self._instance, [said], self._clock())
