"""The webhook: updates carried to the bot, tried again until they arrive."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.updates import Updates, Waiting

SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
CONNECTIONS = 40
LONGEST_DELAY = 64
GIVES_UP_READING = 60.0


@dataclass(slots=True)
class Hook:
    """Where updates go, and how the last ones fared."""

    url: str
    secret: str
    connections: int
    error: str | None = None
    error_at: float = 0


class Webhook:
    """One update of a queue at a time, so that nobody's messages overtake each other."""

    def __init__(self, updates: Updates, clock: Callable[[], float], *, second: float) -> None:
        self.hook: Hook | None = None
        self._updates = updates
        self._clock = clock
        self._second = second  # of waiting before an update is tried again
        self._carriers: dict[str, asyncio.Task[None]] = {}
        self._runner: asyncio.Task[None] | None = None

    async def set(self, parameters: Parameters) -> None:
        """Carry updates to a URL from now on; nowhere if it is empty."""
        await self.stop()
        if parameters.flag("drop_pending_updates"):
            self._updates.clear()
        self.hook = _hook(parameters)
        if self.hook is not None:
            self._runner = asyncio.create_task(self._run(self.hook))

    async def stop(self) -> None:
        self.hook = None
        tasks = [task for task in (self._runner, *self._carriers.values()) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._runner = None
        self._carriers.clear()

    def shape(self) -> dict[str, Any]:
        """The webhook as getWebhookInfo tells of it."""
        shape: dict[str, Any] = {
            "url": self.hook.url if self.hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending()),
        }
        if self._updates.allowed:
            shape["allowed_updates"] = self._updates.allowed
        if self.hook:
            shape["max_connections"] = self.hook.connections
        if self.hook and self.hook.error:
            shape["last_error_date"] = int(self.hook.error_at)
            shape["last_error_message"] = self.hook.error
        return shape

    async def _run(self, hook: Hook) -> None:
        timeout = aiohttp.ClientTimeout(total=GIVES_UP_READING)
        connector = aiohttp.TCPConnector(limit=hook.connections)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
            while True:
                next_one = await self._updates.bell.until(self._idle, LONGEST_DELAY)
                if next_one is not None:
                    carrier = asyncio.create_task(self._carry(hook, session, next_one))
                    self._carriers[next_one.queue] = carrier

    def _idle(self) -> Waiting | None:
        """The first update of a queue in which none is on its way."""
        waiting = self._updates.pending()
        return next((each for each in waiting if each.queue not in self._carriers), None)

    async def _carry(self, hook: Hook, session: aiohttp.ClientSession, update: Waiting) -> None:
        delay = 1
        while error := await _posted(hook, session, update):
            hook.error, hook.error_at = error, self._clock()
            if update not in self._updates.pending():
                break
            await asyncio.sleep(0 if delay == 1 else delay * self._second)  # first at once
            delay = min(delay * 2, LONGEST_DELAY)
        self._updates.drop(update.id)
        del self._carriers[update.queue]
        self._updates.bell.ring()


async def _posted(hook: Hook, session: aiohttp.ClientSession, update: Waiting) -> str | None:
    """What went wrong, if anything."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
    try:
        async with session.post(
            hook.url, json=update.shape, headers=headers, allow_redirects=False
        ) as response:
            if response.ok and response.status < 300:
                return None
            return f"Wrong response from the webhook: {response.status} {response.reason}"
    except (aiohttp.ClientError, TimeoutError) as error:
        return f"Connection failed: {type(error).__name__}"


def _hook(parameters: Parameters) -> Hook | None:
    url, secret = parameters.text("url"), parameters.text("secret_token")
    if not url:
        return None
    if not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = min(max(parameters.number("max_connections", CONNECTIONS), 1), 100)
    return Hook(url, secret, connections)
