"""The chat as a page: shown, and sent to by forms."""

from collections.abc import Sequence
from http import HTTPStatus

from aiohttp import web

from bot.channels.webchat.bodies import body_of
from bot.channels.webchat.forms import KIND, read_form
from bot.channels.webchat.guards import came_over_a_link
from bot.channels.webchat.parts import HOME, WEBCHAT
from bot.channels.webchat.receive import incoming
from bot.channels.webchat.screens import FORM, chat_page, link_page
from bot.channels.webchat.sessions import Session, keep_session, session_of
from bot.channels.webchat.uploads import IN_PARTS, kind_of, of_part, parts_of, received
from bot.channels.webchat.words import words
from bot.domain.messages import is_link
from bot.services.delivery import Parcel


async def show(request: web.Request) -> web.Response:
    """What is not acknowledged; if there is nothing, the question that stands."""
    session = session_of(request)
    if session.fresh and came_over_a_link(request):
        return link_page(request, _link(request))
    response = chat_page(request, await _unacknowledged(request, session))
    keep_session(request, response, session)
    return response


async def send(request: web.Request) -> web.Response:
    """A form of the page; what the page had shown is acknowledged by what it leads to."""
    if request.content_type == IN_PARTS:
        return await _send_file(request)
    form = request[FORM] = read_form(await body_of(request, KIND))
    session = session_of(request)
    webchat = request.app[WEBCHAT]
    sent = form.incoming(session.address, str(webchat.chance.id()))
    await webchat.conversations.receive(sent)
    return _back(request, session)


async def _send_file(request: web.Request) -> web.Response:
    form, part = await parts_of(request)
    request[FORM] = form
    session = session_of(request)
    if part is not None:
        kind = kind_of(part.headers.get("Content-Type", ""))
        otherwise = str(request.app[WEBCHAT].chance.id())
        sent = form.carrying(session.address, kind, part.filename or "", otherwise)
        await received(request, sent, of_part(part))
    return _back(request, session)


def _back(request: web.Request, session: Session) -> web.Response:
    response = web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": HOME})
    keep_session(request, response, session)
    return response


async def say(request: web.Request) -> web.Response:
    """The page's own words in another language, for a page that changes it in place."""
    speak = request.app[WEBCHAT].catalogs.speak(request.match_info["lang"])
    return web.json_response(words(speak))


async def _unacknowledged(request: web.Request, session: Session) -> Sequence[Parcel]:
    webchat = request.app[WEBCHAT]
    conversations, address = webchat.conversations, session.address
    if not session.fresh and (found := await conversations.waiting(address, after=0)):
        return found
    nothing = incoming(
        address,
        str(webchat.chance.id()),
        turn=None,
        choice=None,
        text=None,
        link=_link(request),
    )
    received = await conversations.receive(nothing)
    return received.parcels


def _link(request: web.Request) -> str | None:
    """The code of the poster whose address somebody opened."""
    code = request.query.get("code", "")
    return code if is_link(code) else None
