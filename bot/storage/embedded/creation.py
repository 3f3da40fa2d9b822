"""The first start: a new database folder, whole or not at all."""

import os
import shutil
import subprocess
import sys
from io import FileIO
from pathlib import Path

from bot.storage.embedded import accounts, programs
from bot.storage.embedded.accounts import Account
from bot.storage.embedded.places import PRIVATE, Place
from bot.storage.embedded.programs import MAJOR, Programs
from bot.storage.embedded.unavailable import EmbeddedUnavailable, NotStarted

SUPERUSER = "postgres"
INITDB = (
    f"--username={SUPERUSER}",
    "--auth-local=peer",
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--data-checksums",
    "--no-instructions",
)


class OtherVersion(EmbeddedUnavailable):
    pass


def ensure(place: Place, owner: Account, tools: Programs, alive: FileIO, *, fsync: bool) -> None:
    """Make the database folder where there is none; see that the one there is ours to run."""
    _clear(place.making)
    if not place.data.exists():
        _make(place, owner, tools, alive, fsync=fsync)
    if place.data.stat().st_uid != owner.uid:
        accounts.give(place.data, owner)
    place.data.chmod(PRIVATE)
    version = (place.data / "PG_VERSION").read_text().strip()
    if version != MAJOR:
        raise OtherVersion(
            f"{place.data} was made by PostgreSQL {version} and this Haki brings {MAJOR}: back it "
            "up with the Haki that made it, move the folder away and restore the backup."
        )


def folder_name(folder: Path, account: Account) -> str:
    """Name a folder so that a lent account reaches it even below a folder closed to it."""
    return "/proc/self/cwd" if account.lent and sys.platform == "linux" else str(folder)


def _make(place: Place, owner: Account, tools: Programs, alive: FileIO, *, fsync: bool) -> None:
    place.making.mkdir(mode=PRIVATE)
    try:
        _initdb(place, accounts.of_maker(owner), tools, alive, fsync=fsync)
        accounts.give(place.making, owner)
        place.making.rename(place.data)
    except BaseException:
        _clear(place.making)
        raise
    _sync(place.folder)


def _initdb(place: Place, maker: Account, tools: Programs, alive: FileIO, *, fsync: bool) -> None:
    accounts.give(place.making, maker)
    options = INITDB if fsync else (*INITDB, "--no-sync")
    made = subprocess.run(
        (tools.initdb, "-D", folder_name(place.making, maker), *options),
        cwd=place.making,
        env=programs.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        pass_fds=(alive.fileno(),),
        user=maker.user,
        group=maker.group,
        extra_groups=maker.groups,
        umask=0o077,
    )
    if made.returncode:
        raise NotStarted.because(place.data, made.stdout)


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
