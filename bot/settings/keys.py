"""The server key file: made once, on the first start, and never again."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.privacy.server import MalformedKeyFile, ServerKeys
from bot.settings.refusals import SettingsUnusable

OTHERS = stat.S_IRWXG | stat.S_IRWXO
LARGEST = 65_536  # bytes; one key has about 100


def server_keys(file: Path, *, new_database: bool) -> ServerKeys:
    """The keys in the file.  Where the database is new they are made, if there are none yet.

    Raises SettingsUnusable: an older database without its key would be a locked box.
    """
    if not os.path.lexists(file):
        if not new_database:
            raise SettingsUnusable(
                file,
                "is missing, and the database was sealed with it; put it back from your backup, "
                "or name it with HAKI_KEY_FILE.",
            )
        _make(file, ServerKeys.new())
    return _read(file)


def _read(file: Path) -> ServerKeys:
    try:
        return ServerKeys.parse(_text(file))
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


def _make(file: Path, keys: ServerKeys) -> None:
    """Whole or not at all, on the disk before it is used, and never in another one's place."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.") as unfinished:
            unfinished.write(keys.dump().encode())
            unfinished.flush()
            os.fsync(unfinished.fileno())
            with suppress(FileExistsError):  # another process was first, and its key is the one
                os.link(unfinished.name, file)
        _settle(file.parent)
    except OSError as error:
        raise SettingsUnusable(
            file, f"cannot be made ({error.strerror}); let the one who runs Haki write there."
        ) from None


def _settle(folder: Path) -> None:
    """A new name in a folder outlives a power cut only once the folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
