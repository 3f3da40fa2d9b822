"""The methods of the Bot API that this fake speaks, by the names that a URL calls them."""

import inspect
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from tests.fakes.telegram import messages
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.refusals import (
    POLLED_BESIDE_WEBHOOK,
    TOO_OLD,
    WEBHOOK_SET,
    Refusal,
    bad_request,
)
from tests.fakes.telegram.world import World

Method = Callable[[World, Parameters], Any | Awaitable[Any]]

TAP_LASTS = 150.0
LONGEST_ANSWER = 200
LONGEST_TEXTS = {"name": 64, "description": 512, "short_description": 120}
COMMAND = re.compile(r"[a-z0-9_]{1,32}")


async def perform(world: World, name: str, parameters: Parameters) -> Any:
    """The result of a method, or a Refusal."""
    method = METHODS.get(name)
    if method is None:
        raise Refusal(404, "Not Found")
    result = method(world, parameters)
    return await result if inspect.isawaitable(result) else result


def get_me(world: World, _: Parameters) -> dict[str, Any]:
    return world.chats.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


async def get_updates(world: World, parameters: Parameters) -> list[dict[str, Any]]:
    if world.webhook.hook is not None:
        raise Refusal(409, POLLED_BESIDE_WEBHOOK)
    world.updates.allow(parameters.parsed("allowed_updates"))
    return await world.updates.poll(
        parameters.number("offset"),
        parameters.number("limit", 100),
        parameters.number("timeout"),
    )


async def set_webhook(world: World, parameters: Parameters) -> bool:
    await world.webhook.set(parameters)
    world.updates.allow(parameters.parsed("allowed_updates"))
    world.updates.end_poll(WEBHOOK_SET)
    return True


async def delete_webhook(world: World, parameters: Parameters) -> bool:
    parameters.values.pop("url", None)
    await world.webhook.set(parameters)
    return True


def get_webhook_info(world: World, _: Parameters) -> dict[str, Any]:
    return world.webhook.shape()


def answer_callback_query(world: World, parameters: Parameters) -> bool:
    tap = world.taps.get(parameters.text("callback_query_id"))
    if tap is None or world.clock() - tap.at > TAP_LASTS:
        raise bad_request(TOO_OLD)
    text = parameters.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.answer = text
    world.chats.bell.ring()
    return True


def set_my_commands(world: World, parameters: Parameters) -> bool:
    commands = parameters.parsed("commands") or []
    for command in commands:
        if not COMMAND.fullmatch(command.get("command", "")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile["commands", parameters.text("language_code")] = commands
    return True


def get_my_commands(world: World, parameters: Parameters) -> Any:
    return world.profile.get(("commands", parameters.text("language_code")), [])


def set_mine(noun: str, world: World, parameters: Parameters) -> bool:
    text = parameters.text(noun)
    if len(text) > LONGEST_TEXTS[noun]:
        raise bad_request(f"bot {noun.replace('_', ' ')} is too long")
    world.profile[noun, parameters.text("language_code")] = text
    return True


def get_mine(noun: str, world: World, parameters: Parameters) -> dict[str, str]:
    texts = world.profile
    return {noun: texts.get((noun, parameters.text("language_code")), texts.get((noun, ""), ""))}


def get_file(world: World, parameters: Parameters) -> dict[str, Any]:
    return world.uploads.find(parameters.text("file_id"))


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getfile": get_file,
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "sendmessage": messages.send_message,
    "senddocument": messages.send_document,
    "sendchataction": messages.send_chat_action,
    "editmessagetext": messages.edit_message_text,
    "editmessagereplymarkup": messages.edit_message_reply_markup,
    "deletemessage": messages.delete_message,
    "deletemessages": messages.delete_messages,
    "answercallbackquery": answer_callback_query,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "setmyname": partial(set_mine, "name"),
    "getmyname": partial(get_mine, "name"),
    "setmydescription": partial(set_mine, "description"),
    "getmydescription": partial(get_mine, "description"),
    "setmyshortdescription": partial(set_mine, "short_description"),
    "getmyshortdescription": partial(get_mine, "short_description"),
}
