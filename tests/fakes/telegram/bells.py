"""Waiting for something to become true, woken when anything has changed."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Rung at every change; those who wait then look again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

    async def until(self, found: Callable[[], T | None], seconds: float) -> T | None:
        """What was found, or None when the time is up."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while (result := found()) is None and (left := deadline - loop.time()) > 0:
            rung = loop.create_future()
            self._waiting.add(rung)
            await asyncio.wait({rung}, timeout=left)
            self._waiting.discard(rung)
        return result
