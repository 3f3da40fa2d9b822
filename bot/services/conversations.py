"""A message comes in, the conversation goes on, and all of it is committed before it counts."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from bot.domain.messages import Address, Incoming, Outgoing
from bot.domain.weeks import monday
from bot.engine.book import Book
from bot.services.dead_letters import DeadLetters
from bot.services.delivery import Delivery, Parcel
from bot.services.effects import Effects
from bot.services.gate import Gate
from bot.services.late import Late
from bot.services.places import Places
from bot.services.ports import REPLIES, Chance, Clock
from bot.services.rendering import Rendering
from bot.services.steps import Step, Steps
from bot.services.unread import Beside, Unread, beside, says_the_same, unseen
from bot.storage.batches import Taken
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database, DatabaseUnavailable, Work
from bot.storage.outbox import LATE, NOBODY, NewMessage


class Received(msgspec.Struct, frozen=True):
    """What a message led to.  `fresh` is False for one that was here before."""

    conversation_id: UUID
    parcels: tuple[Parcel, ...]
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """What conversations are held with; `instance` is the number of this process."""

    database: Database
    book: Book
    rendering: Rendering
    places: Places
    effects: Effects
    delivery: Delivery
    dead_letters: DeadLetters
    late: Late
    clock: Clock
    chance: Chance
    instance: int


class Conversations:
    """Everyone's conversations: one transaction for a batch of different people."""

    def __init__(self, setting: Setting) -> None:
        self._set = setting
        self._steps = Steps(setting.book, setting.places, setting.rendering, setting.effects)
        self._gate: Gate[Received] = Gate(self._commit)

    async def receive(self, incoming: Incoming) -> Received:
        """Returns when the message and what it led to are committed; only then acknowledge it.

        Raises TryAgain: the channel keeps the message and hands it in again.
        """
        return await self._gate.let_through(incoming)

    async def waiting(self, address: Address, *, after: int) -> list[Parcel]:
        """What came for someone who fetches, after what they have; to look takes nothing away."""
        async with self._set.database.transaction() as work:
            row = await self._known(work, address)
            if row is None:
                return []
            unread = await self._unread(work, [row])
        return [
            Parcel(each.id, row.id, row.channel, address.id, each.outgoing)
            for each in unread.get(row.id, ())
            if each.id > after
        ]

    async def arrival(self, address: Address, *, after: int, seconds: float) -> list[Parcel]:
        """The same; if nothing is there, wait a while for it."""
        async with self._set.database.transaction() as work:
            row = await self._known(work, address)
        if row is None:
            return []
        with self._set.delivery.arrival(row.id) as arrived:
            if found := await self.waiting(address, after=after):
                return found
            with suppress(TimeoutError):
                await asyncio.wait_for(arrived.wait(), seconds)
        return await self.waiting(address, after=after)

    async def close(self) -> None:
        """Finish what is inside, let nothing in."""
        await self._gate.close()

    # one batch --------------------------------------------------------------------------------

    async def _commit(self, batch: Sequence[Incoming]) -> Sequence[Received | BaseException]:
        """All of them together, or, if that fails, each by itself."""
        try:
            received = await self._together(batch)
        except DatabaseUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it may not block a chat
            if len(batch) == 1:
                return [await self._apologised(batch[0], error)]
            return [result for one in batch for result in await self._singly(one)]
        self._set.delivery.hand_over([p for each in received if each.fresh for p in each.parcels])
        return received

    async def _apologised(self, incoming: Incoming, error: Exception) -> Received:
        """The message is set aside, and the person told; the conversation stays where it was."""
        await self._set.dead_letters.set_aside(incoming, error)
        now = self._set.clock()
        async with self._set.database.transaction() as work:
            (taken,) = await work.batches.take_in([self._set.places.came(incoming)], now)
            (row,) = await self._rows(work, [incoming], [taken], now)
            if not taken.fresh:  # another process had it too, and has said so
                return await self._repeated(work, row, incoming)
            received = await self._sorry(work, row, incoming, now)
        self._set.delivery.hand_over(received.parcels[-1:])
        return received

    async def _sorry(
        self, work: Work, row: ConversationRow, incoming: Incoming, now: datetime
    ) -> Received:
        sorry = self._set.rendering.sorry(row.lang)
        unread = (await self._unread(work, [row])).get(row.id, [])
        again = {each.id for each in unread if says_the_same(each, sorry)}
        await work.outbox.forget_these([row.id], list(again), now)
        (id_,) = await work.outbox.add([self._message(row, sorry)], now)
        shown = [each for each in unseen(unread, incoming) if each.id not in again]
        return self._received(row, incoming, [*shown, Unread(id_, sorry, reply=True)])

    async def _singly(self, incoming: Incoming) -> Sequence[Received | BaseException]:
        """One bad message, or a database that goes away, spoils nobody else's step."""
        try:
            return await self._commit([incoming])
        except Exception as error:  # noqa: BLE001 - also what could not even be set aside
            return [error]

    async def _together(self, batch: Sequence[Incoming]) -> list[Received]:
        now = self._set.clock()
        came = [self._set.places.came(one) for one in batch]
        with self._set.delivery.results.along() as sent:
            async with self._set.database.transaction() as work:
                taken = await work.batches.take_in(came, now, sent)
                return await self._taken(work, batch, taken, now)

    async def _taken(
        self, work: Work, batch: Sequence[Incoming], taken: Sequence[Taken], now: datetime
    ) -> list[Received]:
        rows = await self._rows(work, batch, taken, now)
        steps = [
            await self._steps.of(work, row, one, now)
            for one, row, each in zip(batch, rows, taken, strict=True)
            if each.fresh
        ]
        steps = [self._set.late.marked(each, now) for each in steps]
        steps = await self._once_an_album(work, steps, now)
        kept = await self._keep(work, steps, now)
        await work.links.count([s.link for s in steps if s.link], monday(now))
        done = {s.row.id: each for s, each in zip(steps, kept, strict=True)}
        return [
            done.get(row.id) or await self._repeated(work, row, one)
            for one, row in zip(batch, rows, strict=True)
        ]

    async def _once_an_album(self, work: Work, steps: Sequence[Step], now: datetime) -> list[Step]:
        """The files of an album come one by one; the same is said to all of them once."""
        said = {
            s.incoming: (s.row.channel, self._set.places.album_hash(s.incoming, s.tells))
            for s in steps
            if s.incoming.album is not None
        }
        if not said:
            return list(steps)
        fresh = await work.seen.new_of(list(said.values()), now)
        marked = [replace(s, said=said.get(s.incoming) not in {None, *fresh}) for s in steps]
        of_use = [s for s in marked if s.taken or not s.said]
        await work.files.drop([id_ for s in marked if s not in of_use for id_ in s.dropped])
        return of_use

    async def _rows(
        self, work: Work, batch: Sequence[Incoming], taken: Sequence[Taken], now: datetime
    ) -> list[ConversationRow]:
        """Everyone's conversation, held; begun for whoever is new."""
        new = {
            one.address: self._set.places.new(self._set.chance.id(), one.address)
            for one, each in zip(batch, taken, strict=True)
            if each.row is None
        }
        begun = await work.conversations.lock_or_create(list(new.values()), now) if new else ()
        rows = {row.address_hash: row for row in begun}
        return [
            each.row or rows[new[one.address].address_hash]
            for one, each in zip(batch, taken, strict=True)
        ]

    async def _keep(self, work: Work, steps: Sequence[Step], now: datetime) -> list[Received]:
        """Places and replies, in one statement for the whole batch."""
        if not steps:
            return []
        await work.files.hold([id_ for step in steps for id_ in step.held])
        await work.files.drop([id_ for step in steps for id_ in step.dropped])
        besides = await self._besides(work, steps, now)
        new = [s for s, stays in zip(steps, besides, strict=True) if not (stays.asked or s.said)]
        messages = [self._message(s.row, s.outgoing, s.incoming.own, late=s.late) for s in new]
        ids = await work.batches.keep([step.saved for step in steps], messages, now)
        await self._set.late.put_by(work, new, now)
        replies = {
            s.row.id: (Unread(id_, s.outgoing, reply=True),)
            for s, id_ in zip(new, ids, strict=True)
            if not s.late
        }
        return [
            self._received(s.row, s.incoming, (*stays.shown, *replies.get(s.row.id, ())))
            for s, stays in zip(steps, besides, strict=True)
        ]

    async def _besides(self, work: Work, steps: Sequence[Step], now: datetime) -> Sequence[Beside]:
        """What stays beside each reply; what does not is forgotten."""
        waited = await self._set.late.beside(work, steps, now)
        unread = await self._unread(work, [step.row for step in steps])
        if not unread:
            return [waited.get(step.row.id, Beside(())) for step in steps]
        found = [
            waited.get(s.row.id) or beside(unread.get(s.row.id, ()), s.incoming, s.outgoing)
            for s in steps
        ]
        stays = {each.id for one in found for each in one.shown}
        gone = [each.id for of in unread.values() for each in of if each.id not in stays]
        await work.outbox.forget_these(list(unread), gone, now)
        return found

    def _message(
        self,
        row: ConversationRow,
        outgoing: Outgoing,
        answers: str | None = None,
        *,
        late: bool = False,
    ) -> NewMessage:
        payload = self._set.places.payload(row.id, outgoing)
        lane, owner = (LATE, NOBODY) if late else (REPLIES, self._set.instance)
        return NewMessage(row.id, row.channel, lane, owner, payload, answers)

    def _received(
        self,
        row: ConversationRow,
        incoming: Incoming,
        shown: Sequence[Unread],
        *,
        fresh: bool = True,
    ) -> Received:
        chat = incoming.address.id
        written = self._set.clock()
        parcels = (
            Parcel(e.id, row.id, row.channel, chat, e.outgoing, written=written) for e in shown
        )
        return Received(row.id, tuple(parcels), fresh)

    # what is there already ----------------------------------------------------------------------

    async def _repeated(self, work: Work, row: ConversationRow, incoming: Incoming) -> Received:
        """A message that was here before gets what it led to, where that still waits."""
        unread = (await self._unread(work, [row])).get(row.id, [])
        shown = [each for each in unread if each.id > (incoming.shown or 0)]
        return self._received(row, incoming, shown, fresh=False)

    async def _known(self, work: Work, address: Address) -> ConversationRow | None:
        address_hash = self._set.places.chat_hash(address)
        return await work.conversations.by_address(address.channel, address_hash)

    async def _unread(
        self, work: Work, rows: Sequence[ConversationRow]
    ) -> dict[UUID, list[Unread]]:
        """What waits for those of them who fetch; nobody else has to be looked for."""
        found: dict[UUID, list[Unread]] = {
            row.id: [] for row in rows if not self._set.delivery.pushes(row.channel)
        }
        for each in await work.outbox.waiting_for_any(list(found)):
            outgoing = self._set.places.outgoing(each.conversation_id, each.payload)
            unread = Unread(each.id, outgoing, reply=each.lane == REPLIES)
            found[each.conversation_id].append(unread)
        return found
