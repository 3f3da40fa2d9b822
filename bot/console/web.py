"""Routes, each with a permission: one that was not given any cannot be written."""

from collections.abc import Callable, Iterator

from aiohttp import web
from yarl import URL

from bot.console.cookies import session_of
from bot.console.forms import Unreadable, is_foreign, is_ours, read_form
from bot.console.parts import CONSOLE, FORM, HOME, WHO
from bot.console.permissions import May, allowed
from bot.console.problems import Handler, Problem, Way
from bot.domain.text import Text
from bot.services.members import SignedOut

SIGN_IN = f"{HOME}/sign-in"
UPDATES = f"{HOME}/updates"
TO_SIGN_IN = Way(SIGN_IN, Text("Sign in"))
UNREADABLE = Text("The browser sent a form that we cannot read. Go back and try again.")
FOREIGN = Text("This came from another site, so nothing was done. Use the form on our own page.")
STALE = Text(
    "This page was open too long, or the browser keeps no cookies. Nothing was done: load the "
    "page again, and allow cookies for it."
)
NOT_YOURS = Text("Your role does not allow this. Ask a coordinator of your organisation.")
SIGNED_OUT = Text("You were signed out in the meantime, so nothing was sent.")

Decorator = Callable[[Handler], Handler]


class Routes:
    """Pages and actions of one module.  Open to anybody is said, never left out."""

    def __init__(self) -> None:
        self._routes: list[tuple[web.RouteDef, May]] = []

    def __iter__(self) -> Iterator[tuple[web.RouteDef, May]]:
        return iter(self._routes)

    def page(self, path: str, *, may: May) -> Decorator:
        """Something to look at."""
        return self._route("GET", path, may)

    def action(self, path: str, *, may: May) -> Decorator:
        """Something to do: a form that only our own pages can send."""
        return self._route("POST", path, may)

    def _route(self, method: str, path: str, may: May) -> Decorator:
        if not isinstance(may, May):
            raise TypeError(f"{method} {path} needs a permission: may=May.…")

        def decorate(handler: Handler) -> Handler:
            guard = _page(handler, may) if method == "GET" else _action(handler, may)
            self._routes.append((web.route(method, path, guard), may))
            return guard

        return decorate


def _page(handler: Handler, may: May) -> Handler:
    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            await _admit(request, may)
        except SignedOut:
            raise web.HTTPSeeOther(_sign_in_and_come_back(request)) from None
        return await handler(request)

    return guarded


def _action(handler: Handler, may: May) -> Handler:
    async def guarded(request: web.Request) -> web.StreamResponse:
        await _read(request)
        try:
            await _admit(request, may)
        except SignedOut:
            if written := request[FORM].get("words", ""):
                raise Problem(401, SIGNED_OUT, TO_SIGN_IN, kept=written) from None
            raise web.HTTPSeeOther(SIGN_IN) from None
        if not is_ours(request):
            way = Way(request.path if may is May.ANYBODY else HOME, Text("Load the page again"))
            raise Problem(403, STALE, way, kept=request[FORM].get("words", ""))
        return await handler(request)

    return guarded


async def _read(request: web.Request) -> None:
    try:
        await read_form(request)
    except Unreadable:
        raise Problem(400, UNREADABLE) from None
    if is_foreign(request):
        raise Problem(403, FOREIGN)


async def _admit(request: web.Request, may: May) -> None:
    """Find out who asks, and whether they may.  Raises SignedOut."""
    if may is May.ANYBODY:
        return
    request[WHO] = await request.app[CONSOLE].people.who(session_of(request))
    role = request[WHO].role
    if not allowed(role, may):
        if request.path == HOME and allowed(role, May.SEE_UPDATES):
            raise web.HTTPSeeOther(UPDATES)  # the door of the house leads to where they may be
        raise Problem(403, NOT_YOURS)


def _sign_in_and_come_back(request: web.Request) -> str:
    return str(URL(SIGN_IN).with_query(next=str(request.rel_url)))
