"""The fake itself: a server on loopback that answers as api.telegram.org does."""

import asyncio
import re
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.faults import Fault, Faults
from tests.fakes.telegram.limits import Pace
from tests.fakes.telegram.methods import perform
from tests.fakes.telegram.parameters import Parameters, parameters_of
from tests.fakes.telegram.people import Person
from tests.fakes.telegram.refusals import Refusal, too_many_requests
from tests.fakes.telegram.world import Call, Sent, World

TOKEN = "1000000001:not-a-token-of-any-bot-but-a-fake-1"
WELL_FORMED = re.compile(r"[1-9][0-9]{0,15}:[A-Za-z0-9_-]{30,}")
LARGEST = 50 * 1024 * 1024
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head></html>"  # its front end's words


class CutOff(web.Response):
    """An answer that nobody gets to read."""


class FakeTelegram:
    """One bot's Telegram.  `second` shortens the waits that Telegram imposes on a bot."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        port: int = 0,
        clock: Callable[[], float] = time.time,
        pace: Pace | None = Pace(),  # noqa: B008 - frozen
        first_update: int = 700_000_001,
        second: float = 1.0,
    ) -> None:
        self.token = token
        self.url = ""
        self.world = World(token, clock=clock, pace=pace, first_update=first_update, second=second)
        self.app = web.Application(client_max_size=LARGEST)
        self.app.router.add_route("*", "/bot{token}/{method}", self._answer)
        self.app.router.add_get("/file/bot{token}/{path:.+}", self._give)
        self._port = port
        self._next_person = 500_000_001
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.world.webhook.stop()
        self.world.updates.end_poll("Conflict: the server stops")
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def sent(self) -> list[Sent]:
        """Every message that reached a chat, also where the bot was not told so."""
        return self.world.sent

    @property
    def polled(self) -> bool:
        """Whether a poll waits for something to happen."""
        return self.world.updates.polled

    @property
    def calls(self) -> list[Call]:
        return self.world.calls

    @property
    def faults(self) -> Faults:
        return self.world.faults

    def person(
        self,
        *,
        chat_id: int | None = None,
        language_code: str | None = None,
        started: bool = False,
    ) -> Person:
        """Someone with a phone; the bot may write to them once they have started it."""
        if chat_id is None:
            chat_id, self._next_person = self._next_person, self._next_person + 1
        chat = self.world.chats.add(Chat(chat_id, language_code=language_code, started=started))
        return Person(self.world, chat)

    def happens(self, kind: str, shape: dict[str, Any], *, queue: str = "other") -> int:
        """Any update at all, as raw as you like; its id."""
        return self.world.updates.add(kind, shape, queue=queue)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        parameters, fault = Parameters({}), None
        try:
            self._check(request.match_info["token"])
            parameters = await parameters_of(request)
            fault = self.faults.take(method)
            if response := await _befallen(request, fault):
                return self._called(method, parameters, response)
            result = await perform(self.world, method, parameters)
            response = web.json_response({"ok": True, "result": result})
        except Refusal as refusal:
            response = web.json_response(refusal.shape(), status=refusal.code)
        if fault is not None and fault.kind == "cut after":
            response = _cut(request)
        return self._called(method, parameters, response)

    async def _give(self, request: web.Request) -> web.StreamResponse:
        """A file: as a method it is called `file`, for the faults that befall it."""
        try:
            self._check(request.match_info["token"])
            fault = self.faults.take("file")
            if befallen := await _befallen(request, fault):
                return self._called("file", Parameters({}), befallen)
        except Refusal as refusal:
            return web.json_response(refusal.shape(), status=refusal.code)
        content = self.world.uploads.at(request.match_info["path"])
        if content is None:
            return self._called("file", Parameters({}), web.Response(status=404))
        self._called("file", Parameters({}), web.Response())
        response = web.StreamResponse()
        response.content_length = len(content)
        await response.prepare(request)
        if fault is not None and fault.kind == "cut after":
            await response.write(content[: len(content) // 2])
            _cut(request)
            return response
        await response.write(content)
        return response

    def _check(self, token: str) -> None:
        if not WELL_FORMED.fullmatch(token):
            raise Refusal(404, "Not Found")
        if token != self.token:
            raise Refusal(401, "Unauthorized")

    def _called(self, method: str, parameters: Parameters, response: web.Response) -> web.Response:
        status = 0 if isinstance(response, CutOff) else response.status
        self.calls.append(Call(method, parameters.values, status))
        return response


async def _befallen(request: web.Request, fault: Fault | None) -> web.Response | None:
    """The answer of a call that something goes wrong with before it is performed."""
    match fault.kind if fault else None:
        case "bad gateway":
            return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
        case "server error":
            raise Refusal(500, "Internal Server Error")
        case "refused":
            raise Refusal(fault.status, fault.says) if fault else AssertionError
        case "flood":
            raise too_many_requests(fault.seconds if fault else 1)
        case "cut before":
            return _cut(request)
        case "slow":
            await asyncio.sleep(fault.seconds if fault else 0)
    return None


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return CutOff()
