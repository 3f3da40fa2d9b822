"""The peer: an echo bot on python-telegram-bot that stores nothing."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bench.clients import NoNetwork


class Echo:
    """Says everything back, as the library's own example does."""

    def __init__(
        self, application: "Application[Any, Any, Any, Any, Any, Any]", client: NoNetwork
    ) -> None:
        self._application = application
        self.client = client

    async def take(self, raw: bytes) -> None:
        """One update, from its bytes until the answer is handed to the client."""
        update = Update.de_json(json.loads(raw), self._application.bot)
        await self._application.process_update(update)


@asynccontextmanager
async def echo() -> AsyncIterator[Echo]:
    """The bot, ready; it fetches nothing and has no network."""
    client = NoNetwork()
    application = (
        Application.builder()
        .token("1:bench")
        .request(client)
        .get_updates_request(NoNetwork())
        .updater(None)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    async with application:
        yield Echo(application, client)


async def _echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)
