"""Forms: read once, and only those that our own pages sent."""

import hmac

from aiohttp import web
from multidict import MultiDict

from bot.console.cookies import visit_of
from bot.console.parts import CONSOLE, FORM, WHO, Console
from bot.domain.messages import keepable
from bot.services.members import Caseworker

FIELD = "token"


class Unreadable(Exception):
    """What was sent is no form of ours."""


async def read_form(request: web.Request) -> None:
    """Put the fields where handlers find them.  Raises Unreadable.

    Only the plainest kind is taken: nothing here has a file, and a multipart body would be
    unpacked to the disk before we could look at it.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        raise Unreadable
    try:
        fields = await request.post()
    except (ValueError, LookupError):  # no such character set, or not written in it
        raise Unreadable from None
    request[FORM] = MultiDict((name, keepable(str(value))) for name, value in fields.items())


def is_foreign(request: web.Request) -> bool:
    """Whether the browser says that another site sent this.

    Our pages ask for no referrer, with which a browser's Origin is "null": then nothing is known,
    and the token decides alone.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin", "null")
    ours = {_host(request.app[CONSOLE].public_url), request.host}
    return origin != "null" and _host(origin) not in ours


def is_ours(request: web.Request) -> bool:
    """Whether the form carries the token of this session, or of this visit before signing in."""
    console = request.app[CONSOLE]
    if WHO in request:
        expected = session_token(console, request[WHO])
    elif visit := visit_of(request):
        expected = visit_token(console, visit)
    else:
        return False
    given = request[FORM].get(FIELD, "")
    return hmac.compare_digest(given.encode(errors="replace"), expected.encode())


def session_token(console: Console, who: Caseworker) -> str:
    return console.token(b"session " + who.session)


def visit_token(console: Console, visit: str) -> str:
    return console.token(b"visit " + visit.encode())


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]
