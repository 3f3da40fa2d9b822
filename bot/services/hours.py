"""The hours at which people may be written to, as they chose them: kept sealed."""

from datetime import datetime
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
        return self._opened(conversation_id, await work.timers.hours_of(conversation_id))

    async def opens(self, work: Work, conversation_id: UUID, now: datetime) -> datetime | None:
        """The first moment from now on at which they may be written to; None: there is none.

        Who was never asked may be written to at any.
        """
        return self.opens_by(conversation_id, await work.timers.hours_of(conversation_id), now)

    def opens_by(
        self, conversation_id: UUID, sealed: bytes | None, now: datetime
    ) -> datetime | None:
        """The same by what was looked up already."""
        hours = self._opened(conversation_id, sealed)
        return now if hours is None else hours.opens(now)

    def _opened(self, conversation_id: UUID, sealed: bytes | None) -> Hours | None:
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
