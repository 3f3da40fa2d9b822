"""Messages that no try will get through: kept sealed, with an alarm, not retried for ever."""

import logging

import msgspec

from bot.domain.messages import Incoming
from bot.privacy.sealed import Where
from bot.privacy.server import ServerKeys
from bot.services.ports import Chance, Clock
from bot.storage.database import Database
from bot.storage.dead_letters import DeadLetterRow

log = logging.getLogger(__name__)


class DeadLetters:
    """Sets a message aside so that it blocks neither its chat nor anybody else's."""

    def __init__(self, database: Database, keys: ServerKeys, clock: Clock, chance: Chance) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._chance = chance

    async def set_aside(self, incoming: Incoming, error: Exception) -> None:
        """Keep the message, sealed, under the name of the error; raises DatabaseUnavailable."""
        id_ = self._chance.id()
        kind = type(error).__name__
        log.error("a message was set aside after %s: dead letter %s", kind, id_)
        plain = msgspec.json.encode(incoming)
        sealed = self._keys.seal(plain, Where("dead_letters", "sealed", str(id_)))
        letter = DeadLetterRow(id_, self._clock(), incoming.address.channel, sealed, kind)
        async with self._database.transaction() as work:
            await work.dead_letters.add(letter)
