"""Telegram's side of a webhook: kept-open connections that post and wait for the answer."""

import asyncio
import re

from bench.listeners import SECRET
from bot.channels.telegram.webhook import GIVEN, PATH

LENGTH = re.compile(rb"\r\nContent-Length: (\d+)", re.IGNORECASE)
HEADS_END = b"\r\n\r\n"


class NotTaken(Exception):
    """An update was not answered with 200."""


class Connection(asyncio.Protocol):
    """One connection, one call at a time.

    Not a client library's: what those cost would be paid on both sides of the comparison, on a
    machine where the server wants that processor.
    """

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._came = b""
        self._answer: asyncio.Future[bytes] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._came += data
        head, end, body = self._came.partition(HEADS_END)
        found = LENGTH.search(head)
        if not end or len(body) < (int(found[1]) if found else 0):
            return
        self._came = b""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(head + end + body)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or NotTaken("The connection was closed."))

    async def post(self, update: bytes) -> None:
        """One update, until it is taken."""
        await self._call(_post(update))

    async def get(self, path: str) -> str:
        """What is at this path."""
        answer = await self._call(f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())
        return answer.partition(HEADS_END)[2].decode()

    async def _call(self, request: bytes) -> bytes:
        if self._transport is None:
            raise NotTaken("There is no connection.")
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        answer = await self._answer
        if not answer.startswith(b"HTTP/1.1 200"):
            raise NotTaken(f"The answer was {answer[:60]!r}.")
        return answer

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


async def connected(port: int) -> Connection:
    """A connection to a port of this machine."""
    _, connection = await asyncio.get_running_loop().create_connection(
        Connection, "127.0.0.1", port
    )
    return connection


def _post(update: bytes) -> bytes:
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"{GIVEN}: {SECRET}\r\nContent-Length: {len(update)}\r\n\r\n"
    )
    return head.encode() + update
