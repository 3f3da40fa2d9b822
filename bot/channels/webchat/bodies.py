"""Bodies of requests: of the right kind, not too large, and readable."""

from http import HTTPStatus

from aiohttp import web

from bot.channels.webchat.refusals import Refused

LARGEST = 1024 * 1024


async def body_of(request: web.Request, kind: str) -> bytes:
    """The body, counted as it arrives: what it claims about itself is not believed."""
    if request.content_type != kind:
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send the body as {kind}.")
    body = bytearray()
    try:
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > LARGEST:
                raise Refused(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                    "The body is larger than 1 MiB; send less at once.",
                )
    except (web.RequestPayloadError, ConnectionError):
        raise Refused(HTTPStatus.BAD_REQUEST, "The body cannot be read; send it again.") from None
    return bytes(body)
