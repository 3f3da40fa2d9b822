"""Fetches updates where Telegram cannot call us; the offset moves only after the commit."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from telegram import Bot
from telegram.error import Conflict, TelegramError

from bot.channels.telegram.request import SlowDown
from bot.channels.telegram.updates import WANTED, Updates

log = logging.getLogger(__name__)

LONG_POLL = 25  # seconds; below what proxies cut
PAUSES = (1, 2, 5, 10, 30)  # seconds after one failure, two, ...


class Polling:
    """One process polls a token: Telegram ends the other's call."""

    def __init__(self, bot: Bot, updates: Updates) -> None:
        self._bot = bot
        self._updates = updates
        self._stop = asyncio.Event()

    async def run(self) -> None:
        """Until `stop`.  What fails is tried again; nothing is acknowledged before its commit."""
        offset, failures = 0, 0
        while not self._stop.is_set():
            try:
                found = await self._fetch(offset)
                if found:
                    await self._take(found)
                    offset = max(update["update_id"] for update in found) + 1
                failures = 0
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - polling goes on, whatever happened
                await self._make_way(error)
                pause = self._pause(error, failures)
                log.warning("polling goes on in %s s after %s", pause, type(error).__name__)
                await self._wait(pause)
                failures += 1

    async def stop(self) -> None:
        """Fetch no more; what was fetched is finished by `run`."""
        self._stop.set()

    async def _fetch(self, offset: int) -> Sequence[dict[str, Any]]:
        """The next updates; an empty list after a while, or as soon as we stop.

        The library's own method would build all its objects, of which we use none.
        """
        wanted = {"offset": offset, "timeout": LONG_POLL, "allowed_updates": list(WANTED)}
        call: asyncio.Future[Any] = asyncio.ensure_future(
            self._bot.do_api_request("getupdates", api_kwargs=wanted, read_timeout=LONG_POLL + 10)
        )
        stopped: asyncio.Future[Any] = asyncio.ensure_future(self._stop.wait())
        await asyncio.wait({call, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not call.done():
            call.cancel()
            return ()
        found: Sequence[dict[str, Any]] = call.result()
        return found

    async def _take(self, found: Sequence[dict[str, Any]]) -> None:
        """All at once: different people share a commit, one person's stay in order."""
        results = await asyncio.gather(
            *(self._updates.take(update) for update in found), return_exceptions=True
        )
        for result in results:
            if isinstance(result, BaseException):
                raise result

    async def _make_way(self, error: Exception) -> None:
        """Nothing can be fetched while Telegram has an address of ours, from before, to call."""
        if isinstance(error, Conflict) and "webhook" in error.message.casefold():
            with suppress(TelegramError):
                await self._bot.delete_webhook()

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), seconds)
        except TimeoutError:
            return

    @staticmethod
    def _pause(error: Exception, failures: int) -> float:
        if isinstance(error, SlowDown):
            return error.retry_after
        return PAUSES[min(failures, len(PAUSES) - 1)]
