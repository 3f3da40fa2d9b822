"""Telegram's updates, read: what a person did, or why it does not concern us."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec

from bot.channels.telegram.shapes import (
    KINDS,
    CallbackQuery,
    Chat,
    Membership,
    Message,
    Sender,
    Update,
)
from bot.domain.messages import Address, Incoming, Media, keepable, link_in

CHANNEL = "telegram"
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
TAP = re.compile(r"(?P<turn>[0-9]{1,9}):(?P<key>.+)", re.DOTALL)
GROUPS = {"group", "supergroup"}
THERE = {"member", "administrator", "creator", "restricted"}
LATEST = 253_402_300_799  # the last second of the year 9999


class MalformedUpdate(Exception):
    """This is not an update as Telegram sends them; it is set aside, never tried again."""

    def __init__(self) -> None:
        super().__init__("An update could not be read: it is not what Telegram's protocol says.")


@dataclass(frozen=True, slots=True)
class Ignored:
    """An update that asks nothing of us."""

    reason: str


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody blocked the bot, at a moment as exact as Telegram tells it."""

    address: Address
    at: datetime


@dataclass(frozen=True, slots=True)
class Returned:
    """Somebody took that back."""

    address: Address


@dataclass(frozen=True, slots=True)
class InGroup:
    """The bot is in a group; `moved_to` is the group's new id where it has just got one."""

    group: str = field(repr=False)
    moved_to: str | None = field(default=None, repr=False)
    hint: str | None = None


Read = Incoming | Left | Returned | InGroup | Ignored

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


def read(update: Update | bytes | Mapping[str, Any]) -> Read:
    """What a person did, or the reason why the update does not concern us."""
    if not isinstance(update, Update):
        update = decode(update)
    if update.message is not None:
        return _message(update.update_id, update.message)
    if update.callback_query is not None:
        return _tap(update.update_id, update.callback_query)
    if update.edited_message is not None:
        return _edit(update.update_id, update.edited_message)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    return Ignored("kind")


def _message(update_id: int, message: Message) -> Read:
    if message.chat.type != "private":
        return _in_group(message.chat, message.sender, message.migrate_to_chat_id)
    if message.sender is not None and message.sender.is_bot:
        return Ignored("bot")
    media = _media(message) if message.text is None else None
    words = message.caption if message.text is None else message.text
    if words is None and media is None:
        return Ignored("service")
    return Incoming(
        address=_address(message.chat),
        external_id=str(update_id),
        text=None if words is None else keepable(words),
        own=str(message.message_id) if message.message_id else None,
        media=media,
        album=message.media_group_id,
        link=None if words is None else link_in(words),
        at=_moment(message.date),
        hint=_hint(message.sender),
    )


def _edit(update_id: int, message: Message) -> Incoming | Ignored:
    """Words that were changed, each time: the last change may be the one that tells of danger.

    Telegram tells of much else, such as a place that moves.
    """
    words = message.caption if message.text is None else message.text
    if message.chat.type != "private" or words is None:
        return Ignored("edited")
    return Incoming(
        address=_address(message.chat),
        external_id=str(update_id),
        text=keepable(words),
        edited=True,
        at=_moment(message.edit_date or message.date),
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
        address=_address(tapped.chat),
        external_id=str(update_id),
        turn=int(tap["turn"]),
        choice=keepable(tap["key"]),
        message=str(tapped.message_id) if tapped.date else None,
        hint=_hint(query.sender),
    )


def _membership(change: Membership) -> Left | Returned | InGroup | Ignored:
    there = change.now.status in THERE
    if change.chat.type != "private":
        return _in_group(change.chat, change.sender) if there else Ignored("membership")
    if there:
        return Returned(_address(change.chat))
    return Left(_address(change.chat), _when(change.date))


def _in_group(chat: Chat, sender: Sender | None, moved_to: int | None = None) -> InGroup | Ignored:
    """In a channel nothing is ever said: all its readers would see it."""
    if chat.type not in GROUPS:
        return Ignored("group")
    return InGroup(str(chat.id), None if moved_to is None else str(moved_to), _hint(sender))


def _moment(date: int) -> datetime | None:
    """Of a tap nothing is said, but that Telegram lets go of one after two and a half minutes."""
    return _when(date) if date > 0 else None


def _when(date: int) -> datetime:
    return datetime.fromtimestamp(min(max(date, 0), LATEST), UTC)


def _address(chat: Chat) -> Address:
    return Address(CHANNEL, str(chat.id))


def _hint(sender: Sender | None) -> str | None:
    tag = sender.language_code if sender is not None else None
    return tag if tag is not None and LANGUAGE_TAG.fullmatch(tag) else None


def _media(message: Message) -> Media | None:
    found = (media for name, media in KINDS if getattr(message, name) is not None)
    return next(found, None)
