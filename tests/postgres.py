"""A PostgreSQL for a test run: one that the tests start, or another whose address they got."""

import asyncio
import fcntl
import hmac
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Coroutine, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import SplitResult, quote, urlsplit

from bot.storage import embedded, schema
from bot.storage.connections import connect
from bot.storage.roles import Login, Roles

OURS = re.compile(r"haki_test_[0-9a-f]{12}(_[a-z0-9]+)?")
ROOM = 1 << 30  # free bytes that memory must have before a server's folder goes there

Result = TypeVar("Result")


@dataclass(frozen=True)
class Urls:
    """One database, as each role goes in; the owner's is for migrations."""

    owner: str
    worker: str
    web: str


class NotOurs(Exception):
    """Tests destroy nothing that they did not make."""


class Server:
    """Databases are cloned from one that was migrated once for all processes of this run."""

    def __init__(self, admin_url: str, run: str, roles: Roles, strategy: str) -> None:
        self.roles = roles
        self.run = run
        self._admin_url = admin_url
        self._strategy = strategy
        self._loop = asyncio.new_event_loop()
        self._admin = self._wait(connect(admin_url))
        self._made: set[str] = set()

    def close(self) -> None:
        self._wait(self._admin.close())
        self._loop.close()

    def prepare(self) -> None:
        """Make the template where no other process of this run has."""
        known = "SELECT true FROM pg_database WHERE datname = $1"
        if self._wait(self._admin.fetchval(known, self._template)):
            return
        self._make(self._template)
        self._wait(schema.migrate(self.urls(self._template).owner, self.roles))

    def tidy(self) -> None:
        """The last process of this run takes away what they all shared."""
        self._made.add(self._template)
        self.drop(self._template)
        self.drop_roles(self.roles.owner, self.roles.worker.name, self.roles.web.name)

    def drop_roles(self, *names: str) -> None:
        if not all(OURS.fullmatch(name) for name in names):
            raise NotOurs(f"This test run did not make the roles {', '.join(names)}.")
        for name in names:
            self._wait(self._admin.execute(f"DROP ROLE IF EXISTS {name}"))

    def clone(self) -> str:
        """A migrated database that nobody else has."""
        return self._make(self._new_name(), f"TEMPLATE {self._template} {self._strategy}")

    def empty(self) -> str:
        """A database in which nothing was done yet."""
        return self._make(self._new_name())

    def free_name(self) -> str:
        """A name under which the product itself may make a database; `drop` it as one of ours."""
        name = self._new_name()
        self._made.add(name)
        return name

    def drop(self, name: str) -> None:
        if name not in self._made or not OURS.fullmatch(name):
            raise NotOurs(f"This test run did not make the database {name}.")
        self._wait(self._admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        self._made.remove(name)

    def urls(self, database: str) -> Urls:
        return Urls(
            owner=self._admin_parts(database).geturl(),
            worker=self.as_login(self.roles.worker, database),
            web=self.as_login(self.roles.web, database),
        )

    @property
    def _template(self) -> str:
        return f"haki_test_{self.run}_template"

    def _new_name(self) -> str:
        return f"haki_test_{secrets.token_hex(6)}"

    def _make(self, name: str, how: str = "") -> str:
        self._made.add(name)
        self._wait(self._admin.execute(f"CREATE DATABASE {name} {how}"))
        return name

    def _admin_parts(self, database: str) -> SplitResult:
        return urlsplit(self._admin_url)._replace(path=f"/{database}")

    def name_of(self, urls: Urls) -> str:
        return urlsplit(urls.owner).path.removeprefix("/")

    def as_login(self, login: Login, database: str) -> str:
        parts = self._admin_parts(database)
        who = quote(login.name) + (f":{login.password}" if login.password else "")
        where = parts.netloc.rpartition("@")[2]
        return parts._replace(netloc=f"{who}@{where}").geturl()

    def _wait(self, doing: Coroutine[Any, Any, Result]) -> Result:
        return self._loop.run_until_complete(doing)


@contextmanager
def running(given: str | None, folder: Path) -> Iterator[Server]:
    """The server of this run; its processes share `folder`, `given` is another's address."""
    folder.mkdir(exist_ok=True)
    run = _name_of_run(folder)
    with ExitStack() as stack:
        here = stack.enter_context((folder / "here.lock").open("a"))
        fcntl.flock(here, fcntl.LOCK_SH)
        if given is None:
            server = stack.enter_context(_own(run))
        else:
            server = Server(given, run, _roles_apart(run), "STRATEGY WAL_LOG")
        stack.callback(server.close)
        with _turn(folder):
            server.prepare()
        yield server
        if given is not None and _alone(here):
            server.tidy()


@contextmanager
def _own(run: str) -> Iterator[Server]:
    """Our own server, which is gone with the last process that holds it."""
    place = _roomy()
    _clear(place)
    with (place / f"haki_test_{run}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        cluster = embedded.start(place / f"haki_test_{run}", fsync=False)
        try:
            url = cluster.url(user=cluster.superuser, database="postgres")
            yield Server(url, run, Roles(), "STRATEGY FILE_COPY")
        finally:
            embedded.stop(cluster)
    _clear(place)


def _clear(place: Path) -> None:
    """Take away the folders of runs that have ended, also of those that were killed."""
    for file in place.glob("haki_test_*.lock"):
        if OURS.fullmatch(file.stem) and file.stat().st_uid == os.geteuid():
            with file.open("a") as lock:
                if _alone(lock):
                    shutil.rmtree(file.with_suffix(""), ignore_errors=True)
                    file.unlink(missing_ok=True)


def _roomy() -> Path:
    """In memory if there is room: a clone takes 25 ms there, and 200 ms on a slow disk."""
    memory = Path("/dev/shm")
    with suppress(OSError):
        if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM:
            return memory
    return Path(tempfile.gettempdir())


def _roles_apart(run: str) -> Roles:
    """Roles belong to a whole server: on another's server the tests have some of their own."""
    made = {
        which: Login(f"haki_test_{run}_{which}", hmac.digest(run.encode(), b"x", "sha256").hex())
        for which in ("worker", "web")
    }
    return Roles(owner=f"haki_test_{run}_owner", worker=made["worker"], web=made["web"])


def _name_of_run(folder: Path) -> str:
    """The same for all processes of a run, and never the same again."""
    with _turn(folder):
        name = folder / "run"
        if not name.exists():
            name.write_text(secrets.token_hex(6))
        return name.read_text()


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    with (folder / "turn.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _alone(here: Any) -> bool:
    try:
        fcntl.flock(here, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
