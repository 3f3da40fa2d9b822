"""Updates as an organisation writes, checks and follows them: counts of people, never who."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.broadcasts import (
    BroadcastStatus,
    CheckedByItsWriter,
    NotNow,
    Segment,
    TooFewPeople,
    Words,
    checked,
    enough,
    see_move,
)
from bot.privacy.server import ServerKeys
from bot.services import trail, wheres
from bot.services.members import Caseworker
from bot.services.ports import Chance, Clock
from bot.storage.broadcasts import BroadcastRow, NewBroadcast
from bot.storage.database import Database, Work

SHOWN = 50  # of the newest


class NoSuchBroadcast(Exception):
    """There is no update here: it may be another organisation's."""


@dataclass(frozen=True, slots=True)
class Reaches:
    """How many people a text would reach; a count below the smallest segment is not told."""

    people: int
    unserved: int
    """Those whose language has no text, and no other was chosen for them."""

    @property
    def enough(self) -> bool:
        return enough(self.people)


@dataclass(frozen=True, slots=True)
class Broadcast:
    row: BroadcastRow
    words: Words
    mine: bool
    reaches: Reaches | None = None


class Broadcasts:
    """For those who may write updates; every act is on the record."""

    def __init__(self, database: Database, keys: ServerKeys, clock: Clock, chance: Chance) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._chance = chance

    async def newest(self, by: Caseworker) -> list[Broadcast]:
        async with self._database.transaction(visible_to=by.scope) as work:
            return [self._shown(row, by) for row in await work.broadcasts.newest(SHOWN)]

    async def look(self, id_: UUID, by: Caseworker) -> Broadcast:
        """With how many it would reach now.  Raises NoSuchBroadcast."""
        async with self._database.transaction(visible_to=by.scope) as work:
            row = await self._held(work, id_)
            found = self._shown(row, by)
            reaches = await self._reaches(work, row.segment, found.words)
            return Broadcast(row, found.words, found.mine, reaches)

    async def write(
        self, words: Words, segment: Segment, by: Caseworker, id_: UUID | None = None
    ) -> UUID:
        """A new draft, or another text of one.  Raises NothingWritten, TooLong, NotNow."""
        words, now = checked(words), self._clock()
        new = id_ or self._chance.id()
        sealed = self._keys.seal(words.to_bytes(), wheres.broadcast(new))
        async with self._database.transaction(visible_to=by.scope) as work:
            if id_ is None:
                await work.broadcasts.add(
                    NewBroadcast(new, by.organisation_id, sealed, segment, by.member_id, now)
                )
            else:
                await self._rewrite(work, id_, sealed, segment, by)
            await self._record(work, "broadcast.written", new, by)
        return new

    async def submit(self, id_: UUID, by: Caseworker) -> None:
        """To be checked by a second person.  Raises NoSuchBroadcast, NotNow, TooFewPeople."""
        await self._move(id_, BroadcastStatus.WAITING, by, "broadcast.submitted", counted=True)

    async def take_back(self, id_: UUID, by: Caseworker) -> None:
        """To be written once more.  Raises NoSuchBroadcast, NotNow."""
        await self._move(id_, BroadcastStatus.DRAFT, by, "broadcast.returned")

    async def approve(self, id_: UUID, by: Caseworker) -> None:
        """Checked, and on its way.

        Raises NoSuchBroadcast, NotNow, CheckedByItsWriter, TooFewPeople.
        """
        async with self._database.transaction(visible_to=by.scope) as work:
            row = await self._held(work, id_)
            _see(row, BroadcastStatus.WAITING)
            if row.written_by == by.member_id:
                raise CheckedByItsWriter(CheckedByItsWriter.__doc__)
            await self._see_enough(work, row)
            checked_by = (by.member_id, self._clock())
            await work.broadcasts.move(id_, BroadcastStatus.SENDING, checked=checked_by)
            await self._record(work, "broadcast.approved", id_, by)

    async def pause(self, id_: UUID, by: Caseworker) -> None:
        await self._move(id_, BroadcastStatus.PAUSED, by, "broadcast.paused")

    async def go_on(self, id_: UUID, by: Caseworker) -> None:
        """Raises NoSuchBroadcast, NotNow."""
        async with self._database.transaction(visible_to=by.scope) as work:
            row = await self._held(work, id_)
            _see(row, BroadcastStatus.PAUSED)  # nothing else has been checked
            await work.broadcasts.move(id_, BroadcastStatus.SENDING)
            await self._record(work, "broadcast.resumed", id_, by)

    async def stop(self, id_: UUID, by: Caseworker) -> None:
        """For good: who has not got it gets it no more.  Raises NoSuchBroadcast, NotNow."""
        await self._move(
            id_, BroadcastStatus.STOPPED, by, "broadcast.stopped", ended_at=self._clock()
        )

    async def _move(
        self,
        id_: UUID,
        to: BroadcastStatus,
        by: Caseworker,
        act: str,
        *,
        counted: bool = False,
        ended_at: datetime | None = None,
    ) -> None:
        async with self._database.transaction(visible_to=by.scope) as work:
            row = await self._held(work, id_)
            see_move(row.status, to)
            if counted:
                await self._see_enough(work, row)
            await work.broadcasts.move(id_, to, ended_at=ended_at)
            await self._record(work, act, id_, by)

    async def _rewrite(
        self, work: Work, id_: UUID, sealed: bytes, segment: Segment, by: Caseworker
    ) -> None:
        row = await self._held(work, id_)
        _see(row, BroadcastStatus.DRAFT)
        await work.broadcasts.write(id_, sealed, segment, by.member_id)

    async def _held(self, work: Work, id_: UUID) -> BroadcastRow:
        row = await work.broadcasts.held(id_)
        if row is None:
            raise NoSuchBroadcast(NoSuchBroadcast.__doc__)
        return row

    def _shown(self, row: BroadcastRow, by: Caseworker) -> Broadcast:
        return Broadcast(row, opened(self._keys, row), mine=row.written_by == by.member_id)

    async def _see_enough(self, work: Work, row: BroadcastRow) -> None:
        """Raises TooFewPeople."""
        reaches = await self._reaches(work, row.segment, opened(self._keys, row))
        if not reaches.enough:
            raise TooFewPeople(TooFewPeople.__doc__)

    async def _reaches(self, work: Work, segment: Segment, words: Words) -> Reaches:
        counts = await work.subscriptions.count(segment.topic, segment.countries, segment.sectors)
        served = sum(n for lang, n in counts.items() if words.of(lang) is not None)
        return Reaches(served, sum(counts.values()) - served)

    async def _record(self, work: Work, act: str, id_: UUID, by: Caseworker) -> None:
        event = trail.by_member(
            self._chance.id(),
            self._clock(),
            act,
            member=by.member_id,
            organisation=by.organisation_id,
            subject=("broadcast", id_),
        )
        await work.audit.add([event])


def _see(row: BroadcastRow, status: BroadcastStatus) -> None:
    """Raises NotNow."""
    if row.status is not status:
        raise NotNow(NotNow.__doc__)


def opened(keys: ServerKeys, row: BroadcastRow) -> Words:
    """What an update says; whoever sends it or reads it out opens it the same way."""
    return Words.from_bytes(keys.open(row.sealed, wheres.broadcast(row.id)))
