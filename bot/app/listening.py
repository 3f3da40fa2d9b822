"""The one listener: chat, console, Telegram's calls, and what operators ask."""

import hmac
import socket
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.app.house import House
from bot.domain.unavailable import TryAgain
from bot.settings import SettingsUnusable
from bot.settings.addresses import Listen

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
BACKLOG = 256
LARGEST = 1 << 20  # bytes of a request


def bound(listen: Listen) -> socket.socket:
    """The address taken before anything else is started.  Raises SettingsUnusable."""
    family = socket.AF_INET6 if ":" in listen.host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((listen.host, listen.port))
        taken.listen(BACKLOG)
    except OSError as error:
        taken.close()
        raise SettingsUnusable(
            "HAKI_LISTEN",
            f"is {listen}, which cannot be listened on ({error.strerror}); end what uses it, "
            "or choose another port.",
        ) from None
    taken.setblocking(False)
    return taken


def heard_at(listen: Listen, taken: socket.socket) -> Listen:
    """Where that is, with the port that the system chose where any was asked for."""
    return Listen(listen.host, taken.getsockname()[1])


def add_probes(app: web.Application, house: House, metrics_token: str) -> None:
    """/healthz: the process lives; /readyz: it can serve; /metrics: counts, behind a token.

    The bare address leads to the chat: it is what somebody types from a poster.
    """
    app.router.add_get("/", _to_the_chat)
    app.router.add_get("/healthz", _alive)
    app.router.add_get("/readyz", _ready(house))
    app.router.add_get("/metrics", _metrics(house, metrics_token))


async def _to_the_chat(_: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/chat")


async def _alive(_: web.Request) -> web.StreamResponse:
    return web.Response(text="alive\n")


def _ready(house: House) -> Handler:
    async def ready(_: web.Request) -> web.StreamResponse:
        try:
            await house.databases.worker.ready()
        except TryAgain:
            raise web.HTTPServiceUnavailable(text="the database does not answer\n") from None
        return web.Response(text="ready\n")

    return ready


def _metrics(house: House, token: str) -> Handler:
    async def metrics(request: web.Request) -> web.StreamResponse:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), token.encode()):
            raise web.HTTPUnauthorized(headers={"WWW-Authenticate": "Bearer"})
        counts = house.counts.snapshot()
        return web.Response(text="".join(f"haki_{name} {n}\n" for name, n in counts.items()))

    return metrics
