"""A tea shop that people talk to over Telegram: the whole channel, with a fake behind it."""

from datetime import UTC, datetime
from typing import Any

from telegram import Bot

from bot.channels.telegram.pacer import Pacer
from bot.channels.telegram.send import TelegramSender
from bot.channels.telegram.updates import Inside, Updates
from bot.privacy.server import ServerKeys
from bot.services.counts import Counts
from bot.services.reach import Reach
from bot.storage.database import Database
from tests.fakes.patience import eventually
from tests.fakes.telegram import FakeTelegram
from tests.services.shop import Shop

CHANNEL = "telegram"


class Stall:
    """One process: it takes the updates that wait at the fake, when a test says so."""

    def __init__(self, telegram: FakeTelegram, bot: Bot, database: Database, pacer: Pacer) -> None:
        self.telegram = telegram
        self.sender = TelegramSender(bot, pacer)
        self.shop = Shop(database, keys=ServerKeys.new(), senders={CHANNEL: self.sender})
        self.shop.clock.now = datetime.now(UTC)  # the fake's messages bear the time of today
        self.counts = Counts()
        reach = Reach(database, self.shop.places, self.shop.rendering, self.shop.clock)
        shop = self.shop
        inside = Inside(shop.conversations, shop.files, reach, self.counts)
        self.updates = Updates(bot, self.sender, inside)

    async def takes_all(self) -> None:
        """Every update once, and whatever is said to them."""
        for each in list(self.telegram.world.updates.pending()):
            await self.updates.take(each.shape)
        self.telegram.world.updates.clear()

    async def is_calm(self, seconds: float = 5.0) -> None:
        """Everything that is to be sent is sent."""
        await eventually(lambda: not self.shop.delivery.holds(), seconds)
        await self.updates.close(1)
        await self.sender.close(1)

    async def unreachable(self, chat: int) -> Any:
        return (await self.shop.row(str(chat), CHANNEL)).unreachable_at

    async def close(self) -> None:
        await self.updates.close(1)
        await self.shop.close()
        await self.sender.close(1)
