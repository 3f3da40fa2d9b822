"""The folder of the server's socket: private, and short enough for the system's limit."""

import hashlib
import os
import re
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from bot.storage.embedded.accounts import Account
from bot.storage.embedded.places import PRIVATE
from bot.storage.embedded.unavailable import EmbeddedUnavailable

PORT = 5432
LONGEST = 103  # bytes of a socket's path on macOS; Linux takes 107
BESIDE_THE_DATA = "."
# A comma would make two hosts of one address, a colon a port.
PLAIN = re.compile(r"[A-Za-z0-9._+/@-]+")


class SocketRefused(EmbeddedUnavailable):
    pass


def choose(data: Path, account: Account) -> Path:
    """Keep the socket with the data where that path is short and plain, else by itself."""
    if _fits(data):
        return data
    mark = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    shared = (Path(tempfile.gettempdir()), Path("/tmp"))  # noqa: S108 - ours in it is private
    bases = (Path("/run"),) if account.lent else shared
    for base in bases:
        folder = base / f"haki-{account.uid}-{mark}"
        if base.is_dir() and _fits(folder):
            return folder
    raise SocketRefused(
        f"The path of {data} is too long for a socket: set HAKI_HOME to a shorter one."
    )


def prepare(folder: Path, data: Path, account: Account) -> str:
    """Make the folder, or see that nobody else did; return its name as the server takes it."""
    if folder == data:
        return BESIDE_THE_DATA
    with suppress(FileExistsError):
        folder.mkdir(mode=PRIVATE)
        if account.lent:
            os.chown(folder, account.uid, account.gid, follow_symlinks=False)
    found = folder.lstat()
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == PRIVATE
    if not private or found.st_uid != account.uid:
        raise SocketRefused(f"{folder} was made by somebody else: remove it and start again.")
    return str(folder)


def named(name: str, data: Path) -> Path:
    """Say where a running server's socket is, from the name it took."""
    return data if name == BESIDE_THE_DATA else Path(name)


def clear(folder: Path) -> None:
    """Remove what a killed server left: its socket's lock names a number others may have now."""
    for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (folder / name).unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Remove an empty folder made for a socket; another start makes it again."""
    with suppress(OSError):
        folder.rmdir()


def _fits(folder: Path) -> bool:
    path = str(folder / f".s.PGSQL.{PORT}")
    return len(path.encode()) <= LONGEST and PLAIN.fullmatch(path) is not None
