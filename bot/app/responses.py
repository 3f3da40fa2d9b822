"""Answers of the HTTP server, none of which says which program gives it."""

import asyncio
from typing import Any

from aiohttp import hdrs, web
from aiohttp.http import StreamWriter
from multidict import CIMultiDict


def unnamed(server: web.Server) -> None:
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
