"""A file that came with a message: taken from where the message waits, and nowhere else."""

from http import HTTPStatus
from urllib.parse import quote

from aiohttp import web

from bot.channels.webchat.guards import came_over_a_link
from bot.channels.webchat.parts import WEBCHAT
from bot.channels.webchat.refusals import Refused
from bot.channels.webchat.sessions import session_of
from bot.domain.messages import Paper


async def give(request: web.Request) -> web.Response:
    """Until the message is acknowledged, to the chat that it was said in."""
    paper = await _paper(request, int(request.match_info["id"]))
    response = web.Response(text=paper.page, content_type="text/html", charset="utf-8")
    # all of the name is quoted: it is whatever a deployment calls itself
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(paper.name)}"
    return response


async def _paper(request: web.Request, id_: int) -> Paper:
    """Raises Refused, in the same words whoever else's it may be."""
    session = session_of(request)
    if session.fresh or came_over_a_link(request):
        raise Refused(HTTPStatus.NOT_FOUND)
    waiting = request.app[WEBCHAT].conversations.waiting(session.address, after=id_ - 1)
    for parcel in await waiting:
        if parcel.id == id_ and parcel.outgoing.paper is not None:
            return parcel.outgoing.paper
    raise Refused(HTTPStatus.GONE)
