"""What was committed to be said is sent: at once, in order per person, with a result for each."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import msgspec

from bot.domain.messages import Outgoing
from bot.domain.unavailable import TryAgain
from bot.services.late import told
from bot.services.patience import pause
from bot.services.ports import REPLIES, Clock, Lane, Sender, SendFailed
from bot.services.results import Results
from bot.storage.database import Database, Work
from bot.storage.outbox import SentMessage

log = logging.getLogger(__name__)

SOON = timedelta(seconds=1)  # until a database that went away is asked again
GIVEN_UP = timedelta(days=1)  # as long as Telegram keeps updates for us
TAKEN_BACK = timedelta(hours=47)  # after two days Telegram leaves a message where it is
LATE_AFTER = timedelta(minutes=2)
MOST_TIMES = 12  # that a message may be let fall and taken up again


Way = tuple[UUID, Lane]


class _TheyAreThere(Exception):
    """Somebody whose reply was to wait has written again."""


class Parcel(msgspec.Struct, frozen=True):
    """One message on its way: its row in the outbox, the chat, the words."""

    id: int
    conversation_id: UUID
    channel: str
    chat: str
    outgoing: Outgoing
    tries: int = 0
    lane: Lane = REPLIES
    written: datetime | None = None
    """When, if it is a reply: after a while nobody looks at the screen any more."""

    def __repr__(self) -> str:
        return f"Parcel({self.id})"

    @property
    def way(self) -> Way:
        return self.conversation_id, self.lane


class Delivery:
    """Sends parcels, each person's one after the other, people beside each other.

    Replies do not wait for what was begun by ourselves, not even that of the same person.

    A reply that could not be sent within `late_after` is put by until the person is there.

    A channel without a sender is one that people fetch from (the web chat): its waiters are woken.
    """

    def __init__(
        self,
        database: Database,
        senders: Mapping[str, Sender],
        clock: Clock,
        late_after: timedelta = LATE_AFTER,
    ) -> None:
        self._database = database
        self._senders = senders
        self._clock = clock
        self._late_after = late_after
        self._results = Results(database, clock)
        self._ways: dict[Way, deque[Parcel]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._arrivals: dict[UUID, set[asyncio.Event]] = {}
        self._closing = asyncio.Event()

    @property
    def results(self) -> Results:
        return self._results

    @property
    def pushed(self) -> Sequence[str]:
        """The channels that have a sender."""
        return list(self._senders)

    def pushes(self, channel: str) -> bool:
        return channel in self._senders

    def hand_over(self, parcels: Sequence[Parcel]) -> None:
        """Take parcels whose rows are committed; returns at once."""
        for parcel in parcels:
            if not self.pushes(parcel.channel):
                self._wake(parcel.conversation_id)
            elif way := self._ways.get(parcel.way):
                way.append(parcel)
            else:
                self._begin(parcel)

    def holds(self) -> Collection[UUID]:
        """The conversations with something on its way, or sent and not written down yet."""
        sent = {each.conversation_id for each in self._results.unwritten()}
        return sent | {conversation_id for conversation_id, _ in self._ways}

    def waiting(self, lane: Lane) -> int:
        """For how many people something of this lane is on its way."""
        return sum(each == lane for _, each in self._ways)

    @contextmanager
    def arrival(self, conversation_id: UUID) -> Iterator[asyncio.Event]:
        """Set when something arrives for someone who fetches, from the first moment on.

        Look for what is there after this has begun, so that nothing falls between.  Nobody begins
        to wait where the service is stopping.
        """
        event = asyncio.Event()
        if self._closing.is_set():
            event.set()
        waiters = self._arrivals.setdefault(conversation_id, set())
        waiters.add(event)
        try:
            yield event
        finally:
            waiters.discard(event)
            if not waiters:
                self._arrivals.pop(conversation_id, None)

    async def close(self, seconds: float) -> None:
        """Finish what is being sent, and write it down; what waits stays for the next start."""
        self._closing.set()
        for sender in self._senders.values():
            sender.stop()
        for conversation_id in self._arrivals:
            self._wake(conversation_id)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._results.close(), seconds)

    def _wake(self, conversation_id: UUID) -> None:
        for event in self._arrivals.get(conversation_id, ()):
            event.set()

    def _begin(self, parcel: Parcel) -> None:
        self._ways[parcel.way] = deque([parcel])
        task = asyncio.create_task(self._send_all(parcel.way), name="delivery")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send_all(self, way: Way) -> None:
        parcels = self._ways[way]
        try:
            while parcels and not self._closing.is_set():
                await self._send(parcels[0])
                parcels.popleft()
        except Exception as error:  # noqa: BLE001 - the rows stay in the outbox and are taken up again
            kind = type(error).__name__  # no more: an error may quote what people wrote
            log.error("delivery stopped for one conversation: %s", kind)  # noqa: TRY400
        finally:
            del self._ways[way]

    async def _send(self, parcel: Parcel) -> None:
        """Try until it is sent, refused for good, or we stop."""
        send = self._senders[parcel.channel].send
        shown = await self._shown(parcel) if parcel.outgoing.hides else ()
        if shown is None:
            return None
        parts: tuple[str, ...] = ()
        until = self._clock() + GIVEN_UP
        failures = 0
        in_time = partial(self._is_in_time, parcel)
        while (begun := self._clock()) < until and parcel.tries < MOST_TIMES:
            if not in_time() and await self._put_by(parcel):
                return None
            try:
                if shown:
                    await self._senders[parcel.channel].take_back(parcel.chat, shown)
                sent = await send(
                    parcel.chat, parcel.outgoing, lane=parcel.lane, sent=parts, wanted=in_time
                )
            except SendFailed as failed:
                if failed.permanent:
                    return await self._refused(parcel, failed, begun)
                parts = failed.sent
                if await self._stopped_within(pause(parcel.lane, failures, failed.retry_after)):
                    return None
                failures += 1
            else:
                return self._results.arrived(SentMessage(parcel.id, parcel.conversation_id, sent))
        return await self._refused(parcel, SendFailed("too many tries"), begun)

    def _is_in_time(self, parcel: Parcel) -> bool:
        """Whether this may be said now.  A reply may, as long as the person seems to be there.

        So it may where they have written since, and that reply waits behind this one.
        """
        if parcel.written is None or parcel.lane != REPLIES or _is_safe(parcel.outgoing):
            return True
        since = self._clock() - self._late_after
        return any(
            each.written is not None and each.written >= since
            for each in (parcel, *self._ways.get(parcel.way, ()))
        )

    async def _put_by(self, parcel: Parcel) -> bool:
        """Whether it waits now until they are there; not where they have written meanwhile."""
        while True:
            try:
                async with self._database.transaction() as work:
                    await self._waits(work, parcel)
            except _TheyAreThere:
                return False
            except TryAgain:
                if await self._stopped_within(SOON):
                    return True
            else:
                return True

    async def _waits(self, work: Work, parcel: Parcel) -> None:
        """Raises _TheyAreThere: whoever wrote just before this is here now, or never will be."""
        row, now = await work.conversations.held(parcel.conversation_id), self._clock()
        if row is not None and await work.late.put_by(row.id, parcel.id, now):
            await told(work, row, now, self._late_after)
        if self._is_in_time(parcel):
            raise _TheyAreThere

    async def _shown(self, parcel: Parcel) -> Sequence[str] | None:
        """What is to be taken off the screen before this is said; None where we stop."""
        while True:
            try:
                async with self._database.transaction() as work:
                    await work.outbox.sent(self._results.of(parcel.conversation_id), self._clock())
                    return await work.departures.shown(
                        parcel.conversation_id,
                        number=parcel.id,
                        since=self._clock() - TAKEN_BACK,
                    )
            except TryAgain:
                if await self._stopped_within(SOON):
                    return None

    async def _refused(self, parcel: Parcel, failed: SendFailed, begun: datetime) -> None:
        log.warning("message %d was refused: %s", parcel.id, failed.reason)

        async def write() -> None:
            async with self._database.transaction() as work:
                await work.outbox.failed(parcel.id, failed.reason, self._clock())
                if failed.gone:
                    await work.conversations.mark_unreachable(parcel.conversation_id, begun)

        await self._kept(write)

    async def _kept(self, write: Callable[[], Awaitable[None]]) -> None:
        """A result is kept as soon as there is a database: without it, it would be sent again."""
        while True:
            try:
                return await write()
            except TryAgain:
                if await self._stopped_within(SOON):
                    return None

    async def _stopped_within(self, pause: timedelta) -> bool:
        try:
            await asyncio.wait_for(self._closing.wait(), pause.total_seconds())
        except TimeoutError:
            return False
        return True


def _is_safe(outgoing: Outgoing) -> bool:
    """What is neutral, or takes everything off the screen, may come whenever it can."""
    return outgoing.silent or outgoing.hides
