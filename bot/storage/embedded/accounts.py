"""Who the server runs as: ourselves, or a number nobody has when we are root."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.storage.embedded.unavailable import OTHERWISE, EmbeddedUnavailable

if sys.platform != "win32":
    import pwd

# No distribution and no systemd range gives these to anybody, and they fit a container's 65,536.
UNNAMED = range(60578, 61184)


class AccountMissing(EmbeddedUnavailable):
    pass


@dataclass(frozen=True, slots=True)
class Account:
    uid: int
    gid: int
    guests: tuple[str, ...] = ()  # the system's users who may connect, as any role

    @property
    def lent(self) -> bool:
        """Root lends it: PostgreSQL refuses to run as root."""
        return os.geteuid() != self.uid

    @property
    def user(self) -> int | None:
        return self.uid if self.lent else None

    @property
    def group(self) -> int | None:
        return self.gid if self.lent else None

    @property
    def groups(self) -> list[int] | None:
        return [] if self.lent else None


def of_server(data: Path) -> Account:
    """Keep the account that owns the data; for the first time, take ours or one that is free."""
    root = name_of(0) or "root"
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), (_our_name(), root))
    owner = data.stat() if data.exists() else None
    if owner is None or owner.st_uid == 0:
        uid = next(number for number in UNNAMED if name_of(number) is None)
        return Account(uid, uid, (root,))
    name = name_of(owner.st_uid)
    return Account(owner.st_uid, owner.st_gid, (name, root) if name else (root,))


def of_maker(server: Account) -> Account:
    """Who runs initdb: it asks the system for its own name, so a nameless account will not do."""
    if not server.lent or name_of(server.uid):
        return server
    for entry in sorted(pwd.getpwall(), key=lambda entry: entry.pw_name != "nobody"):
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid)
    raise AccountMissing(
        "PostgreSQL cannot run as root and this system has no other account: "
        f"add one to /etc/passwd, {OTHERWISE}."
    )


def give(folder: Path, account: Account) -> None:
    """Hand a folder and all in it to the account, following no link."""
    if not account.lent:
        return
    for _, folders, files, handle in os.fwalk(folder):
        os.fchown(handle, account.uid, account.gid)
        for name in (*folders, *files):
            os.chown(name, account.uid, account.gid, dir_fd=handle, follow_symlinks=False)


def name_of(uid: int) -> str | None:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return None


def _our_name() -> str:
    name = name_of(os.geteuid())
    if name is None:
        raise AccountMissing(
            f"PostgreSQL cannot run as user number {os.geteuid()}, which has no name here: "
            f"run Haki as a user listed in /etc/passwd, {OTHERWISE}."
        )
    return name
