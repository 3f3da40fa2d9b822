"""Messages to Telegram chats, and why one did not arrive."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.pacer import Pacer, Stopped
from bot.channels.telegram.pieces import pieces
from bot.channels.telegram.request import Attached, SlowDown, called
from bot.domain.messages import Outgoing, Paper
from bot.services.ports import REPLIES, Lane, SendFailed, Wanted, always

GONE_FOR_GOOD = {
    "bot was blocked by the user": "blocked",
    "user_is_blocked": "blocked",
    "user is deactivated": "deactivated",
    "input_user_deactivated": "deactivated",
    "user_deactivated": "deactivated",
    "bot was kicked": "removed from the group",
    "bot is not a member": "removed from the group",
    "bot can't initiate conversation": "never started",
    "bot can't send messages to bots": "a bot",
    "bot can't send messages to the user": "not allowed to write",
    "user_is_bot": "a bot",
    "chat not found": "no such chat",
    "chat_id_invalid": "no such chat",
    "user not found": "no such chat",
    "user_id_invalid": "no such chat",
    "peer_id_invalid": "no such chat",
    "have no rights to send": "not allowed to write",
    "not enough rights": "not allowed to write",
    "chat_write_forbidden": "not allowed to write",
    "chat_restricted": "not allowed to write",
    "chat_send_plain_forbidden": "not allowed to write",
    "user_privacy_restricted": "not allowed to write",
    "group chat was deactivated": "deactivated",
    "group chat was deleted": "deactivated",
    "topic_closed": "not allowed to write",
}
"""Telegram's words for a chat that nothing can reach any more, and ours."""

NUMBER = re.compile("[0-9]+")
AT_ONCE = 100  # messages that Telegram deletes in one call
UNCHANGED = "message is not modified"
NO_PREVIEW = {"is_disabled": True}
MANY = 10_000  # chats of which we remember where the buttons are

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where a message goes, behind whom it waits, and until when it is of use."""

    chat: str = field(repr=False)
    lane: Lane
    wanted: Wanted = always


class TelegramSender:
    """The way out to Telegram; without a pacer, as fast as it goes."""

    def __init__(self, bot: Bot, pacer: Pacer | None = None) -> None:
        self._bot = bot
        self._pacer = pacer
        self._buttons: dict[str, str] = {}  # chat -> the message whose buttons are in use
        self._beside: set[asyncio.Task[None]] = set()

    async def send(
        self,
        chat: str,
        outgoing: Outgoing,
        *,
        lane: Lane = REPLIES,
        sent: Sequence[str] = (),
        wanted: Wanted = always,
    ) -> str:
        """Send, in several messages if it is long; the ids of all of them, commas between."""
        ids, turn = list(sent), _Turn(chat, lane, wanted)
        if not ids and (replaced := await self._replaced(turn, outgoing)):
            ids.append(replaced)
        else:
            await self._said(turn, outgoing, ids)
        if lane == REPLIES:
            self._put_away(chat, outgoing, ids[-1])
        return ",".join(ids)

    async def take_back(self, chat: str, ids: Sequence[str], *, lane: Lane = REPLIES) -> None:
        """Delete messages; one that is too old may not keep the others."""
        numbers = [int(each) for each in ids if NUMBER.fullmatch(each)]
        for start in range(0, len(numbers), AT_ONCE):
            some = numbers[start : start + AT_ONCE]
            if not await self._deleted(chat, some, lane):
                for number in some:
                    await self._deleted(chat, [number], lane)

    async def _deleted(self, chat: str, numbers: Sequence[int], lane: Lane) -> bool:
        async def call() -> bool:
            try:
                return bool(await self._call("deleteMessages", chat, message_ids=numbers))
            except BadRequest as error:
                if _reason(error) is not None:
                    raise
                return False

        return await self._made(_Turn(chat, lane), call, edits=True)

    def stop(self) -> None:
        """Begin nothing more."""
        if self._pacer is not None:
            self._pacer.stop()

    async def close(self, seconds: float) -> None:
        """What goes on beside gets a little time to end."""
        if self._beside:
            await asyncio.wait(self._beside, timeout=seconds)
        for task in self._beside:
            task.cancel()

    async def _said(self, turn: _Turn, outgoing: Outgoing, ids: list[str]) -> None:
        """Whatever of it has not arrived yet, piece by piece, the buttons under the last one."""
        calls = list(self._calls(turn.chat, outgoing))
        try:
            for call in calls[len(ids) :]:
                ids.append(await self._made(turn, call))  # noqa: PERF401 - what arrived stays
        except SendFailed as failed:
            failed.sent = tuple(ids)
            raise

    def _calls(self, chat: str, outgoing: Outgoing) -> Iterator[Callable[[], Awaitable[str]]]:
        """A file first: the question with its buttons stays the newest."""
        if outgoing.paper is not None:
            yield self._document(chat, outgoing.paper, silent=outgoing.silent)
        *texts, last = pieces(outgoing.text)
        for text in texts:
            yield self._message(chat, text, outgoing, last=False)
        yield self._message(chat, last, outgoing, last=True)

    def _document(self, chat: str, paper: Paper, *, silent: bool) -> Callable[[], Awaitable[str]]:
        said: dict[str, Any] = {"chat_id": chat}
        if silent:
            said["disable_notification"] = True
        file = Attached("document", paper.name, paper.page.encode(), "text/html")

        async def call() -> str:
            message = await called(self._bot, "sendDocument", said, file)
            return str(message["message_id"])

        return call

    def _message(
        self, chat: str, text: str, outgoing: Outgoing, *, last: bool
    ) -> Callable[[], Awaitable[str]]:
        said: dict[str, Any] = {"text": text, "link_preview_options": NO_PREVIEW}
        if last and outgoing.rows:
            said["reply_markup"] = _keyboard(outgoing)
        if outgoing.silent:
            said["disable_notification"] = True

        async def call() -> str:
            message = await self._call("sendMessage", chat, **said)
            return str(message["message_id"])

        return call

    async def _replaced(self, turn: _Turn, outgoing: Outgoing) -> str | None:
        """The earlier message that now says this one; one that is gone, or too short, cannot."""
        earlier = outgoing.replaces or ""
        if outgoing.paper is not None or not NUMBER.fullmatch(earlier):
            return None
        said: dict[str, Any] = {"text": outgoing.text.strip(), "link_preview_options": NO_PREVIEW}
        if outgoing.rows:
            said["reply_markup"] = _keyboard(outgoing)

        async def call() -> str | None:
            try:
                await self._call("editMessageText", turn.chat, message_id=int(earlier), **said)
            except BadRequest as error:
                return earlier if UNCHANGED in error.message.casefold() else None
            return earlier

        return await self._made(turn, call, edits=True)

    async def _call(self, method: str, chat: str, **more: Any) -> Any:
        return await called(self._bot, method, {"chat_id": chat, **more})

    async def _made(
        self, turn: _Turn, call: Callable[[], Awaitable[T]], *, edits: bool = False
    ) -> T:
        """What a call returns, in its turn; or why it failed, in our words."""
        try:
            if self._pacer is None:
                return await call()
            async with self._pacer.turn(turn.chat, turn.lane, edits=edits):
                if turn.wanted():
                    return await call()
            failed = SendFailed("too late")
        except Stopped:
            failed = SendFailed("we end")
        except TelegramError as error:
            self._heed(turn.chat, error)
            failed = _failed(error)
        raise failed  # not from Telegram's error, which may name the chat

    def _heed(self, chat: str, error: TelegramError) -> None:
        if self._pacer is not None and isinstance(error, SlowDown):
            self._pacer.silence(chat, error.retry_after)

    # buttons that are of no use any more ------------------------------------------------------

    def _put_away(self, chat: str, outgoing: Outgoing, shown: str) -> None:
        """Buttons of an earlier question go, since a tap on them answers nothing.

        Those that were tapped are known from the tap; those of whoever typed are remembered here,
        and after a new start the first ones stay.
        """
        old = {outgoing.clears}
        if outgoing.turn:
            old.add(self._buttons.pop(chat, None))
            if outgoing.rows:
                self._buttons[chat] = shown
            if len(self._buttons) > MANY:
                del self._buttons[next(iter(self._buttons))]
        for message in old:
            if message and message != shown and NUMBER.fullmatch(message):
                self._begin(self._cleared(chat, int(message)))

    async def _cleared(self, chat: str, message: int) -> None:
        """Not worth a second try, nor anybody's wait."""
        if self._pacer is not None and self._pacer.is_silent(chat):
            return
        try:
            await self._call("editMessageReplyMarkup", chat, message_id=message)
        except TelegramError as error:
            self._heed(chat, error)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name="beside a message")
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)


def _keyboard(outgoing: Outgoing) -> Mapping[str, Any]:
    turn = outgoing.turn
    return {
        "inline_keyboard": [
            [{"text": each.label, "callback_data": f"{turn}:{each.key}"} for each in row]
            for row in outgoing.rows
        ]
    }


def _failed(error: TelegramError) -> SendFailed:
    match error:
        case SlowDown():
            return SendFailed("asked to slow down", retry_after=error.retry_after)
        case ChatMigrated():
            return SendFailed("the group moved", gone=True, moved_to=str(error.new_chat_id))
        case Forbidden() | BadRequest():
            reason = _reason(error)
            return SendFailed(
                reason or "refused",
                permanent=True,
                gone=reason is not None or isinstance(error, Forbidden),
            )
        case InvalidToken():
            return SendFailed("the token is not known")
        case TimedOut():
            return SendFailed("no answer in time")
        case _:
            return SendFailed("no connection")


def _reason(error: TelegramError) -> str | None:
    """Why nobody can be reached there; none where it is only this message that is refused."""
    said = error.message.casefold()
    return next((ours for theirs, ours in GONE_FOR_GOOD.items() if theirs in said), None)
