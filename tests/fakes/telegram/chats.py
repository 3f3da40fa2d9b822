"""Chats, and the messages that they hold."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.fakes.telegram.bells import Bell
from tests.fakes.telegram.keyboards import Rows
from tests.fakes.telegram.refusals import bad_request, forbidden, migrated


@dataclass(slots=True)
class Message:
    """A message as it is now; `deleted` ones are kept here, though no phone shows them."""

    id: int
    chat_id: int
    from_bot: bool
    at: float
    text: str | None = None
    content: dict[str, Any] = field(default_factory=dict)
    rows: Rows = field(default_factory=list)
    silent: bool = False
    protected: bool = False
    edited_at: float | None = None
    deleted: bool = False

    @property
    def edited(self) -> bool:
        return self.edited_at is not None

    @property
    def labels(self) -> list[list[str]]:
        """What its buttons say, row by row."""
        return [[button["text"] for button in row] for row in self.rows]

    def button(self, label_or_data: str) -> dict[str, Any]:
        """The button with this label or data, or the only one whose label contains it."""
        buttons = [button for row in self.rows for button in row]
        exact = [
            button
            for button in buttons
            if label_or_data in {button["text"], button.get("callback_data")}
        ]
        near = [button for button in buttons if label_or_data in button["text"]]
        found = exact or near
        if len(found) == 1 or exact:
            return found[0]
        raise LookupError(f"{label_or_data!r} is not one button of {self.labels}")


@dataclass(slots=True)
class Chat:
    """A person's chat with the bot, or a group; its id is also the person's user id."""

    id: int
    type: str = "private"
    language_code: str | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)

    def shape(self) -> dict[str, Any]:
        if self.type != "private":
            return {"id": self.id, "type": self.type, "title": f"Group{abs(self.id)}"}
        return {"id": self.id, "type": self.type} | self._names()

    def user(self) -> dict[str, Any]:
        user = {"id": self.id, "is_bot": False} | self._names()
        return user | ({"language_code": self.language_code} if self.language_code else {})

    def _names(self) -> dict[str, Any]:
        """Names that a search through stored data would find."""
        return {"first_name": f"Name{self.id}", "username": f"user_{self.id}"}


class Chats:
    """Every chat that the bot could know of."""

    def __init__(self, bot: dict[str, Any], clock: Callable[[], float]) -> None:
        self.bot = bot
        self.bell = Bell()
        self._clock = clock
        self._chats: dict[int, Chat] = {}
        self._message_ids = count(1)

    def add(self, chat: Chat) -> Chat:
        return self._chats.setdefault(chat.id, chat)

    def find(self, chat_id: str) -> Chat:
        """The chat that a call names."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        try:
            return self._chats[int(chat_id)]
        except (KeyError, ValueError):
            raise bad_request("chat not found") from None

    def writable(self, chat_id: str) -> Chat:
        """The chat that a call names, if the bot may write there."""
        chat = self.find(chat_id)
        if chat.migrated_to is not None:
            raise migrated(chat.migrated_to)
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked and chat.type == "private":
            raise forbidden("bot was blocked by the user")
        if chat.blocked:
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def put(self, chat: Chat, *, from_bot: bool, **parts: Any) -> Message:
        """A new message in a chat."""
        message = Message(next(self._message_ids), chat.id, from_bot, self._clock(), **parts)
        chat.messages[message.id] = message
        self.bell.ring()
        return message

    def shape(self, message: Message) -> dict[str, Any]:
        """A message as Telegram describes it."""
        chat = self._chats[message.chat_id]
        shape = {
            "message_id": message.id,
            "from": self.bot if message.from_bot else chat.user(),
            "chat": chat.shape(),
            "date": int(message.at),
        } | message.content
        if message.text is not None:
            shape["text"] = message.text
        if message.rows:
            shape["reply_markup"] = {"inline_keyboard": message.rows}
        if message.edited_at is not None:
            shape["edit_date"] = int(message.edited_at)
        if message.protected:
            shape["has_protected_content"] = True
        return shape
