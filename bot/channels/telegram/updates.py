"""What Telegram hands us goes to the conversations; it is acknowledged only after the commit."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.clocks import TelegramClock
from bot.channels.telegram.downloads import Downloads, attached
from bot.channels.telegram.lines import Lines
from bot.channels.telegram.receive import (
    CHANNEL,
    Ignored,
    InGroup,
    Left,
    MalformedUpdate,
    Read,
    Returned,
    decode,
    read,
)
from bot.channels.telegram.request import Request
from bot.channels.telegram.shapes import Attached
from bot.domain.messages import Address, Incoming, Outgoing
from bot.domain.unavailable import TryAgain
from bot.services.conversations import Conversations
from bot.services.counts import Counts
from bot.services.incoming_files import IncomingFiles
from bot.services.ports import Sender, SendFailed
from bot.services.reach import Reach

log = logging.getLogger(__name__)

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
PAUSES = (0.3, 1.0)  # seconds after a file did not come over
MOST_TRIES = 5  # of an update that nothing can be done with, not even set it aside


@dataclass(frozen=True, slots=True)
class Inside:
    """Whom updates are handed to."""

    conversations: Conversations
    files: IncomingFiles
    reach: Reach
    counts: Counts


class Updates:
    """The way in, whether Telegram is polled or calls us."""

    def __init__(self, bot: Bot, sender: Sender, inside: Inside) -> None:
        self._bot = bot
        self._clock = bot.request.clock if isinstance(bot.request, Request) else TelegramClock()
        self._downloads = Downloads(bot)
        self._lines = Lines()
        self._sender = sender
        self._inside = inside
        self._failed: dict[int, int] = {}
        self._beside: set[asyncio.Task[None]] = set()

    async def take(self, data: bytes | Mapping[str, Any]) -> None:
        """Returns when what the update led to is committed, or when it asks nothing of us.

        Raises TryAgain: then it is not to be acknowledged.
        """
        try:
            update = decode(data)
            found = read(update)
        except MalformedUpdate:
            self._inside.counts.add("telegram_updates_malformed")
            return
        if update.callback_query is not None:
            self._begin(self._calm(update.callback_query.id))
        try:
            counted = await self._handed_on(found, attached(update.message))
        except TryAgain:
            raise
        except Exception as error:
            if not self._is_hopeless(update.update_id, type(error).__name__):
                raise
            counted = "lost"
        self._failed.pop(update.update_id, None)
        self._inside.counts.add(f"telegram_updates_{counted}")

    async def close(self, seconds: float) -> None:
        """What goes on beside gets a little time to end."""
        if self._beside:
            await asyncio.wait(self._beside, timeout=seconds)
        for task in self._beside:
            task.cancel()

    async def _handed_on(self, found: Read, file: Attached | None) -> str:
        """What became of it, in a word."""
        match found:
            case Incoming():
                return await self._heard(found, file)
            case Left(address=address, at=at):
                await self._inside.reach.left(address, at)
            case Returned(address=address):
                await self._inside.reach.returned(address)
            case InGroup():
                return await self._met(found)
            case Ignored(reason=reason):
                return f"ignored_{reason.replace(' ', '_')}"
        return "taken"

    async def _heard(self, incoming: Incoming, file: Attached | None) -> str:
        if incoming.at is not None:
            incoming = replace(incoming, at=self._clock.ours(incoming.at))
        if incoming.edited and not await self._inside.reach.has_begun(incoming.address):
            return "ignored_edited"  # who had everything deleted begins nothing by mending a word
        async with self._lines.in_order(incoming.address.id, fetches=file is not None):
            if file is not None:
                incoming = await self._with_file(incoming, file)
            received = await self._inside.conversations.receive(incoming)
        return "taken" if received.fresh else "repeated"

    async def _with_file(self, incoming: Incoming, file: Attached) -> Incoming:
        """Tried a few times; after that the person is told, who can send it again."""
        fetch = self._downloads.of(file)
        for pause in PAUSES:
            found = await self._inside.files.taken(incoming, fetch)
            if found.not_kept != "lost":
                return found
            await asyncio.sleep(pause)
        return await self._inside.files.taken(incoming, fetch)

    async def _met(self, found: InGroup) -> str:
        """One sentence for a group, then silence."""
        ids = [found.group, *([found.moved_to] if found.moved_to else [])]
        groups = [Address(CHANNEL, each) for each in ids]
        said = await self._inside.reach.met(*groups, hint=found.hint)
        if said is None:
            return "ignored_group"
        self._begin(self._tell(ids[-1], said))
        return "taken"

    async def _tell(self, group: str, said: Outgoing) -> None:
        """Once, also where the group has got another id meanwhile; else it stays untold."""
        try:
            await self._sender.send(group, said)
        except SendFailed as failed:
            moved_to = failed.moved_to
        else:
            return
        if moved_to is not None:
            with suppress(SendFailed, TryAgain):
                if await self._inside.reach.met(Address(CHANNEL, moved_to), hint=None):
                    await self._sender.send(moved_to, said)

    def _is_hopeless(self, update_id: int, error: str) -> bool:
        """An update that always fails would keep all later ones from us for a day."""
        failures = self._failed[update_id] = self._failed.get(update_id, 0) + 1
        if failures < MOST_TRIES:
            return False
        log.error("an update is let go, it failed %d times: %s", failures, error)
        return True

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work, name="beside an update")
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _calm(self, query_id: str) -> None:
        """Stops the little clock on a button, at once; whether it works changes nothing."""
        with suppress(TelegramError):
            await self._bot.answer_callback_query(query_id)
