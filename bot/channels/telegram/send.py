"""Messages to Telegram chats, and why one did not arrive."""

import re
from collections.abc import Coroutine
from typing import Any, TypeVar

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.pieces import pieces
from bot.channels.telegram.request import SlowDown
from bot.domain.messages import Outgoing
from bot.services.ports import SendFailed

GONE_FOR_GOOD = {
    "bot was blocked by the user": "blocked",
    "user is deactivated": "deactivated",
    "bot was kicked": "removed from the group",
    "bot is not a member": "removed from the group",
    "bot can't initiate conversation": "never started",
    "bot can't send messages to bots": "a bot",
    "chat not found": "no such chat",
    "user not found": "no such chat",
    "peer_id_invalid": "no such chat",
    "have no rights to send": "not allowed to write",
    "not enough rights": "not allowed to write",
    "chat_write_forbidden": "not allowed to write",
    "group chat was deactivated": "deactivated",
}
"""Telegram's words for a chat that nothing can reach any more, and ours."""

NUMBER = re.compile("[0-9]+")
UNCHANGED = "message is not modified"
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

T = TypeVar("T")


class TelegramSender:
    """The way out to Telegram."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, chat: str, outgoing: Outgoing) -> str:
        """Send, in several messages if it is long; the ids of all of them, commas between."""
        if replaced := await _made(self._replaced(chat, outgoing)):
            return replaced
        *first, last = pieces(outgoing.text)
        ids = [await _made(self._sent(chat, piece, outgoing)) for piece in first]
        ids.append(await _made(self._sent(chat, last, outgoing, _keyboard(outgoing))))
        return ",".join(ids)

    async def _sent(
        self,
        chat: str,
        text: str,
        outgoing: Outgoing,
        keyboard: InlineKeyboardMarkup | None = None,
    ) -> str:
        message = await self._bot.send_message(
            chat,
            text,
            reply_markup=keyboard,
            link_preview_options=NO_PREVIEW,
            protect_content=False,
            disable_notification=outgoing.silent,
        )
        return str(message.message_id)

    async def _replaced(self, chat: str, outgoing: Outgoing) -> str | None:
        """The earlier message that now says this one; one that is gone, or too short, cannot."""
        earlier = outgoing.replaces or ""
        if not NUMBER.fullmatch(earlier):
            return None
        try:
            await self._bot.edit_message_text(
                outgoing.text.strip(),
                chat,
                int(earlier),
                reply_markup=_keyboard(outgoing),
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            return earlier if UNCHANGED in error.message.casefold() else None
        return earlier


async def _made(call: Coroutine[Any, Any, T]) -> T:
    """What a call returns, or why it failed, in our words."""
    try:
        return await call
    except TelegramError as error:
        failed = _failed(error)
    raise failed  # not from Telegram's error, which may name the chat


def _keyboard(outgoing: Outgoing) -> InlineKeyboardMarkup | None:
    if not outgoing.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(button.label, callback_data=f"{outgoing.turn}:{button.key}")
                for button in row
            ]
            for row in outgoing.rows
        ]
    )


def _failed(error: TelegramError) -> SendFailed:
    match error:
        case SlowDown():
            return SendFailed("asked to slow down", retry_after=error.retry_after)
        case ChatMigrated():
            return SendFailed("the group moved", permanent=True)
        case Forbidden() | BadRequest():
            return SendFailed(_reason(error), permanent=True)
        case InvalidToken():
            return SendFailed("the token is not known")
        case TimedOut():
            return SendFailed("no answer in time")
        case _:
            return SendFailed("no connection")


def _reason(error: TelegramError) -> str:
    said = error.message.casefold()
    known = (ours for theirs, ours in GONE_FOR_GOOD.items() if theirs in said)
    return next(known, "refused")
