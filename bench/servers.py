"""The PostgreSQL of a bench run: embedded, private, durable, and gone afterwards."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from bot.storage import embedded, schema
from bot.storage.connections import connect

SHOWN = ("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers")


@dataclass(frozen=True, slots=True)
class Base:
    """One migrated database, as the roles go in."""

    owner: str
    worker: str
    web: str


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, and databases on it that nobody else knows the names of."""

    cluster: embedded.Cluster

    async def base(self) -> Base:
        """A new database of a random name, brought to this version."""
        name = f"haki_bench_{secrets.token_hex(6)}"
        owner = self.cluster.superuser
        await schema.create(self.cluster.url(user=owner, database="postgres"), name)
        base = Base(*(self.cluster.url(user=u, database=name) for u in _users(owner)))
        await schema.migrate(base.owner)
        return base

    async def settings(self) -> dict[str, str]:
        """What it says about itself: the version, and how durable a commit is."""
        url = self.cluster.url(user=self.cluster.superuser, database="postgres")
        connection = await connect(url)
        try:
            return {name: await connection.fetchval(f"SHOW {name}") for name in SHOWN}
        finally:
            await connection.close()

    def cpu(self) -> float:
        """Seconds of processor time that its processes have taken."""
        postmaster = psutil.Process(self.cluster.pid)
        return sum(map(_seconds, (postmaster, *postmaster.children(recursive=True))))


@contextmanager
def running(*, fsync: bool = True) -> Iterator[Server]:
    """A server of our own in a folder of its own, both gone at the end."""
    home = Path(tempfile.mkdtemp(prefix="haki-bench-"))
    try:
        cluster = embedded.start(home, fsync=fsync)
        try:
            yield Server(cluster)
        finally:
            embedded.stop(cluster)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _users(owner: str) -> tuple[str, str, str]:
    return owner, "haki_worker", "haki_web"


def _seconds(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        taken = process.cpu_times()
        return float(taken.user + taken.system)
    return 0.0
