"""Files that a browser sends: sealed as they come, counted, and nothing of them kept in memory."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from http import HTTPStatus

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.channels.webchat.forms import Form, form_of
from bot.channels.webchat.parts import WEBCHAT
from bot.channels.webchat.refusals import Refused
from bot.domain.files import FileKind
from bot.domain.messages import Incoming
from bot.services.conversations import Received
from bot.services.incoming_files import Fetch

IN_PARTS = "multipart/form-data"
FILE = "file"
KINDS: Mapping[str, FileKind] = {"audio": "voice", "image": "picture", "video": "video"}
LONGEST_FIELD = 1_000  # bytes of what comes before the file in a form
MOST_FIELDS = 10
PIECE = 64 << 10
PATIENCE = 900.0  # seconds for one file, over a slow line
READ_ON = 64 << 20  # bytes of a file too large: a browser hears the answer when it has sent all

UNREADABLE = "The body cannot be read; send it again."
# What aiohttp raises for parts that are none, some of which it only asserts.
MALFORMED = (
    ValueError,
    AssertionError,
    LookupError,
    ConnectionError,
    HttpProcessingError,
    web.RequestPayloadError,
)


def kind_of(content_type: str) -> FileKind:
    """What a browser says that it is: coarse, and believed of nobody."""
    return KINDS.get(content_type.partition("/")[0].strip().lower(), "document")


async def parts_of(request: web.Request) -> tuple[Form, BodyPartReader | None]:
    """The form, and its file, which comes last and is not read yet.  Raises Refused."""
    fields: dict[str, str] = {}
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or len(fields) >= MOST_FIELDS:
                break
            if part.name == FILE:
                return form_of(fields), part if part.filename else None
            value = await part.read_chunk(LONGEST_FIELD)
            fields[part.name or ""] = bytes(value).decode(errors="replace")
            if not part.at_eof() and await part.read_chunk(1):
                break
    except MALFORMED:
        raise Refused(HTTPStatus.BAD_REQUEST, UNREADABLE) from None
    raise Refused(HTTPStatus.BAD_REQUEST, "This form has no file.")


async def received(
    request: web.Request, incoming: Incoming, content: AsyncGenerator[bytes]
) -> Received:
    """What a file led to, once that is committed.  Raises Refused where it breaks off."""
    webchat = request.app[WEBCHAT]
    async with aclosing(_readable(content)) as pieces:
        try:
            async with asyncio.timeout(PATIENCE):
                taken = await webchat.files.taken(incoming, _once(pieces))
                await _read_on(pieces)
        except TimeoutError:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, "That took too long.") from None
    return await webchat.conversations.receive(taken)


async def of_part(part: BodyPartReader) -> AsyncGenerator[bytes]:
    while piece := await part.read_chunk(PIECE):
        yield bytes(piece)


async def of_body(request: web.Request) -> AsyncGenerator[bytes]:
    async for piece in request.content.iter_chunked(PIECE):
        yield piece


async def _readable(content: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    async with aclosing(content):
        try:
            async for piece in content:
                yield piece
        except MALFORMED:
            raise Refused(HTTPStatus.BAD_REQUEST, UNREADABLE) from None


def _once(pieces: AsyncGenerator[bytes]) -> Fetch:
    """A view of them that can be left in the middle, so that the rest can still be read."""

    async def fetch() -> AsyncGenerator[bytes]:
        async for piece in pieces:
            yield piece

    return fetch


async def _read_on(pieces: AsyncGenerator[bytes]) -> None:
    """To the end of what nobody takes.  Raises Refused where there is no end."""
    passed = 0
    async for piece in pieces:
        passed += len(piece)
        if passed > READ_ON:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "A file has at most 20 MB.")
