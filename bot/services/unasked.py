"""What comes by itself goes out: into the outbox, on the way that waits behind every reply."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.messages import Outgoing
from bot.services.delivery import Parcel
from bot.services.places import Places
from bot.services.ports import BULK
from bot.storage.conversations import ConversationRow
from bot.storage.database import Work
from bot.storage.outbox import NewMessage

Said = tuple[ConversationRow, Outgoing]


async def put_out(
    work: Work, places: Places, instance: int, said: Sequence[Said], now: datetime
) -> list[Parcel]:
    """To be handed over once it is committed; the numbers are in the order of what is said."""
    messages = [
        NewMessage(row.id, row.channel, BULK, instance, places.payload(row.id, outgoing))
        for row, outgoing in said
    ]
    ids = await work.outbox.add(messages, now)
    return [
        Parcel(id_, row.id, row.channel, places.chat(row), outgoing, lane=BULK)
        for id_, (row, outgoing) in zip(ids, said, strict=True)
    ]
