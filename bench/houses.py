"""Our side: the whole of Haki on a database of the bench, with a client that has no network."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bench.clients import Listening
from bench.servers import Base
from bench.updates import Walk
from bot.app.chance import SystemChance
from bot.app.databases import Databases
from bot.app.demonstration import organisations
from bot.app.house import House, built
from bot.channels.telegram.bots import open_bot
from bot.channels.telegram.pacer import Pace, Pacer
from bot.channels.telegram.send import TelegramSender
from bot.channels.telegram.updates import Inside, Updates
from bot.privacy.server import ServerKeys
from bot.settings import Settings, read_settings
from bot.storage.database import Database
from bot.storage.instances import Instances

# What Telegram says back to one of our questions is about as long as this.
ANSWER, BUTTONS = "One question, its choices and a line before it. " * 5, 6
PATIENCE = 300.0  # seconds for a round: one whose replies do not come has no end
NO_LIMIT = Pace(overall=1_000_000, burst=1_000_000)  # everything is counted, nobody waits


class StepsWereLost(Exception):
    """What was measured was not the work: some messages failed."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One running Haki."""

    house: House
    updates: Updates
    client: Listening

    async def walk(self, walk: Walk) -> None:
        """One person: the next message once the last is committed and its reply handed over."""
        for raw in walk.updates:
            heard = self.client.next_in(walk.chat)
            await self.updates.take(raw)
            await heard

    async def crowd(self, walks: Sequence[Walk]) -> None:
        """All of them at once, until nothing is left to do, results included.

        Raises TimeoutError where a reply does not come.
        """
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*map(self.walk, walks))
            await self.calm()

    async def calm(self) -> None:
        """Until every reply is sent and its result written down."""
        while self.house.delivery.holds():  # noqa: ASYNC110 - nothing tells when all is done
            await asyncio.sleep(0.0005)

    async def check(self, taken: int) -> None:
        """Every message was taken and answered, and none was set aside."""
        counted = self.house.counts.snapshot().get("telegram_updates_taken", 0)
        async with self.house.databases.worker.transaction() as work:
            unsent = await work.outbox.owners_unsent()
        if (counted, self.client.handed, unsent) != (taken, taken, []):
            raise StepsWereLost(
                f"Of {taken} messages {counted} were taken and {self.client.handed} answered."
            )


@asynccontextmanager
async def stand(base: Base, settings: Settings | None = None) -> AsyncIterator[Stand]:
    """Haki as `haki run` puts it together, except for listeners and jobs."""
    settings = settings or usual()
    worker, web = Database(base.worker), Database(base.web)
    databases = Databases(worker, web, ServerKeys.new(), base.worker, new=True)
    instance = await Instances(base.worker).begin()
    client = Listening(ANSWER, BUTTONS)
    bot = open_bot("1:bench", client)
    sender = TelegramSender(bot, Pacer(NO_LIMIT))
    house = await built(settings, databases, instance, {"telegram": sender})
    try:
        spoken = frozenset(each.code for each in settings.content.languages)
        await house.organisations.set_up_together(
            organisations(SystemChance(), spoken), lambda _: None
        )
        inside = Inside(house.conversations, house.files, house.reach, house.counts)
        yield Stand(house, Updates(bot, sender, inside), client)
    finally:
        await house.conversations.close()
        await house.delivery.close(4.0)
        await instance.end()
        await worker.close()
        await web.close()


def usual() -> Settings:
    """The settings of a deployment that changed nothing."""
    return read_settings({})
