"""What the API is sent, read: a choice, some words, or nothing, which shows the question."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

import msgspec

from bot.channels.webchat.refusals import Refused
from bot.domain.files import FileKind
from bot.domain.messages import Address, Incoming, keepable, link_in
from bot.engine.hearing import LONGEST_WORDS

LARGEST_NUMBER = 2**53
EXPECTED = "Send a JSON object with, at most, id, turn, after, and one of text and choice"

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Number = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_NUMBER)]
Key = Annotated[str, msgspec.Meta(max_length=200)]


class Posted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One message to the API; what is sent twice under the client's own `id` is done once.

    `after` is the id of the newest message that the client has: all up to it is acknowledged.
    """

    id: Id | None = None
    turn: Number | None = None
    after: Number | None = None
    text: str | None = None
    choice: Key | None = None

    def __repr__(self) -> str:
        return "Posted()"


class Queried(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What comes with a file, which is the body itself, in its address."""

    id: Id | None = None
    turn: Number | None = None
    after: Number | None = None


_decoder = msgspec.json.Decoder(Posted)


def decode(body: bytes) -> Posted:
    """Raises Refused."""
    try:
        posted = _decoded(body)
    except msgspec.ValidationError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"{EXPECTED}: {_wrong(error)}.") from None
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST, f"{EXPECTED}; this is not JSON.") from None
    if posted.text is not None and posted.choice is not None:
        raise Refused(HTTPStatus.BAD_REQUEST, "Send text or choice, not both.")
    return posted


def queried(query: Mapping[str, str]) -> Queried:
    """Raises Refused."""
    try:
        return msgspec.convert(dict(query), Queried, strict=False)
    except msgspec.ValidationError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"In the address: {_wrong(error)}.") from None


def _wrong(error: msgspec.ValidationError) -> str:
    """The library's words, which quote a name that it does not know."""
    said = str(error)
    return "there is something else in it" if "unknown field" in said else said


def _decoded(body: bytes) -> Posted:
    try:
        return _decoder.decode(body)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        # half of a surrogate pair, which msgspec refuses: a message is not lost over a character
        return msgspec.convert(json.loads(body.decode()), Posted)


def incoming(
    address: Address,
    external_id: str,
    *,
    turn: int | None,
    choice: str | None,
    text: str | None,
    media: FileKind | None = None,
    shown: int | None = None,
    link: str | None = None,
) -> Incoming:
    """What a person did.  Words too long for any answer are cut where that can still be seen."""
    return Incoming(
        address=address,
        external_id=keepable(external_id),
        turn=turn,
        media=media,
        shown=shown,
        choice=None if choice is None else keepable(choice),
        text=None if text is None else keepable(text[: LONGEST_WORDS + 1]),
        link=link_in(text) if text is not None else link,
    )
