"""What Telegram hands us goes to the conversations; it is acknowledged only after the commit."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.receive import Ignored, MalformedUpdate, Update, decode, read
from bot.services.conversations import Conversations
from bot.services.counts import Counts

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")


class Updates:
    """The way in, whether Telegram is polled or calls us."""

    def __init__(self, bot: Bot, conversations: Conversations, counts: Counts) -> None:
        self._bot = bot
        self._conversations = conversations
        self._counts = counts

    async def take(self, data: bytes | Mapping[str, Any]) -> None:
        """Returns when what the update led to is committed, or when it asks nothing of us.

        Raises TryAgain: then it is not to be acknowledged.
        """
        try:
            update = decode(data)
            incoming = read(update)
        except MalformedUpdate:
            self._counts.add("telegram_updates_malformed")
            return
        if isinstance(incoming, Ignored):
            self._counts.add(f"telegram_updates_ignored_{incoming.reason.replace(' ', '_')}")
            return
        received = await self._conversations.receive(incoming)
        name = "taken" if received.fresh else "repeated"
        self._counts.add(f"telegram_updates_{name}")
        await self._calm(update)

    async def _calm(self, update: Update) -> None:
        """Stops the little clock on a button; whether it works changes nothing."""
        if update.callback_query is not None:
            with suppress(TelegramError):
                await self._bot.answer_callback_query(update.callback_query.id)
