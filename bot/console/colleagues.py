"""The people of one's organisation: who they are, and an invitation for one more."""

from aiohttp import web

from bot.console.labels import ROLES
from bot.console.pages import page
from bot.console.parts import CONSOLE, FORM, HOME, WHO
from bot.console.permissions import May
from bot.console.web import Routes
from bot.domain.text import Text
from bot.services.members import Role

routes = Routes()

PEOPLE = "/people"
NO_ROLE = Text("Choose what your colleague will do.")


@routes.page(PEOPLE, may=May.SEE_PEOPLE)
async def people(request: web.Request) -> web.StreamResponse:
    return await _page(request)


@routes.action(PEOPLE, may=May.INVITE)
async def invite(request: web.Request) -> web.StreamResponse:
    """The address is shown on this one page, and kept nowhere."""
    try:
        role = Role(request[FORM].get("role", ""))
    except ValueError:
        return await _page(request, problem=NO_ROLE)
    console = request.app[CONSOLE]
    invitation = await console.organisations.invite(role, request[WHO])
    base = (console.public_url or f"{request.scheme}://{request.host}").rstrip("/")
    return await _page(request, address=f"{base}{HOME}/welcome/{invitation.code}", role=role)


async def _page(
    request: web.Request,
    *,
    address: str = "",
    role: Role | None = None,
    problem: Text | None = None,
) -> web.Response:
    console = request.app[CONSOLE]
    return page(
        request,
        "people.html",
        status=422 if problem else 200,
        members=await console.organisations.members(request[WHO]),
        roles={str(each): label for each, label in ROLES.items()},
        address=address,
        role=role,
        problem=problem,
        days=console.organisations.valid.days,
    )
