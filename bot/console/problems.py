"""What cannot be done, in one clear sentence with a way on; the page of every error."""

import logging
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb

from aiohttp import web

from bot.console.pages import page
from bot.console.parts import CONSOLE, HOME
from bot.domain.text import Text

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

OURS = f"{Path(__file__).parents[1]}{os.sep}"

SAID = {
    400: Text("The browser sent something that we cannot read. Go back and try again."),
    404: Text("There is no such page, or it is not for you to see."),
    405: Text("This page cannot be used in this way. Go back and try again."),
    413: Text("This is more than we can take at once. Shorten it and send it again."),
    415: Text("The browser sent a form that we cannot read. Go back and try again."),
}
CANNOT = Text("This cannot be done. Go back and try again.")
FAULT = Text("Something went wrong on our side. Nothing was changed. Try again in a moment.")
NO_DATABASE = Text(
    "The database cannot be reached at the moment. Nothing was changed. Try again in a minute."
)


@dataclass(frozen=True, slots=True)
class Way:
    """Where to go from here."""

    href: str
    label: Text


TO_QUEUE = Way(HOME, Text("Go to the queue"))


class Problem(Exception):
    """A request that is refused, and what to say about it.

    `kept` is what the person had written: it is given back, so that nobody writes it twice.
    """

    def __init__(
        self,
        status: int,
        said: Text,
        way: Way = TO_QUEUE,
        *,
        kept: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(said)
        self.status = status
        self.said = said
        self.way = way
        self.kept = kept
        self.headers = headers


@web.middleware
async def explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever was raised into a page; redirects go on as they are."""
    try:
        return await handler(request)
    except web.HTTPRedirection:
        raise
    except Problem as problem:
        return _page(request, problem)
    except web.HTTPException as error:
        return _page(request, _of_the_web(error))
    except request.app[CONSOLE].unavailable as error:
        log.warning("console.unavailable route=%s error=%s", _route(request), _named(error))
        return _page(request, Problem(503, NO_DATABASE, headers={"Retry-After": "60"}))
    except Exception as error:  # noqa: BLE001 - the one place where a bug is caught
        # no traceback: an error's own words may quote what somebody wrote
        log.error(  # noqa: TRY400
            "console.failed route=%s error=%s at=%s", _route(request), _named(error), _at(error)
        )
        return _page(request, Problem(500, FAULT))


def _page(request: web.Request, problem: Problem) -> web.Response:
    return page(
        request, "problem.html", status=problem.status, headers=problem.headers, problem=problem
    )


def _of_the_web(error: web.HTTPException) -> Problem:
    headers = {name: error.headers[name] for name in ("Allow",) if name in error.headers}
    return Problem(error.status, SAID.get(error.status, CANNOT), headers=headers)


def _route(request: web.Request) -> str:
    """The route and never the path: that of an invitation is a secret."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "unknown"


def _named(error: Exception) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _at(error: Exception) -> str:
    """Where in our own code it happened, the innermost line first."""
    frames = [each for each in extract_tb(error.__traceback__) if each.filename.startswith(OURS)]
    return " < ".join(
        f"{each.filename.removeprefix(OURS)}:{each.lineno}" for each in reversed(frames[-4:])
    )
