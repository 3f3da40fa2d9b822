"""A server's first process: what its folder says of it, whether that is true, how it is ended."""

import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

import psutil

from bot.storage.embedded import locks
from bot.storage.embedded.places import Busy, Place

STATUS_LINE = 7
SOCKET_LINE = 4
HARD = 2.0


@dataclass(frozen=True, slots=True)
class Postmaster:
    pid: int
    socket: str
    status: str  # starting, ready, stopping

    @property
    def ready(self) -> bool:
        return self.status == "ready"


def read(data: Path) -> Postmaster | None:
    """Read postmaster.pid; None while there is none or its lines are not all written."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return Postmaster(int(lines[0]), lines[SOCKET_LINE], lines[STATUS_LINE].strip())
    except (FileNotFoundError, IndexError, ValueError):
        return None


def living(data: Path) -> Postmaster | None:
    """Return the server that really runs on this folder: no stale number, no zombie."""
    found = read(data)
    return found if found and _is_of(found.pid, data) else None


def clear(data: Path) -> None:
    """Remove what a dead server left: the number in it may be somebody else's by now.

    Only with the lock that all of a server's processes inherit. One that other hands started has
    no such lock: PostgreSQL itself notices that one, by its shared memory, and will not start.
    """
    (data / "postmaster.pid").unlink(missing_ok=True)


def is_starting(data: Path) -> bool:
    found = living(data)
    return found is not None and found.status == "starting"


def end(place: Place, alive: FileIO, *, fast: float) -> None:
    """End the server, or what is left of one, and take the lock that its last process drops."""
    for blow, seconds in ((signal.SIGINT, fast), (signal.SIGQUIT, HARD), (signal.SIGKILL, HARD)):
        if locks.alone(alive):
            return
        first = living(place.data)
        gently = first is not None and blow is not signal.SIGKILL
        _send(blow, [first.pid] if first and gently else _all_of(place.data))
        if locks.alone(alive, seconds):
            return
    raise Busy(
        f"Another PostgreSQL is using {place.data}, perhaps from another container: "
        "stop that one, then start again."
    )


def _all_of(data: Path) -> list[int]:
    return [pid for pid in psutil.pids() if _is_of(pid, data)]


def mark(data: Path) -> str:
    """Give the option by which each process of this folder's server is known in the system."""
    found = data.stat()
    return f"--cluster_name=haki-{found.st_dev:x}-{found.st_ino:x}"


def _is_of(pid: int, data: Path) -> bool:
    """Tell it by what everybody may read: a container's root cannot read another's folder."""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or process.name() != "postgres":
            return False
        name = mark(data).partition("=")[2]
        ours = any(name in word for word in process.cmdline())
        return ours and process.uids().real == data.stat().st_uid
    except (psutil.Error, OSError, ValueError):
        return False


def _send(blow: signal.Signals, pids: Iterable[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, blow)
