"""Fetches updates where Telegram cannot call us; the offset moves only after the commit."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from telegram import Bot
from telegram.error import Conflict, TelegramError

from bot.channels.telegram.request import SlowDown
from bot.channels.telegram.troubles import Troubles
from bot.channels.telegram.updates import WANTED, Updates

LONGEST_HOLD = 1.0  # seconds that what is new waits for what is on its way
LONG_POLL = 25  # seconds; below what proxies cut
PAUSES = (1, 2, 5, 10, 30)  # seconds after one failure, two, ...


class Polling:
    """One process polls a token: Telegram ends the other's call."""

    def __init__(self, bot: Bot, updates: Updates, troubles: Troubles) -> None:
        self._bot = bot
        self._updates = updates
        self._troubles = troubles
        self._stop = asyncio.Event()
        self._offset = 0
        self._begun: dict[int, asyncio.Task[None]] = {}  # what is not acknowledged yet

    async def run(self) -> None:
        """Until `stop`.  What fails is tried again; nothing is acknowledged before its commit."""
        try:
            await self._poll()
            if self._begun:
                await asyncio.wait(self._begun.values())
        finally:
            for task in self._begun.values():
                task.cancel()

    async def _poll(self) -> None:
        failures = 0
        while not self._stop.is_set():
            try:
                await self._take(await self._fetch())
                self._troubles.over()
                failures = 0
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - polling goes on, whatever happened
                await self._make_way(error)
                self._troubles.met(error)
                await self._wait(self._pause(error, failures))
                failures += 1

    async def stop(self) -> None:
        """Fetch no more; what was fetched is finished by `run`."""
        self._stop.set()

    async def _fetch(self) -> Sequence[dict[str, Any]]:
        """The next updates; an empty list after a while, or as soon as we stop.

        While something is still on its way they are those that we have, and perhaps new ones.

        The library's own method would build all its objects, of which we use none.
        """
        seconds = 0 if self._begun else LONG_POLL
        wanted = {"offset": self._offset, "timeout": seconds, "allowed_updates": list(WANTED)}
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
        """All at once: different people share a commit, one person's stay in order.

        A file that is long in coming holds up nobody else: we look for what is new beside it.
        """
        for update in found:
            if update["update_id"] not in self._begun:
                taking = asyncio.create_task(self._updates.take(update), name="an update")
                self._begun[update["update_id"]] = taking
        if self._begun:
            await asyncio.wait(self._begun.values(), timeout=LONGEST_HOLD)
        self._acknowledge()

    def _acknowledge(self) -> None:
        """All up to the first that is not done.  Raises what one of them failed with."""
        failed = {id_ for id_, task in self._begun.items() if task.done() and task.exception()}
        errors = [self._begun.pop(id_).exception() for id_ in sorted(failed)]
        for id_ in sorted(self._begun):
            if not self._begun[id_].done() or (failed and id_ > min(failed)):
                break
            del self._begun[id_]
            self._offset = id_ + 1
        for error in errors:
            if error is not None:
                raise error

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
