"""Where an embedded server lives below HAKI_HOME, and which of its locks means what."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from bot.storage.embedded import locks
from bot.storage.embedded.unavailable import EmbeddedUnavailable, FolderUnusable

PRIVATE = 0o700
PATIENCE = 60.0
LOG_LIMIT = 1 << 20


class Busy(EmbeddedUnavailable):
    pass


@dataclass(frozen=True, slots=True)
class Place:
    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def making(self) -> Path:
        """Where the first start works, so that `data` is whole or is not there."""
        return self.folder / "making"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def turn(self) -> Path:
        """Held by whoever is starting or stopping: one at a time."""
        return self.folder / "turn.lock"

    @property
    def held(self) -> Path:
        """Shared by all who use the server; its guardian waits to have it alone."""
        return self.folder / "held.lock"

    @property
    def guarded(self) -> Path:
        """Held by the guardian, so as long as the server would stop with us."""
        return self.folder / "guarded.lock"

    @property
    def alive(self) -> Path:
        """Inherited by every process of the server: free only when the last of them is gone."""
        return self.folder / "alive.lock"


def at(home: Path) -> Place:
    return Place(Path(os.path.realpath(home)) / "postgres")


def make(place: Place) -> None:
    place.folder.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        place.folder.mkdir(mode=PRIVATE)
    check(place)


def check(place: Place) -> None:
    found = place.folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise FolderUnusable(
            f"{place.folder} is not a folder of its own: move it away and start again."
        )
    if os.geteuid() not in {0, found.st_uid}:
        raise FolderUnusable(
            f"{place.folder} belongs to another user: run Haki as that user, "
            "or set HAKI_HOME to a folder of your own."
        )
    if stat.S_IMODE(found.st_mode) != PRIVATE:
        place.folder.chmod(PRIVATE)


@contextmanager
def turn(place: Place) -> Iterator[None]:
    """Let one process at a time start, join or stop the server of this place."""
    with owned(place, place.turn) as lock:
        if not locks.alone(lock, PATIENCE):
            raise Busy(
                f"Another Haki has been starting or stopping the PostgreSQL in {place.folder} for "
                f"over {PATIENCE:.0f} seconds: stop that one, then start again."
            )
        yield


def owned(place: Place, path: Path) -> FileIO:
    """Open one of the place's files; what root makes there belongs to the place's owner."""
    lock = locks.opened(path)
    owner = place.folder.stat()
    if os.fstat(lock.fileno()).st_uid != owner.st_uid and os.geteuid() == 0:
        os.fchown(lock.fileno(), owner.st_uid, owner.st_gid)
    return lock


def log(place: Place) -> FileIO:
    """Open the log for a server about to start; a long one is set aside first."""
    if place.log.exists() and place.log.stat().st_size > LOG_LIMIT:
        place.log.replace(place.log.with_suffix(".log.1"))
    return owned(place, place.log)
