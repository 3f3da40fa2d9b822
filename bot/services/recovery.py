"""Takes up what a process that ended left unsent: rows of the outbox whose owner is gone."""

from bot.services.delivery import Delivery, Parcel
from bot.services.places import Places
from bot.services.ports import Clock
from bot.storage.database import Database
from bot.storage.instances import Instance

AT_ONCE = 500


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
            owners = await work.outbox.owners_unsent()
            dead = await self._instance.dead([o for o in owners if o != self._instance.number])
            if not dead:
                return 0
            rows = await work.outbox.take_over(self._instance.number, dead, self._clock(), AT_ONCE)
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
            )
            for row in rows
            if (person := people[row.conversation_id]) is not None
        ]
        self._delivery.hand_over(parcels)
        return len(parcels)
