"""The web chat as one part of the web application, under its own path."""

import asyncio
from http import HTTPStatus

from aiohttp import web

from bot.channels.webchat import messages, pages, papers
from bot.channels.webchat.files import FILES, read_files, static
from bot.channels.webchat.guards import THROTTLE, guard
from bot.channels.webchat.parts import CLOSING, HOME, WEBCHAT, Webchat
from bot.channels.webchat.problems import explain
from bot.channels.webchat.screens import SCREENS, environment
from bot.channels.webchat.shields import shield
from bot.channels.webchat.throttle import Throttle


def add_webchat(app: web.Application, webchat: Webchat) -> None:
    """Serve the web chat in `app`, with its own headers and its own answers for errors."""
    site = web.Application(middlewares=[shield, explain, guard])
    site[WEBCHAT] = webchat
    site[FILES] = read_files(webchat.names.icon)
    site[SCREENS] = environment()
    site[THROTTLE] = Throttle(webchat.clock)
    site[CLOSING] = asyncio.Event()
    site.on_shutdown.append(_close)
    site.add_routes(
        [
            web.get("", pages.show, allow_head=False),  # a look at the headers begins no chat
            web.post("", pages.send),
            web.get("/", _to_chat),
            web.get("/words/{lang:[A-Za-z-]{2,35}}", pages.say),
            web.get("/static/{name}", static),
            web.get("/papers/{id:[0-9]{1,15}}", papers.give, allow_head=False),
            web.post("/api/messages", messages.post),
            web.post("/api/files", messages.post_file),
            web.get("/api/messages", messages.fetch, allow_head=False),
        ]
    )
    app.add_subapp(HOME, site)


async def _to_chat(_: web.Request) -> web.Response:
    return web.Response(status=HTTPStatus.PERMANENT_REDIRECT, headers={"Location": HOME})


async def _close(site: web.Application) -> None:
    """Nobody is kept waiting while the server stops."""
    site[CLOSING].set()
