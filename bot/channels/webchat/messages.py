"""The JSON API: messages of a conversation, sent and waited for."""

import asyncio
import re
from collections.abc import Sequence
from http import HTTPStatus

import msgspec
from aiohttp import web

from bot.channels.webchat.bodies import body_of
from bot.channels.webchat.parts import CLOSING, WEBCHAT
from bot.channels.webchat.receive import decode, incoming, queried
from bot.channels.webchat.refusals import Refused
from bot.channels.webchat.render import answer, takes_files
from bot.channels.webchat.sessions import Session, keep_session, session_of
from bot.channels.webchat.uploads import kind_of, of_body, received
from bot.services.delivery import Parcel

NUMBER = re.compile("[0-9]{1,15}", re.ASCII)
TAKES = "Takes"  # a header for our own page: the shape of the answer is promised to others


async def post(request: web.Request) -> web.Response:
    """Sends a message and answers with what it led to, once that is committed."""
    posted = decode(await body_of(request, "application/json"))
    session = session_of(request)
    webchat = request.app[WEBCHAT]
    external_id = f"api {posted.id}" if posted.id else str(webchat.chance.id())
    sent = incoming(
        session.address,
        external_id,
        turn=posted.turn,
        choice=posted.choice,
        text=posted.text,
        shown=posted.after,
    )
    found = await webchat.conversations.receive(sent)
    return _answered(request, session, found.parcels)


async def post_file(request: web.Request) -> web.Response:
    """Sends a file, which is the body; what it is, is in its Content-Type."""
    asked = queried(request.query)
    session = session_of(request)
    otherwise = str(request.app[WEBCHAT].chance.id())
    sent = incoming(
        session.address,
        f"api {asked.id}" if asked.id else otherwise,
        turn=asked.turn,
        choice=None,
        text=None,
        media=kind_of(request.content_type),
        shown=asked.after,
    )
    found = await received(request, sent, of_body(request))
    return _answered(request, session, found.parcels)


async def fetch(request: web.Request) -> web.Response:
    """Waits for what comes after a message; to look takes nothing away, only to go on does."""
    after = request.query.get("after", "0")
    if not NUMBER.fullmatch(after):
        raise Refused(HTTPStatus.BAD_REQUEST, "`after` is the id of a message that was received.")
    session = session_of(request)
    parcels = [] if session.fresh else await _arrival(request, session, int(after))
    return _answered(request, session, parcels)


async def _arrival(request: web.Request, session: Session, after: int) -> Sequence[Parcel]:
    """What comes within our patience; nothing as soon as the server stops."""
    webchat = request.app[WEBCHAT]
    arrival = asyncio.ensure_future(
        webchat.conversations.arrival(session.address, after=after, seconds=webchat.longest_wait)
    )
    closing = asyncio.ensure_future(request.app[CLOSING].wait())
    try:
        await asyncio.wait({arrival, closing}, return_when=asyncio.FIRST_COMPLETED)
        return await arrival if arrival.done() else []
    finally:
        arrival.cancel()
        closing.cancel()


def _answered(request: web.Request, session: Session, parcels: Sequence[Parcel]) -> web.Response:
    response = web.Response(
        body=msgspec.json.encode(answer(parcels)), content_type="application/json"
    )
    if takes_files(parcels):
        response.headers[TAKES] = "files"
    keep_session(request, response, session)
    return response
