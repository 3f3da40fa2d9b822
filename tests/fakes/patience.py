"""Waiting in a test for what must become true, and soon."""

import asyncio
from collections.abc import Callable

LOOK_EVERY = 0.01


async def eventually(true: Callable[[], object], seconds: float = 5.0) -> None:
    """Return as soon as it is true; TimeoutError if it does not become so."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(LOOK_EVERY)
