"""One transaction for one use case; a database that is away is one clear sentence."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from bot.storage import database as module
from bot.storage.audit import LinkRow
from bot.storage.connections import connect, place
from bot.storage.database import Database, DatabaseUnavailable, Work
from tests.postgres import Urls
from tests.storage.cast import NOON, uid

Doing = Callable[[Work], Awaitable[None]]
SECRET = "Pa55-and-word"


class Stumbled(Exception):
    pass


async def stumble(database: Database) -> None:
    async with database.transaction() as work:
        await work.deployment.put("key", "value")
        raise Stumbled


async def why_not(url: str) -> str:
    """The sentence, after it was seen to hold no password."""
    database = Database(url)
    with pytest.raises(DatabaseUnavailable) as refusal:
        await database.ready()
    await database.close()
    error: BaseException | None = refusal.value
    while error is not None:
        assert SECRET not in repr(error)
        error = error.__cause__
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


async def test_all_is_kept_or_nothing(worker_database: Database) -> None:
    with pytest.raises(Stumbled):
        await stumble(worker_database)
    async with worker_database.transaction() as work:
        assert await work.deployment.get("key") is None


async def test_a_database_that_is_there_is_ready(
    worker_database: Database, web_database: Database
) -> None:
    await worker_database.ready()
    await web_database.ready()


async def test_an_error_of_ours_is_no_absence_and_shows_no_values(
    worker_database: Database,
) -> None:
    with pytest.raises(DBAPIError) as error:
        async with worker_database.transaction() as work:
            await work.audit.link(
                [LinkRow(1, NOON, uid(1), b"one"), LinkRow(1, NOON, uid(2), b"")]
            )
    assert "hide_parameters" in str(error.value)


@pytest.mark.parametrize(
    ("error", "gone"),
    [
        (asyncpg.AdminShutdownError("bye"), True),
        (asyncpg.DiskFullError("no room"), True),
        (asyncpg.ReadOnlySQLTransactionError("a copy"), True),
        (asyncpg.InterfaceError("connection is closed"), True),
        (asyncpg.UniqueViolationError("twice"), False),
        (asyncpg.DeadlockDetectedError("crossed"), False),
    ],
)
def test_what_the_driver_says_itself_is_told_apart(error: Exception, *, gone: bool) -> None:
    assert module._is_gone(error) is gone


async def test_nobody_answers(unused_tcp_port: int) -> None:
    where = f"127.0.0.1:{unused_tcp_port}"

    said = await why_not(f"postgresql://haki:{SECRET}@{where}/haki")

    assert said == (
        f"PostgreSQL at {where} cannot be reached: start it, or correct HAKI_DATABASE_URL."
    )


async def test_there_is_no_such_socket(tmp_path: Path) -> None:
    said = await why_not(f"postgresql://haki:{SECRET}@/haki?host={tmp_path}")

    assert said.startswith(f"PostgreSQL at {tmp_path} cannot be reached")


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://haki:{SECRET}@127.0.0.1:port/haki",
        f"mysql://haki:{SECRET}@127.0.0.1/haki",
        f"haki:{SECRET}",
        f"postgresql://haki:{SECRET}@[::1/haki",
    ],
)
async def test_an_address_is_no_address(url: str) -> None:
    assert "cannot be read: it looks like postgresql://" in await why_not(url)


async def test_there_is_no_such_database(database_urls: Urls) -> None:
    parts = urlsplit(database_urls.worker)
    said = await why_not(parts._replace(path="/haki_test_missing").geturl())

    assert "has no such database: create it" in said


async def test_there_is_no_such_role(database_urls: Urls) -> None:
    said = await why_not(database_urls.worker.replace("worker", "nobody"))

    assert "does not let us in: correct the name or password" in said


def message(kind: bytes, body: bytes) -> bytes:
    return kind + (len(body) + 4).to_bytes(4) + body


@asynccontextmanager
async def speaking(say: Callable[[], bytes]) -> AsyncIterator[int]:
    """A server that speaks PostgreSQL's protocol as far as a greeting."""

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = int.from_bytes(await reader.readexactly(4))
        asked = await reader.readexactly(length - 4)
        if asked == (80877103).to_bytes(4):  # for TLS
            writer.write(b"N")
            await reader.readexactly(int.from_bytes(await reader.readexactly(4)) - 4)
        writer.write(say())
        await writer.drain()
        with suppress(ConnectionError, TimeoutError):
            await asyncio.wait_for(reader.read(1), 1)
        writer.close()
        greeted.set()

    greeted = asyncio.Event()
    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]
        await greeted.wait()


def old_version() -> bytes:
    return b"".join(
        [
            message(b"R", (0).to_bytes(4)),
            message(b"S", b"server_version\x0014.11\x00"),
            message(b"S", b"client_encoding\x00UTF8\x00"),
            message(b"K", bytes(8)),
            message(b"Z", b"I"),
        ]
    )


def no_room() -> bytes:
    fields = b"SFATAL\x00VFATAL\x00C53300\x00Msorry, too many clients already\x00\x00"
    return message(b"E", fields)


async def test_a_server_that_is_too_old_is_named_so() -> None:
    async with speaking(old_version) as port:
        said = await why_not(f"postgresql://haki:{SECRET}@127.0.0.1:{port}/haki")

    assert "is version 14 and Haki needs 15 or newer: upgrade it" in said


async def test_a_server_that_is_full_is_named_so() -> None:
    async with speaking(no_room) as port:
        said = await why_not(f"postgresql://haki:{SECRET}@127.0.0.1:{port}/haki")

    assert "takes no connection now (TooManyConnectionsError): see its log" in said


async def test_a_server_that_says_nothing_is_not_waited_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.storage.connections.PATIENCE", 0.2)
    async with speaking(lambda: b"") as port:
        said = await why_not(f"postgresql://haki:{SECRET}@127.0.0.1:{port}/haki")

    assert "did not answer within" in said


async def terminate_others(urls: Urls) -> None:
    admin = await connect(urls.owner)
    await admin.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await admin.close()


async def interrupted(database: Database, urls: Urls, then: Doing) -> None:
    async with database.transaction() as work:
        await work.deployment.put("key", "value")
        await terminate_others(urls)
        await then(work)


async def ask(work: Work) -> None:
    await work.deployment.get("key")


async def enqueue(work: Work) -> None:
    await work.jobs.enqueue("notify", None)


async def commit(_: Work) -> None:
    """Nothing more to do."""


@pytest.mark.parametrize("then", [ask, enqueue, commit])
async def test_a_server_that_goes_away_in_the_middle_is_said_to_be_away(
    then: Doing, worker_database: Database, database_urls: Urls
) -> None:
    with pytest.raises(DatabaseUnavailable, match="went away"):
        await interrupted(worker_database, database_urls, then)

    async with worker_database.transaction() as work:
        assert await work.deployment.get("key") is None


async def test_a_connection_that_went_away_while_idle_is_not_lent_again(
    worker_database: Database, database_urls: Urls
) -> None:
    await worker_database.ready()
    await terminate_others(database_urls)
    await asyncio.sleep(0.05)

    await worker_database.ready()


async def test_too_many_at_once_are_told_to_come_again(
    database_urls: Urls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_WAIT", 0.1)
    database = Database(database_urls.worker, pool=1)
    async with database.transaction() as work:
        await work.deployment.get("key")
        with pytest.raises(DatabaseUnavailable, match=r"All connections .* are busy"):
            await database.ready()
    await database.close()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://a:b@example.org:5433/haki", "example.org:5433"),
        ("postgresql://a:b@example.org/haki", "example.org"),
        ("postgresql:///haki?host=/tmp/socket&port=5432", "/tmp/socket"),
        ("postgresql:///haki", "its usual place"),
    ],
)
def test_a_place_is_named_without_who_goes_in(url: str, expected: str) -> None:
    assert place(url) == expected
