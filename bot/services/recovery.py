"""Takes up what is left unsent: by a process that ended, or by this one when its way was cut."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from bot.services.delivery import Delivery, Parcel
from bot.services.places import Places
from bot.services.ports import BULK, REPLIES, Clock
from bot.storage.database import Database, Work
from bot.storage.instances import Instance
from bot.storage.outbox import MessageRow

AT_ONCE = 500  # and no more of a broadcast in memory than this
LET_FALL = timedelta(seconds=15)  # after which nobody is on the way from a commit to its sending


class Recovery:
    """Runs at the start and every few seconds, in every process that sends."""

    def __init__(
        self,
        database: Database,
        places: Places,
        delivery: Delivery,
        clock: Clock,
        instance: Instance,
    ) -> None:
        self._database = database
        self._places = places
        self._delivery = delivery
        self._clock = clock
        self._instance = instance

    async def take_up(self) -> int:
        """Send what nobody is sending any more; how many messages that were."""
        async with self._database.transaction() as work:
            rows = await self._of_the_dead(work)
            # What was just taken over is ours, and on no way yet: it is not let fall for all that.
            held = {*self._delivery.holds(), *(row.conversation_id for row in rows)}
            rows += await self._let_fall(work, tuple(held))
            conversations = {row.conversation_id for row in rows}
            people = {id_: await work.conversations.get(id_) for id_ in conversations}
        parcels = [
            Parcel(
                row.id,
                row.conversation_id,
                row.channel,
                self._places.chat(person),
                self._places.outgoing(row.conversation_id, row.payload),
                row.tries,
                BULK if row.lane == BULK else REPLIES,
                row.written_at,
            )
            for row in rows
            if (person := people[row.conversation_id]) is not None
        ]
        self._delivery.hand_over(parcels)
        return len(parcels)

    async def _of_the_dead(self, work: Work) -> list[MessageRow]:
        owners = await work.outbox.owners_unsent()
        dead = await self._instance.dead([o for o in owners if o != self._instance.number])
        if not dead:
            return []
        # One process sends broadcasts: two that each keep the provider's pace are twice too fast.
        room = {REPLIES: AT_ONCE}
        if await self._instance.leads():
            room[BULK] = max(0, AT_ONCE - self._delivery.waiting(BULK))
        return [
            row
            for lane, limit in room.items()
            for row in await work.outbox.take_over(
                self._instance.number, dead, self._clock(), limit, lane=lane
            )
        ]

    async def _let_fall(self, work: Work, held: Sequence[UUID]) -> list[MessageRow]:
        """Our own that no lane holds: where the database went away, nobody knew of the commit."""
        return await work.outbox.take_up_again(
            self._instance.number,
            channels=self._delivery.pushed,
            held=held,
            before=self._clock() - LET_FALL,
            limit=AT_ONCE,
        )
