"""What is looked at before anything is read: who sent this, and how often."""

from http import HTTPStatus

from aiohttp import web

from bot.channels.webchat.parts import WEBCHAT, Handler
from bot.channels.webchat.refusals import Refused
from bot.channels.webchat.sessions import known_token
from bot.channels.webchat.throttle import Throttle, TooFast

THROTTLE = web.AppKey("THROTTLE", Throttle)
OURS = {"same-origin", "none"}  # "none" is a person who typed the address or scanned it


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    if request.method == "POST" and _is_foreign(request):
        raise Refused(HTTPStatus.FORBIDDEN, "Another site may not post here.")
    if token := known_token(request):
        try:
            request.app[THROTTLE].let_through(token)
        except TooFast as error:
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, str(error)) from None
    return await handler(request)


def came_over_a_link(request: web.Request) -> bool:
    """Whether another site's link led here: then the browser holds our strict cookie back."""
    return request.headers.get("Sec-Fetch-Site", "none") not in OURS


def _is_foreign(request: web.Request) -> bool:
    """Whether the browser says that another site sent this.

    Our page gives no referrer, with which a form's Origin is "null": then nothing is known, and
    the strict cookie, which other sites cannot send, decides alone.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in OURS
    origin = request.headers.get("Origin", "null")
    return origin != "null" and _host(origin) not in {
        _host(request.app[WEBCHAT].public_url),
        request.host,
    }


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]
