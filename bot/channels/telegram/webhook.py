"""The address that Telegram calls; answered with 200 only after the commit."""

import hmac
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.channels.telegram.updates import Updates
from bot.domain.unavailable import TryAgain
from bot.services.counts import Counts

PATH = "/telegram/webhook"
GIVEN = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1 << 20  # bytes; an update has a few thousand

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_webhook(app: web.Application, updates: Updates, secret: str, counts: Counts) -> None:
    """Takes updates at PATH from whoever knows the secret."""
    app.router.add_post(PATH, _handler(updates, secret, counts))


def _handler(updates: Updates, secret: str, counts: Counts) -> Handler:
    async def take(request: web.Request) -> web.StreamResponse:
        given = request.headers.get(GIVEN, "")
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), secret.encode()):
            counts.add("telegram_webhook_forged")
            raise web.HTTPForbidden(text="This address is for Telegram.")
        try:
            await updates.take(await _body(request))
        except web.HTTPRequestEntityTooLarge:
            counts.add("telegram_webhook_oversized")
            raise
        except TryAgain:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "5"}) from None
        return web.Response()

    return take


async def _body(request: web.Request) -> bytes:
    """Counted as it arrives: what it claims about itself is not believed."""
    if (request.content_length or 0) > LARGEST:
        raise web.HTTPRequestEntityTooLarge(LARGEST, request.content_length or 0)
    try:
        return await request.read()
    except web.RequestPayloadError:
        return b""  # packed, and not as it says: as malformed as anything
