"""The library's way to Telegram without a network: what is to be sent is taken and answered."""

import asyncio
import json
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.request import Request

BOT = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
DONE = b'{"ok":true,"result":true}'
CHAT = {"id": 7_000_000_000, "first_name": "Example", "type": "private"}


class Answering(BaseRequest):
    """Answers every call at once, with what Telegram would say to a message like these."""

    def __init__(self, text: str = "1", buttons: int = 0) -> None:
        super().__init__()
        self.handed = 0
        self._sent = _answer(_message(text, buttons))
        self._me = _answer(BOT)

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(  # noqa: PLR0917 - the library's own signature
        self,
        url: str,
        method: str,  # noqa: ARG002 - the library's own signature
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the same
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the same
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the same
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the same
    ) -> tuple[int, bytes]:
        match url.rpartition("/")[2].casefold():
            case "sendmessage":
                self.handed += 1
                if request_data is not None:
                    self.take(request_data)
                return 200, self._sent
            case "getme":
                return 200, self._me
            case _:
                return 200, DONE

    def take(self, data: RequestData) -> None:
        """What somebody who listens does with a message; nothing here."""


class NoNetwork(Answering):
    """The library's own way of reading answers."""

    @property
    def read_timeout(self) -> float | None:
        return 5.0


class Listening(Answering, Request):
    """Our way of reading answers; it tells whoever waits in a chat that something came."""

    def __init__(self, text: str, buttons: int) -> None:
        super().__init__(text, buttons)
        self._waiting: dict[str, asyncio.Future[None]] = {}

    def next_in(self, chat: str) -> asyncio.Future[None]:
        """Done when the next message for this chat is handed over."""
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[chat] = waiting
        return waiting

    def take(self, data: RequestData) -> None:
        waiting = self._waiting.pop(str(data.parameters["chat_id"]), None)
        if waiting is not None:
            waiting.set_result(None)


def _message(text: str, buttons: int) -> dict[str, object]:
    keys = [[{"text": f"{n} Choice", "callback_data": f"{n}:choice_{n}"}] for n in range(buttons)]
    message = {"message_id": 2, "from": BOT, "chat": CHAT, "date": 1_790_000_000, "text": text}
    return {**message, "reply_markup": {"inline_keyboard": keys}} if buttons else message


def _answer(result: object) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()
