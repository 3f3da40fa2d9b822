"""Requests that are refused: counted, and logged without a word of what somebody sent."""

import logging
from http import HTTPStatus
from pathlib import PurePath
from traceback import extract_tb

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware

from bot.services.counts import Counts


def counting(counts: Counts) -> Middleware:
    """Counts every request that is refused, by its status."""

    @web.middleware
    async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            response = await handler(request)
        except web.HTTPException as refusal:
            _count(counts, refusal.status)
            raise
        _count(counts, response.status)
        return response

    return count


def wordless_logger(counts: Counts) -> logging.Logger:
    """For the HTTP server, whose own would quote requests, and say which address they are from."""
    logger = logging.Logger(__name__)  # noqa: LOG001 - filters of a shared one would pile up
    logger.parent = logging.getLogger()
    logger.setLevel(logging.DEBUG)  # at which the server tells of some, and they count as well
    logger.addFilter(Wordless(counts))
    return logger


class Wordless(logging.Filter):
    """What is no HTTP is counted and not logged; of an error, its name and place are logged."""

    def __init__(self, counts: Counts) -> None:
        super().__init__()
        self._counts = counts

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError | web.RequestPayloadError):
            self._counts.add("requests_unreadable")
            return False
        if error is not None:
            record.msg, record.args = "a request failed: %s at=%s", (_named(error), _at(error))
            record.exc_info = record.exc_text = None
        return True


def _count(counts: Counts, status: int) -> None:
    if status >= HTTPStatus.BAD_REQUEST:
        counts.add(f"requests_refused_{status}")


def _named(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _at(error: BaseException) -> str:
    frames = reversed(extract_tb(error.__traceback__)[-4:])
    return " < ".join(f"{PurePath(frame.filename).name}:{frame.lineno}" for frame in frames)
