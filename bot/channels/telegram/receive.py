"""Telegram's updates, read: what a person did, or why it does not concern us.

Only what is used is decoded.  Of a file, a contact or a place we learn the kind; who someone is
(name, username) is never read.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from bot.domain.messages import Address, Incoming, Media, keepable

CHANNEL = "telegram"
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
TAP = re.compile(r"(?P<turn>[0-9]{1,9}):(?P<key>.+)", re.DOTALL)


class MalformedUpdate(Exception):
    """This is not an update as Telegram sends them; it is set aside, never tried again."""

    def __init__(self) -> None:
        super().__init__("An update could not be read: it is not what Telegram's protocol says.")


@dataclass(frozen=True, slots=True)
class Ignored:
    """An update that asks nothing of us."""

    reason: str


class _Part(msgspec.Struct, frozen=True, gc=False):
    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Present(_Part, frozen=True, gc=False):
    """Something is there; what it holds is passed over."""


class Sender(_Part, frozen=True, gc=False):
    language_code: str | None = None


class Chat(_Part, frozen=True, gc=False):
    id: int
    type: str


class Message(_Part, frozen=True, gc=False, rename={"sender": "from"}):
    chat: Chat
    sender: Sender | None = None
    text: str | None = None
    caption: str | None = None
    voice: Present | None = None
    audio: Present | None = None
    photo: list[Present] | None = None
    animation: Present | None = None
    document: Present | None = None
    video: Present | None = None
    video_note: Present | None = None
    sticker: Present | None = None
    contact: Present | None = None
    location: Present | None = None
    venue: Present | None = None
    poll: Present | None = None
    dice: Present | None = None
    story: Present | None = None
    checklist: Present | None = None


KINDS: tuple[tuple[str, Media], ...] = (
    ("voice", "voice"),
    ("audio", "voice"),
    ("photo", "picture"),
    ("animation", "other"),  # before document: Telegram sends an animation as both
    ("document", "document"),
    ("video", "other"),
    ("video_note", "other"),
    ("sticker", "other"),
    ("contact", "other"),
    ("location", "other"),
    ("venue", "other"),
    ("poll", "other"),
    ("dice", "other"),
    ("story", "other"),
    ("checklist", "other"),
)


class Tapped(_Part, frozen=True, gc=False):
    """The message that a tapped button belongs to; without a date Telegram has forgotten it."""

    chat: Chat
    message_id: int
    date: int = 0


class CallbackQuery(_Part, frozen=True, gc=False, rename={"sender": "from"}):
    id: str
    sender: Sender | None = None
    message: Tapped | None = None
    data: str | None = None


class Update(_Part, frozen=True, gc=False):
    update_id: int
    message: Message | None = None
    callback_query: CallbackQuery | None = None
    edited_message: Present | None = None
    my_chat_member: Present | None = None


_updates = msgspec.json.Decoder(Update)


def decode(update: bytes | Mapping[str, Any]) -> Update:
    """An update from the bytes of a webhook, or from what a poll has already parsed."""
    try:
        if isinstance(update, bytes):
            return _decoded(update)
        return msgspec.convert(update, Update)
    except (ValueError, RecursionError):
        pass
    raise MalformedUpdate  # outside the handler: what could not be read stays behind


def _decoded(update: bytes) -> Update:
    try:
        return _updates.decode(update)
    except msgspec.ValidationError:
        raise
    except ValueError:
        # Half of a surrogate pair, or a byte that is not UTF-8, in what someone typed.  msgspec
        # refuses both; a message is not to be lost over one character.
        return msgspec.convert(json.loads(update.decode("utf-8", "replace")), Update)


def read(update: Update | bytes | Mapping[str, Any]) -> Incoming | Ignored:
    """What a person did, or the reason why the update does not concern us."""
    if not isinstance(update, Update):
        update = decode(update)
    if update.message is not None:
        return _message(update.update_id, update.message)
    if update.callback_query is not None:
        return _tap(update.update_id, update.callback_query)
    if update.edited_message is not None:
        return Ignored("edited")
    if update.my_chat_member is not None:
        return Ignored("membership")
    return Ignored("kind")


def _message(update_id: int, message: Message) -> Incoming | Ignored:
    if message.chat.type != "private":
        return Ignored("group")
    media = _media(message) if message.text is None else None
    words = message.caption if message.text is None else message.text
    if words is None and media is None:
        return Ignored("service")
    return Incoming(
        address=Address(CHANNEL, str(message.chat.id)),
        external_id=str(update_id),
        text=None if words is None else keepable(words),
        media=media,
        hint=_hint(message.sender),
    )


def _tap(update_id: int, query: CallbackQuery) -> Incoming | Ignored:
    tapped = query.message
    if tapped is None:
        return Ignored("inline")
    if tapped.chat.type != "private":
        return Ignored("group")
    tap = TAP.fullmatch(query.data or "")
    if tap is None:
        return Ignored("not our button")
    return Incoming(
        address=Address(CHANNEL, str(tapped.chat.id)),
        external_id=str(update_id),
        turn=int(tap["turn"]),
        choice=keepable(tap["key"]),
        message=str(tapped.message_id) if tapped.date else None,
        hint=_hint(query.sender),
    )


def _hint(sender: Sender | None) -> str | None:
    tag = sender.language_code if sender is not None else None
    return tag if tag is not None and LANGUAGE_TAG.fullmatch(tag) else None


def _media(message: Message) -> Media | None:
    found = (media for name, media in KINDS if getattr(message, name) is not None)
    return next(found, None)
