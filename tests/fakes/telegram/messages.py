"""Methods that send, change and delete messages."""

from typing import Any

from tests.fakes.telegram.chats import Chat, Message
from tests.fakes.telegram.keyboards import keyboard_of
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.refusals import UNCHANGED, Refusal, bad_request
from tests.fakes.telegram.texts import text_of
from tests.fakes.telegram.world import Sent, World

TWO_DAYS = 48 * 3600
MOST_AT_ONCE = 100
LARGEST_DOCUMENT = 50 * 1024 * 1024
TOO_OLD_TO_DELETE = "message can't be deleted for everyone"


def send_message(world: World, parameters: Parameters) -> dict[str, Any]:
    text, entities = text_of(parameters)
    rows = keyboard_of(parameters)
    chat = world.chats.writable(parameters.text("chat_id"))
    world.limits.count(chat.id)
    message = world.chats.put(
        chat,
        from_bot=True,
        text=text,
        content={"entities": entities} if entities else {},
        rows=rows,
        silent=parameters.flag("disable_notification"),
        protected=parameters.flag("protect_content"),
    )
    world.sent.append(Sent(chat.id, message.id, text, message.at))
    return world.chats.shape(message)


def send_document(world: World, parameters: Parameters) -> dict[str, Any]:
    """An uploaded one; ids and addresses of other files are not spoken by this fake."""
    rows = keyboard_of(parameters)
    given = parameters.file("document")
    if given is None:
        raise bad_request("there is no document in the request")
    if not given.content:
        raise bad_request("file must be non-empty")
    if len(given.content) > LARGEST_DOCUMENT:
        raise Refusal(413, "Request Entity Too Large")
    chat = world.chats.writable(parameters.text("chat_id"))
    world.limits.count(chat.id)
    about = {"file_id": "", "file_name": given.name, "mime_type": given.kind}
    shape: dict[str, Any] = {"document": about}
    world.uploads.put(shape, given.content)
    message = world.chats.put(
        chat,
        from_bot=True,
        text=None,
        content=shape,
        rows=rows,
        silent=parameters.flag("disable_notification"),
        protected=parameters.flag("protect_content"),
    )
    world.sent.append(Sent(chat.id, message.id, "", message.at))
    return world.chats.shape(message)


def send_chat_action(world: World, parameters: Parameters) -> bool:
    world.chats.writable(parameters.text("chat_id"))
    return True


def edit_message_text(world: World, parameters: Parameters) -> dict[str, Any]:
    text, entities = text_of(parameters)
    rows = keyboard_of(parameters)
    message = _own(world, parameters)
    if (message.text, message.rows) == (text, rows):
        raise bad_request(UNCHANGED)
    message.text, message.rows = text, rows
    message.content = {"entities": entities} if entities else {}
    return _edited(world, message)


def edit_message_reply_markup(world: World, parameters: Parameters) -> dict[str, Any]:
    rows = keyboard_of(parameters)
    message = _own(world, parameters)
    if message.rows == rows:
        raise bad_request(UNCHANGED)
    message.rows = rows
    return _edited(world, message)


def delete_message(world: World, parameters: Parameters) -> bool:
    chat = world.chats.find(parameters.text("chat_id"))
    message = _find(chat, parameters.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    _delete(world, [message])
    return True


def delete_messages(world: World, parameters: Parameters) -> bool:
    chat = world.chats.find(parameters.text("chat_id"))
    ids = parameters.parsed("message_ids")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    found = [_find(chat, int(each)) for each in ids]
    _delete(world, [message for message in found if message is not None])
    return True


def _find(chat: Chat, message_id: int) -> Message | None:
    message = chat.messages.get(message_id)
    return None if message is None or message.deleted else message


def _own(world: World, parameters: Parameters) -> Message:
    chat = world.chats.writable(parameters.text("chat_id"))
    message = _find(chat, parameters.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _edited(world: World, message: Message) -> dict[str, Any]:
    message.edited_at = world.clock()
    world.chats.bell.ring()
    return world.chats.shape(message)


def _delete(world: World, messages: list[Message]) -> None:
    if any(world.clock() - message.at >= TWO_DAYS for message in messages):
        raise _too_old()
    for message in messages:
        message.deleted = True
    world.chats.bell.ring()


def _too_old() -> Refusal:
    return bad_request(TOO_OLD_TO_DELETE)
