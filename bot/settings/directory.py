"""Who can help: partners.yaml, what was imported, and the test calls that partners wrote down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from bot.domain.countries import Country
from bot.domain.directory import Directory, NoSuchNumber, Partners, Service, services_of
from bot.domain.trial_calls import TrialCall, with_calls_of_country, with_calls_of_service
from bot.settings.kinds import Documents, one
from bot.settings.refusals import SettingsUnusable

FOLDER = "directory"  # in HAKI_HOME
CALLS = "calls.json"  # beside the imported files; no import has this name


@dataclass(frozen=True, slots=True)
class Kept:
    """What HAKI_HOME has of the directory: by file what was imported, and the test calls."""

    imported: Mapping[str, tuple[Service, ...]]
    calls: tuple[TrialCall, ...] = ()

    @property
    def services(self) -> tuple[Service, ...]:
        return tuple(each for services in self.imported.values() for each in services)


def kept_in(home: Path) -> Kept:
    """Raises SettingsUnusable."""
    folder = home / FOLDER
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    calls = folder / CALLS
    return Kept(
        imported={file.stem: _read(file, tuple[Service, ...]) for file in files if file != calls},
        calls=_read(calls, tuple[TrialCall, ...]) if calls in files else (),
    )


def called(countries: Mapping[str, Country], kept: Kept) -> dict[str, Country]:
    """The countries, with the day of the last test call at each number."""
    return {code: with_calls_of_country(each, kept.calls) for code, each in countries.items()}


def directory_of(documents: Documents, countries: Mapping[str, Country], kept: Kept) -> Directory:
    """Everything, also what no worker may read yet.  Raises SettingsUnusable."""
    (document,) = documents[Partners]
    listed = one(documents, Partners).services
    for each in listed:
        if each.country not in countries:
            raise SettingsUnusable(
                f"{document.file}:",
                f"service {each.id} is of {each.country}, and there is no such file in "
                "countries/; write one, or correct it.",
            )
    try:
        services = [
            service
            for code, country in countries.items()
            for service in services_of(country, [each for each in listed if each.country == code])
        ]
    except NoSuchNumber as error:
        raise SettingsUnusable(f"{document.file}:", f"{error}; correct one of them.") from None
    return Directory.of([*services, *_imported(kept)], countries.values())


def _imported(kept: Kept) -> Sequence[Service]:
    return [with_calls_of_service(each, kept.calls) for each in kept.services]


def _read(file: Path, kind: Any) -> Any:
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except OSError as error:
        raise SettingsUnusable(
            file, f"cannot be read ({error.strerror}); let the one who runs Haki read it."
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SettingsUnusable(
            file, f"is not as `haki directory` wrote it ({error}); import it again."
        ) from None
