"""What cannot be done, in one kind sentence: a page for people, JSON for programs."""

import logging
from http import HTTPStatus
from pathlib import PurePath
from traceback import extract_tb

from aiohttp import web

from bot.channels.webchat.parts import API, WEBCHAT, Handler
from bot.channels.webchat.refusals import Refused
from bot.channels.webchat.screens import problem_page
from bot.channels.webchat.words import (
    FAULT,
    FOREIGN,
    GONE,
    NOWHERE,
    TOO_FAST,
    UNAVAILABLE,
    UNREADABLE,
    WORDS,
)

log = logging.getLogger(__name__)

SAID = {
    HTTPStatus.FORBIDDEN: FOREIGN,
    HTTPStatus.NOT_FOUND: NOWHERE,
    HTTPStatus.GONE: GONE,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: WORDS["too_long"],
    HTTPStatus.TOO_MANY_REQUESTS: TOO_FAST,
    HTTPStatus.INTERNAL_SERVER_ERROR: FAULT,
    HTTPStatus.SERVICE_UNAVAILABLE: UNAVAILABLE,
}
RETRY_AFTER = {HTTPStatus.TOO_MANY_REQUESTS: "10", HTTPStatus.SERVICE_UNAVAILABLE: "5"}


@web.middleware
async def explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever was raised into an answer."""
    try:
        return await handler(request)
    except Refused as refused:
        return _explained(request, refused)
    except web.HTTPException as error:
        response = _explained(request, Refused(HTTPStatus(error.status)))
        if "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
        return response
    except request.app[WEBCHAT].unavailable as error:
        log.warning("webchat.unavailable route=%s error=%s", _route(request), _named(error))
        return _explained(request, Refused(HTTPStatus.SERVICE_UNAVAILABLE))
    except Exception as error:  # noqa: BLE001 - the one place where a bug is caught: no traceback
        # an error's own words may quote what somebody wrote, so only its name and place are logged
        log.error(  # noqa: TRY400
            "webchat.failed route=%s error=%s at=%s", _route(request), _named(error), _at(error)
        )
        return _explained(request, Refused(HTTPStatus.INTERNAL_SERVER_ERROR))


def _explained(request: web.Request, refused: Refused) -> web.Response:
    said = SAID.get(refused.status, UNREADABLE)
    if request.path.startswith(API):
        response = web.json_response({"error": refused.why or said}, status=refused.status)
    else:
        response = problem_page(request, said, refused.status)
    if refused.status in RETRY_AFTER:
        response.headers["Retry-After"] = RETRY_AFTER[refused.status]
    return response


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource else "unknown"


def _named(error: Exception) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _at(error: Exception) -> str:
    return " < ".join(
        f"{PurePath(frame.filename).name}:{frame.lineno}"
        for frame in reversed(extract_tb(error.__traceback__)[-4:])
    )
