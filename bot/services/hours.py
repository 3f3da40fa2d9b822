"""The hours at which people may be written to, as they chose them: kept sealed."""

from uuid import UUID

import msgspec

from bot.domain.hours import Hours, May, PartOfDay, minutes_ahead
from bot.engine.said import Done
from bot.privacy.sealed import Where
from bot.privacy.server import ServerKeys
from bot.services.effects import Asked
from bot.storage.database import Work


class HoursKept:
    """A clock tells roughly where somebody is, so it is nobody's business."""

    def __init__(self, keys: ServerKeys) -> None:
        self._keys = keys

    async def of(self, work: Work, conversation_id: UUID) -> Hours | None:
        """None: they were never asked."""
        return self.opened(conversation_id, await work.timers.hours_of(conversation_id))

    def opened(self, conversation_id: UUID, sealed: bytes | None) -> Hours | None:
        """The same of what was looked up already."""
        if sealed is None:
            return None
        plain = self._keys.open(sealed, _where(conversation_id))
        return msgspec.json.decode(plain, type=Hours)

    async def choose(self, work: Work, asked: Asked) -> Done:
        """What the flow `hours` asked for."""
        may = May(asked.known.one("may_write"))
        ahead = 0
        if may is May.DAY:
            ahead = minutes_ahead(PartOfDay(asked.known.one("clock")), asked.now)
        sealed = self._keys.seal(
            msgspec.json.encode(Hours(may, ahead)), _where(asked.conversation_id)
        )
        await work.timers.put_hours(asked.conversation_id, sealed)
        return Done("kept")


def _where(conversation_id: UUID) -> Where:
    return Where("hours", "sealed", str(conversation_id))
