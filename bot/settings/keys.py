"""The server key file: made once, on the first start, and never again."""

import os
import stat
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.privacy.server import MalformedKeyFile, ServerKeys
from bot.settings.refusals import SettingsUnusable

OTHERS = stat.S_IRWXG | stat.S_IRWXO
LARGEST = 65_536  # bytes; one key has about 100


def looked_at(file: Path) -> None:
    """Before anything is made: raises SettingsUnusable for a file that is there and unusable."""
    if os.path.lexists(file):
        _read(file)


def made_first(file: Path) -> bool:
    """A key for a new database; False if there is one already.  Raises SettingsUnusable."""
    return not os.path.lexists(file) and _make(file, ServerKeys.new())


def server_keys(file: Path) -> ServerKeys:
    """The keys in the file.

    Raises SettingsUnusable: a database without its key is a locked box, and no other key opens it.
    """
    if not os.path.lexists(file):
        raise SettingsUnusable(
            file,
            "is missing, and the database was sealed with it; put it back from your backup, "
            "or name it with HAKI_KEY_FILE.",
        )
    return _read(file)


def copy_seen(file: Path) -> bool:
    """Whether somebody showed a copy of the key that is in this file now."""
    try:
        return _note(file).read_text().split()[:1] == [_read(file).fingerprint()]
    except OSError:
        return False


def note_copy(file: Path, copy: Path, today: date) -> None:
    """Look at a copy of the key, and note beside the key that there is one.

    Raises SettingsUnusable for a copy that would not open the database, or is the key itself.
    """
    if not copy.exists():
        raise SettingsUnusable(copy, "is not there; name the copy of the server key.")
    if copy.samefile(file):
        raise SettingsUnusable(copy, "is the server key itself; show the copy of it.")
    if not _read(copy).knows(_read(file).fingerprint()):
        raise SettingsUnusable(
            copy, f"is another key than {file}; copy the server key again, and show that copy."
        )
    try:
        _note(file).write_text(f"{_read(file).fingerprint()} {today.isoformat()}\n")
    except OSError as error:
        raise SettingsUnusable(
            _note(file),
            f"cannot be written ({error.strerror}); let the one who runs Haki write there.",
        ) from None


def _note(file: Path) -> Path:
    return file.with_name(f"{file.name}.copied")


def _read(file: Path) -> ServerKeys:
    try:
        return ServerKeys.parse(_text(file))
    except IsADirectoryError:
        raise SettingsUnusable(file, "is a folder; name the server key file in it.") from None
    except OSError as error:
        raise SettingsUnusable(
            file, f"cannot be read ({error.strerror}); let the one who runs Haki read it."
        ) from None
    except (MalformedKeyFile, UnicodeDecodeError):
        raise SettingsUnusable(
            file, "is no whole server key file; put it back from your backup."
        ) from None


def _text(file: Path) -> str:
    """Looks at the very file it reads: another one cannot be put in its place meanwhile."""
    with os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK), "rb") as opened:
        found = os.fstat(opened.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise SettingsUnusable(file, "is no ordinary file; name the server key file.")
        if found.st_mode & OTHERS:
            raise SettingsUnusable(
                file, f"is open to others than its owner; run `chmod 600 {file}`."
            )
        return opened.read(LARGEST).decode()


def _make(file: Path, keys: ServerKeys) -> bool:
    """Whole or not at all, on the disk before it is used, and never in another one's place.

    False where another process was first: its key is the one.
    """
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.") as unfinished:
            unfinished.write(keys.dump().encode())
            unfinished.flush()
            os.fsync(unfinished.fileno())
            first = _linked(unfinished.name, file)
        _settle(file.parent)
    except OSError as error:
        raise SettingsUnusable(
            file, f"cannot be made ({error.strerror}); let the one who runs Haki write there."
        ) from None
    return first


def _linked(name: str, file: Path) -> bool:
    try:
        os.link(name, file)
    except FileExistsError:
        return False
    return True


def _settle(folder: Path) -> None:
    """A new name in a folder outlives a power cut only once the folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
