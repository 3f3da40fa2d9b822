"""The control surface: whoever plays a worker by hand or by script does it over HTTP.

POST /play/people                   {"chat_id": 5, "language_code": "ne"}, both optional
POST /play/people/5/says            {"text": "hello"}
POST /play/people/5/taps            {"button": "label or data", "message_id": 7 (or the last)}
POST /play/people/5/sends           {"kind": "voice", "caption": "…", "content": "base64"}
POST /play/people/5/blocks          also: unblocks
GET  /play/people/5/messages        ?after=7&wait=10: what the bot said since message 7
POST /play/faults                   {"kind": "cut after", "times": 1, "method": "sendMessage"}
GET  /play/sent                     every message that was delivered
GET  /play/calls                    every call of the bot's and how it was answered
"""

import base64
import dataclasses
import json
from typing import Any

from aiohttp import web

from tests.fakes.telegram.chats import Chat, Message
from tests.fakes.telegram.people import Person
from tests.fakes.telegram.server import FakeTelegram

LONGEST_WAIT = 60.0


class Control:
    """The routes under /play."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram = telegram

    def add_routes(self) -> None:
        """Before the server starts."""
        self._telegram.app.add_routes(
            [
                web.post("/play/people", self._arrives),
                web.get("/play/people/{chat}/messages", self._messages),
                web.post("/play/people/{chat}/{act}", self._acts),
                web.post("/play/faults", self._fails),
                web.get("/play/sent", self._sent),
                web.get("/play/calls", self._calls),
            ]
        )

    async def _arrives(self, request: web.Request) -> web.Response:
        wanted = await _body(request)
        person = self._telegram.person(
            chat_id=wanted.get("chat_id"), language_code=wanted.get("language_code")
        )
        return web.json_response({"chat_id": person.chat_id})

    async def _acts(self, request: web.Request) -> web.Response:
        person, wanted = self._person(request), await _body(request)
        try:
            update_id = await _act(person, request.match_info["act"], wanted)
        except (LookupError, PermissionError, ValueError) as error:
            return web.json_response({"error": str(error)}, status=409)
        return web.json_response({"update_id": update_id})

    async def _messages(self, request: web.Request) -> web.Response:
        person = self._person(request)
        after = int(request.query.get("after", 0))
        wait = min(float(request.query.get("wait", 0)), LONGEST_WAIT)

        def found() -> list[Message] | None:
            return [message for message in person.received if message.id > after] or None

        messages = await self._telegram.world.chats.bell.until(found, wait)
        return web.json_response([_shown(message) for message in messages or []])

    async def _fails(self, request: web.Request) -> web.Response:
        self._telegram.faults.add(**await _body(request))
        return web.json_response({})

    async def _sent(self, _: web.Request) -> web.Response:
        return web.json_response([dataclasses.asdict(sent) for sent in self._telegram.sent])

    async def _calls(self, _: web.Request) -> web.Response:
        calls = [dataclasses.asdict(call) for call in self._telegram.calls]
        return web.json_response(calls, dumps=lambda each: json.dumps(each, default=str))

    def _person(self, request: web.Request) -> Person:
        chat_id = int(request.match_info["chat"])
        return Person(self._telegram.world, self._telegram.world.chats.add(Chat(chat_id)))


async def _act(person: Person, act: str, wanted: dict[str, Any]) -> int:
    match act:
        case "says":
            return await person.says(wanted["text"])
        case "taps":
            message = wanted.get("message_id") or _last_with_buttons(person)
            return await person.taps(message, wanted["button"])
        case "sends":
            content = base64.b64decode(wanted["content"]) if "content" in wanted else None
            return await person.sends(wanted["kind"], wanted.get("caption"), content=content)
        case "blocks":
            return await person.blocks()
        case "unblocks":
            return await person.unblocks()
    raise LookupError(f"Nobody can do {act!r} here.")


def _last_with_buttons(person: Person) -> Message:
    buttons = [message for message in person.screen if message.rows]
    if not buttons:
        raise LookupError("No message with buttons is on the screen.")
    return buttons[-1]


def _shown(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "text": message.text,
        "buttons": [
            [{"label": button["text"], "data": button.get("callback_data")} for button in row]
            for row in message.rows
        ],
        "silent": message.silent,
        "edited": message.edited,
        "deleted": message.deleted,
    }


async def _body(request: web.Request) -> dict[str, Any]:
    body = await request.text()
    return dict(json.loads(body)) if body else {}
