"""What HAKI_HOME keeps of the directory: imported services, and test calls that partners made."""

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import msgspec

from bot.domain.directory import Service
from bot.domain.trial_calls import TrialCall
from bot.settings.refusals import SettingsUnusable

FOLDER = "directory"  # in HAKI_HOME
SERVICES, CALLS = "services.json", "calls.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """Both as they were written, one not yet applied to the other."""

    services: tuple[Service, ...] = ()
    calls: tuple[TrialCall, ...] = ()


def kept_in(home: Path) -> Kept:
    """Raises SettingsUnusable."""
    folder = home / FOLDER
    return Kept(
        services=_read(folder / SERVICES, tuple[Service, ...]),
        calls=_read(folder / CALLS, tuple[TrialCall, ...]),
    )


def keep_services(home: Path, services: tuple[Service, ...]) -> None:
    """Raises SettingsUnusable."""
    _write(home / FOLDER / SERVICES, services)


def keep_calls(home: Path, calls: tuple[TrialCall, ...]) -> None:
    """Raises SettingsUnusable."""
    _write(home / FOLDER / CALLS, calls)


def _read(file: Path, kind: Any) -> Any:
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SettingsUnusable(
            file, f"cannot be read ({error.strerror}); let the one who runs Haki read it."
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SettingsUnusable(
            file,
            f"is not as `haki directory` wrote it ({error}); put it back from a backup, or move "
            "it away and begin anew.",
        ) from None


def _write(file: Path, content: object) -> None:
    """Whole or not at all, whenever we are ended."""
    written = msgspec.json.format(msgspec.json.encode(content), indent=1)
    try:
        file.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.parent.mkdir(mode=0o700, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as made:
            unfinished = Path(made.name)
            try:
                made.write(written)
                made.flush()
                os.fsync(made.fileno())
                unfinished.replace(file)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise SettingsUnusable(
            file, f"cannot be written ({error.strerror}); let the one who runs Haki write there."
        ) from None
