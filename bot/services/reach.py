"""Who can be reached: people who block and come back, and groups, to which we do not talk."""

from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.messages import Address, Outgoing
from bot.domain.text import Text
from bot.engine.said import Line, Said
from bot.services.places import Places
from bot.services.ports import Clock
from bot.services.rendering import Rendering
from bot.storage.database import Database, Work

PRIVATE_ONLY = Text("I only answer in private chats. Please write to me there.")
AS_EXACT_AS_TOLD = timedelta(seconds=1)  # channels tell the second in which somebody left


class Reach:
    """What channels learn about chats beside messages.  Of a group nothing is kept but a hash."""

    def __init__(
        self, database: Database, places: Places, rendering: Rendering, clock: Clock
    ) -> None:
        self._database = database
        self._places = places
        self._rendering = rendering
        self._clock = clock

    async def left(self, address: Address, at: datetime) -> None:
        """Somebody blocked us then: nothing is sent there until they write again."""
        async with self._database.transaction() as work:
            if (row := await self._known(work, address)) is not None:
                await work.conversations.mark_unreachable(row, at + AS_EXACT_AS_TOLD)

    async def returned(self, address: Address) -> None:
        """Somebody let us in again."""
        async with self._database.transaction() as work:
            if (row := await self._known(work, address)) is not None:
                await work.conversations.mark_reachable(row)

    async def has_begun(self, address: Address) -> bool:
        """Whether there is a conversation; asking begins none."""
        async with self._database.transaction() as work:
            return await self._known(work, address) is not None

    async def met(self, group: Address, *others: Address, hint: str | None) -> Outgoing | None:
        """What to say to a group: one sentence the first time, then nothing ever again.

        `others` are further ids of the same group.  Told at most once, rather than at least: the
        sentence is of use, not needed.
        """
        now = self._clock()
        async with self._database.transaction() as work:
            new = [
                await work.groups.meet(each.channel, self._places.chat_hash(each), now)
                for each in (group, *others)
            ]
        if not new[0]:
            return None
        return self._rendering.outgoing(Said((Line(PRIVATE_ONLY),)), _language(hint))

    async def _known(self, work: Work, address: Address) -> UUID | None:
        hashed = self._places.chat_hash(address)
        row = await work.conversations.by_address(address.channel, hashed)
        return row.id if row is not None else None


def _language(hint: str | None) -> str:
    """A group has chosen none: that of the one who brought us there, or English."""
    return (hint or "en").replace("_", "-").split("-")[0].lower()
