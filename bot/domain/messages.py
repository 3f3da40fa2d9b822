"""What a person sends us and what we send them, the same over every channel.

Words and addresses stay out of every `repr`: a log line or a traceback must not surrender them.
"""

import re
from datetime import datetime
from typing import ClassVar, Literal

import msgspec

from bot.domain.files import File, FileKind

Media = FileKind | Literal["contact", "place", "other"]
NotKept = Literal["large", "many", "lost"]
Direction = Literal["ltr", "rtl"]

_CODE = re.compile("[A-Za-z0-9_-]{1,64}")
_START = re.compile(r"/start(?:@\w+)?\s+(?P<code>[A-Za-z0-9_-]{1,64})\s*", re.ASCII)

UNKEEPABLE = "\ufffd"  # what Unicode shows for a character that could not be kept


class _Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """Made for every message, which a Struct is quicker at; a `repr` shows what is `plain`."""

    plain: ClassVar[tuple[str, ...]] = ()

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.plain)
        return f"{type(self).__name__}({shown})"


class Address(_Message, frozen=True, gc=False):
    """Where someone can be reached: a chat id, a web session's token, a terminal's name."""

    plain = ("channel",)

    channel: str
    id: str


class Incoming(_Message, frozen=True, omit_defaults=True):
    """One thing that a person did: a tap, some words, or a file with or without words."""

    plain = ("address", "turn", "media", "file", "not_kept", "edited", "message", "shown", "hint")

    address: Address
    external_id: str
    turn: int | None = None
    choice: str | None = None
    text: str | None = None
    media: Media | None = None
    file: File | None = None
    """What was kept of `media`, where the question that stands takes it."""
    not_kept: NotKept | None = None
    """Why nothing was: it is too large, too many are there, or it did not come over."""
    album: str | None = None
    """The channel's name for several files that were sent as one."""
    edited: bool = False
    """Whether these are the new words of an earlier message, which is no new answer."""
    link: str | None = None
    """The code of the poster that led here."""
    message: str | None = None
    """The channel's id of the message that was tapped, where it can be put in another's place."""
    own: str | None = None
    """The channel's id of these words, where they can be taken off the person's screen."""
    shown: int | None = None
    """Where people fetch: the number of the newest of our messages that they had before them."""
    at: datetime | None = None
    """When the person did it, where the channel says so."""
    hint: str | None = None
    """The channel's guess of the person's language: it orders a list, and is never stored."""


class Button(msgspec.Struct, frozen=True, gc=False):
    """A choice to tap; its label is already in the person's language."""

    key: str
    label: str


class Paper(_Message, frozen=True, gc=False):
    """A file for a person to keep: one page in HTML, under a name that says nothing of it."""

    name: str
    page: str


class Outgoing(_Message, frozen=True, omit_defaults=True):
    """One message to a person, in their language; `turn` is the question its buttons answer."""

    plain = ("lang", "dir", "turn", "silent", "replaces", "clears", "hides")

    text: str
    lang: str
    dir: Direction
    turn: int
    rows: tuple[tuple[Button, ...], ...] = ()
    silent: bool = False
    replaces: str | None = None
    """The channel's id of a message that this one may take the place of."""
    clears: str | None = None
    """The channel's id of a message whose buttons are of no use any more."""
    hides: bool = False
    """Whether everything said before is to be taken off the screen, as far as that can be."""
    files: bool = False
    """Whether the question can also be answered with a file."""
    paper: Paper | None = None
    """What comes with it for the person to keep."""


def link_in(text: str) -> str | None:
    """The code of a poster, where these are the words by which its link begins a chat."""
    started = _START.fullmatch(text) if text.startswith("/start") else None
    return started["code"] if started else None


def is_link(code: str) -> bool:
    """Whether this has the shape of a poster's code."""
    return _CODE.fullmatch(code) is not None


def keepable(text: str) -> str:
    """The text without what no database or encoder takes: NUL and halves of surrogate pairs."""
    if "\0" in text:
        text = text.replace("\0", UNKEEPABLE)
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
