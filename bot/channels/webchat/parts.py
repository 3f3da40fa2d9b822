"""What the web chat is made with: handed in once, found by typed keys."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.domain.content import Names
from bot.domain.unavailable import TryAgain
from bot.i18n import Catalogs
from bot.services.conversations import Conversations
from bot.services.incoming_files import IncomingFiles
from bot.services.ports import Chance, Clock

CHANNEL = "webchat"
HOME = "/chat"
API = f"{HOME}/api/"
PAPERS = f"{HOME}/papers/"
LONGEST_WAIT = 25.0  # seconds; proxies and phone networks cut what is silent for half a minute

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Webchat:
    """Everything the web chat is given by the one who puts the parts together.

    `unavailable` is what conversations raise when the same can be sent again in a moment.
    """

    conversations: Conversations
    files: IncomingFiles
    names: Names
    catalogs: Catalogs
    clock: Clock
    chance: Chance
    public_url: str = ""
    unavailable: tuple[type[Exception], ...] = (TryAgain,)
    longest_wait: float = LONGEST_WAIT

    @property
    def secure(self) -> bool:
        return self.public_url.startswith("https://")


WEBCHAT = web.AppKey("WEBCHAT", Webchat)
CLOSING = web.AppKey("CLOSING", asyncio.Event)
