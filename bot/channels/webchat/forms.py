"""The page's forms, read: what a browser without JavaScript sends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from http import HTTPStatus
from urllib.parse import parse_qsl

from bot.channels.webchat.receive import incoming
from bot.channels.webchat.refusals import Refused
from bot.domain.files import FileKind
from bot.domain.messages import Address, Incoming

KIND = "application/x-www-form-urlencoded"
MOST_FIELDS = 10

_NUMBER = re.compile("[0-9]{0,15}", re.ASCII)
_ID = re.compile("[A-Za-z0-9]{0,64}")
_LANG = re.compile("[A-Za-z-]{0,35}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What was sent, with what the page had shown: its question and its newest message.

    `id` is of the page, not of the button: it comes with every form of one page.
    """

    id: str = ""
    turn: int | None = None
    after: int = 0
    lang: str = ""
    choice: str | None = field(default=None, repr=False)
    text: str | None = field(default=None, repr=False)

    def incoming(self, address: Address, otherwise: str) -> Incoming:
        """The same sent twice from one page is one message; another button or word is another."""
        sent = f"form {self.id} {self.choice or ''} {self.text or ''}"
        external_id = sent if self.id else otherwise
        return incoming(
            address,
            external_id,
            turn=self.turn,
            choice=self.choice,
            text=self.text or None,
            shown=self.after or None,
        )

    def carrying(self, address: Address, kind: FileKind, name: str, otherwise: str) -> Incoming:
        """A file: the same one sent twice from one page is one message; its name goes nowhere."""
        known = blake2b(name.encode(errors="replace"), digest_size=16).hexdigest()
        sent = f"form {self.id} file {known}" if self.id else otherwise
        return incoming(
            address,
            sent,
            turn=self.turn,
            choice=None,
            text=None,
            media=kind,
            shown=self.after or None,
        )


def read_form(body: bytes) -> Form:
    """Raises Refused."""
    try:
        sent = body.decode(errors="replace")
        fields = dict(parse_qsl(sent, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST, "This form cannot be read.") from None
    return form_of(fields)


def form_of(fields: Mapping[str, str]) -> Form:
    """Raises Refused."""
    text = fields.get("text")
    if text is not None and "choice" in fields:
        raise Refused(HTTPStatus.BAD_REQUEST, "A form has words or a choice, not both.")
    return Form(
        id=_like(_ID, fields, "id"),
        turn=_number(fields, "turn"),
        after=_number(fields, "after") or 0,
        lang=_like(_LANG, fields, "lang"),
        choice=fields.get("choice"),
        text=None if text is None else text.replace("\r\n", "\n"),
    )


def _number(fields: Mapping[str, str], name: str) -> int | None:
    digits = _like(_NUMBER, fields, name)
    return int(digits) if digits else None


def _like(pattern: re.Pattern[str], fields: Mapping[str, str], name: str) -> str:
    value = fields.get(name, "")
    if not pattern.fullmatch(value):
        raise Refused(HTTPStatus.BAD_REQUEST, f"The field {name} cannot be read.")
    return value
