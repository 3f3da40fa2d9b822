"""Answers of the HTTP server itself: plain words, none of the sender's, no program's name."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus
from logging import Logger
from socket import socket
from typing import Any, cast

from aiohttp import hdrs, web
from aiohttp.http import StreamWriter
from multidict import CIMultiDict

SAID = {
    HTTPStatus.BAD_REQUEST: "This cannot be read: it is no request of a browser.",
    HTTPStatus.UNAUTHORIZED: "This needs a token.",
    HTTPStatus.NOT_FOUND: "There is no such page.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This page cannot be used in this way.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "This is more than can be taken at once.",
    HTTPStatus.EXPECTATION_FAILED: "What this request expects cannot be done.",
}
REFUSED = "This cannot be done."
FAULT = "Something went wrong here. Please try again in a moment."
QUOTING = {HTTPStatus.EXPECTATION_FAILED, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}
"""Where the library's words hold more than the status."""


class Connection(web.RequestHandler):
    """A browser's connection; the library's own would give back what it could not read."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = HTTPStatus.INTERNAL_SERVER_ERROR,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """What passes by every handler: no HTTP, and what no handler caught."""
        super().handle_error(request, status, exc, message)  # which counts it, and logs it
        answer = web.Response(status=status, text=f"{_said(status)}\n")
        answer.force_close()
        return answer

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        if isinstance(resp, web.HTTPError) and _is_the_librarys(resp):
            resp.text = f"{_said(resp.status)}\n"
        return await super().finish_response(request, resp, start_time)


@asynccontextmanager
async def answering(runner: web.AppRunner, taken: socket, logger: Logger) -> AsyncIterator[None]:
    """The application of a runner, on a socket that listens already; cleaned up at the end."""
    await runner.setup()
    server, loop = cast("web.Server", runner.server), asyncio.get_running_loop()
    _unname(server)
    quiet: dict[str, Any] = {"logger": logger, "access_log": None}  # None: no request is logged
    connection = partial(Connection, server, loop=loop, **quiet)
    listener = await loop.create_server(connection, sock=taken)
    try:
        yield
    finally:
        listener.close()
        await runner.cleanup()


def _said(status: int) -> str:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return FAULT
    return SAID.get(HTTPStatus(status), REFUSED)


def _is_the_librarys(error: web.HTTPError) -> bool:
    """Whether nobody here gave it words of its own."""
    return error.status in QUOTING or error.text == f"{error.status}: {error.reason}"


def _unname(server: web.Server) -> None:
    """Take the library's name and version off every answer.

    Also off those that it gives by itself to what is no HTTP, which pass by no handler and no
    signal of an application: so it is done where the headers are written.
    """
    make = server.request_factory

    def made(message: Any, payload: Any, protocol: Any, _: Any, task: Any) -> web.BaseRequest:
        writer = StreamWriter(protocol, asyncio.get_running_loop(), on_headers_sent=_take_off)
        return make(message, payload, protocol, writer, task)

    server.request_factory = made


async def _take_off(headers: CIMultiDict[str]) -> None:
    headers.popall(hdrs.SERVER, None)
