"""What every test stands on: no network, no settings from outside, and a real PostgreSQL."""

import os
import sys
from collections.abc import AsyncIterator, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings

from bot.storage.database import Database
from tests.postgres import Server, Urls, running

GIVEN_SERVER = os.environ.get("HAKI_TEST_DATABASE_URL")
settings.register_profile("default", deadline=None)  # others work on this machine too
settings.load_profile("default")
settings.register_profile(  # --hypothesis-profile long
    "long",
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=HealthCheck,
)
WHOLE = Path(__file__).parent / "whole"  # most of their time is Telegram's one message a second
LOOPBACK_NAMES = {None, "", "localhost", b"localhost"}

for _name in [name for name in os.environ if name.startswith(("HAKI_", "PG", "PGQUEUER_"))]:
    del os.environ[_name]


class NetworkIsClosed(Exception):
    """A test reached for a machine that is not this one."""


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # or the path of a socket
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host not in LOOPBACK_NAMES and not _is_loopback(host) and not _is_given(host):
        raise NetworkIsClosed(f"Tests reach this machine only, and not {host!r}.")


def _is_loopback(host: Any) -> bool:
    try:
        address = ip_address(host.decode() if isinstance(host, bytes) else host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _is_given(host: Any) -> bool:
    return GIVEN_SERVER is not None and host == urlsplit(GIVEN_SERVER).hostname


sys.addaudithook(_guard)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits longest begins first, so that the processes end together."""
    items.sort(key=lambda item: not item.path.is_relative_to(WHOLE))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Server]:
    """One server for the whole run, whatever the number of processes that test."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    with running(GIVEN_SERVER, shared / "postgres") as server:
        yield server


@pytest.fixture
def database_urls(postgres: Server) -> Iterator[Urls]:
    """A migrated database of this test's own."""
    name = postgres.clone()
    yield postgres.urls(name)
    postgres.drop(name)


@pytest.fixture
def empty_database_urls(postgres: Server) -> Iterator[Urls]:
    """A database of this test's own that was never migrated."""
    name = postgres.empty()
    yield postgres.urls(name)
    postgres.drop(name)


@pytest.fixture
async def worker_database(database_urls: Urls) -> AsyncIterator[Database]:
    database = Database(database_urls.worker)
    yield database
    await database.close()


@pytest.fixture
async def web_database(database_urls: Urls) -> AsyncIterator[Database]:
    database = Database(database_urls.web)
    yield database
    await database.close()
