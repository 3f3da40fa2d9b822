"""While somebody's file is fetched, what they send after it waits; nobody else does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class Lines:
    """One for each chat in which a file is on its way."""

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}

    @asynccontextmanager
    async def in_order(self, chat: str, *, fetches: bool) -> AsyncIterator[None]:
        """Whoever came first goes first.  Without a file on the way there is no line."""
        if not fetches and chat not in self._lines:
            yield
            return
        line = self._lines.setdefault(chat, _Line())
        line.length += 1
        try:
            async with line.lock:
                yield
        finally:
            line.length -= 1
            if not line.length:
                del self._lines[chat]
