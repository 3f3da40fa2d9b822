"""Calls to the Bot API over aiohttp.

The token is part of every address, and HTTP libraries put addresses into their errors: so no
error of theirs leaves this module, neither as text nor as the cause of another.
"""

import json
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import aiohttp
import msgspec
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.clocks import TelegramClock

TOO_MANY_REQUESTS = 429
DONE = range(200, 300)
JSON = {"Content-Type": "application/json"}


class SlowDown(TelegramError):
    """Telegram wants us to wait before we call again."""

    __slots__ = ("retry_after",)

    def __init__(self, retry_after: float) -> None:
        super().__init__("Telegram asks us to slow down")
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds each part of a call may take."""

    pool: float | None = 5.0
    connect: float | None = 5.0
    write: float | None = 5.0
    read: float | None = 10.0

    def timeout(self) -> aiohttp.ClientTimeout:
        """The same in aiohttp's words; it has no limit for writing, so the whole call has one."""
        parts = (self.pool, self.connect, self.write, self.read)
        whole = None if None in parts else sum(part for part in parts if part is not None)
        return aiohttp.ClientTimeout(
            total=whole, connect=self.pool, sock_connect=self.connect, sock_read=self.read
        )


@dataclass(frozen=True, slots=True)
class Plain:
    """What a call says, ready to be JSON; our request takes it for the library's `RequestData`."""

    parameters: Mapping[str, Any]
    file: "Attached | None" = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a call, in the parameter of this name."""

    parameter: str
    name: str
    content: bytes = field(repr=False)
    kind: str


async def called(
    bot: Bot, method: str, parameters: Mapping[str, Any], file: Attached | None = None
) -> Any:
    """What Telegram answers to a call, as it is.  Raises what the library's own methods raise.

    Those make an object of every button, and of everything that is said back: most of the time
    that a message takes.
    """
    plain = cast("RequestData", Plain(parameters, file))
    return await bot.request.post(f"{bot.base_url}/{method}", plain)


class Request(BaseRequest):
    """The library's way to the network: a few connections that are kept open and used again."""

    __slots__ = ("_connections", "_lent", "_patience", "_session", "clock")

    def __init__(
        self,
        session: aiohttp.ClientSession | None = None,
        *,
        connections: int = 64,
        patience: Patience | None = None,
    ) -> None:
        self._connections = connections
        self._patience = patience or Patience()
        self._session = session
        self._lent = session is not None
        self.clock = TelegramClock()

    @property
    def read_timeout(self) -> float | None:
        """Seconds that Telegram has for an answer, where a call does not say otherwise."""
        return self._patience.read

    async def initialize(self) -> None:
        """Be ready to call."""
        self._open()

    async def shutdown(self) -> None:
        """Close what we opened; a session that was lent to us stays open."""
        if self._session is not None and not self._lent:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0917 - the library's own signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call: its status and its body, or an error that names no address."""
        patience = Patience(
            pool=_given(pool_timeout, self._patience.pool),
            connect=_given(connect_timeout, self._patience.connect),
            write=_given(write_timeout, self._patience.write),
            read=_given(read_timeout, self._patience.read),
        )
        try:
            async with self._open().request(
                method,
                url,
                timeout=patience.timeout(),
                allow_redirects=False,
                **_body(request_data),
            ) as response:
                self.clock.heard(response.headers.get("Date"))
                status, answer = response.status, await response.read()
        except TimeoutError:
            failed: TelegramError = TimedOut("Telegram did not answer in time")
        except (aiohttp.ClientError, OSError) as error:
            failed = NetworkError(f"Telegram could not be reached: {type(error).__name__}")
        else:
            return _checked(status, answer)
        raise failed  # here and not above: an error raised while handling another keeps it

    async def pieces(self, url: str, seconds: float) -> AsyncGenerator[bytes]:
        """What lies at an address, as it comes, or an error that names no address."""
        patience = self._patience
        timeout = aiohttp.ClientTimeout(
            total=seconds,
            connect=patience.pool,
            sock_connect=patience.connect,
            sock_read=patience.read,
        )
        failed: TelegramError | None = None
        try:
            async with self._open().get(url, timeout=timeout, allow_redirects=False) as response:
                async for piece in _content(response):
                    yield piece
        except TimeoutError:
            failed = TimedOut("Telegram did not give a file in time")
        except (aiohttp.ClientError, OSError) as error:
            failed = NetworkError(f"A file could not be fetched: {type(error).__name__}")
        if failed is not None:
            raise failed  # here and not above, as in do_request

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What Telegram answered; the library's own reader logs what it cannot read."""
        answer = _read(payload)
        if answer is None:
            raise NetworkError("Telegram answered with something that is not its protocol")
        return answer

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "haki"},
                trust_env=False,
            )
        return self._session


async def _content(response: aiohttp.ClientResponse) -> AsyncGenerator[bytes]:
    if response.status not in DONE:
        raise aiohttp.ClientConnectionError
    async for piece in response.content.iter_any():
        yield piece


def _given(timeout: Any, otherwise: float | None) -> float | None:
    if timeout is BaseRequest.DEFAULT_NONE:
        return otherwise
    return None if timeout is None else float(timeout)


def _body(data: RequestData | Plain | None) -> dict[str, Any]:
    if data is None:
        return {}
    if isinstance(data, Plain) and data.file is not None:
        return {"data": _form(data.parameters, data.file)}
    if isinstance(data, Plain):
        return {"data": msgspec.json.encode(data.parameters), "headers": JSON}
    if not data.contains_files:
        return {"data": data.json_payload, "headers": JSON}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}


def _form(parameters: Mapping[str, Any], file: Attached) -> aiohttp.FormData:
    """In parts, where what is no text is JSON."""
    form = aiohttp.FormData()
    for name, value in parameters.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    form.add_field(file.parameter, file.content, filename=file.name, content_type=file.kind)
    return form


def _checked(status: int, answer: bytes) -> tuple[int, bytes]:
    """The answer, if the library may see it: it quotes what it cannot read in its errors."""
    if status in DONE:
        return status, answer
    said = _read(answer)
    if status == TOO_MANY_REQUESTS:
        parameters = (said or {}).get("parameters") or {}
        raise SlowDown(float(parameters.get("retry_after") or 1))
    if said is None:
        raise NetworkError(f"Telegram could not be reached: status {status}")
    return status, answer


def _read(answer: bytes) -> dict[str, Any] | None:
    try:
        said = msgspec.json.decode(answer)
    except (ValueError, RecursionError):
        said = _mended(answer)
    return said if isinstance(said, dict) else None


def _mended(answer: bytes) -> Any:
    """The same with what msgspec does not take: a broken byte, half of a surrogate pair."""
    try:
        return json.loads(answer.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
