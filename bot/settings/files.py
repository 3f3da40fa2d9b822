"""The files of config/, with a deployment's own folder laid over them."""

import hashlib
import tomllib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import reduce
from pathlib import Path
from typing import Any

import yaml

from bot.settings.refusals import SettingsUnusable, unknown

LARGEST = 1024 * 1024  # bytes; the largest of ours has 30,000
# Deeper than this a YAML file would break libyaml's stack, which ends the program without a word.
MOST_BRACKETS = 5_000
LONGEST_LINE = 5_000

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What one name stands for, in all the folders together."""

    name: str
    data: dict[str, Any]
    file: Path
    """The uppermost file of this name, which is the one to correct."""
    origins: Mapping[Keys, Path]
    """Which file each value comes from; a whole file where it takes another's place."""
    digest: str

    def file_of(self, keys: Keys) -> Path:
        """The uppermost file that sets something there."""
        setting = {file for each, file in self.origins.items() if each[: len(keys)] == keys}
        return self.file if self.file in setting or not setting else setting.pop()


class ConfigFiles:
    """Folders of settings, the lowest first.

    A TOML file is laid over one of the same name key by key, any other takes its place.
    """

    def __init__(self, folders: Sequence[Path], known: Sequence[str]) -> None:
        self._folders = folders
        self._known = known
        for folder in folders:
            self._refuse_unknown(folder)

    def read(self, pattern: str) -> list[Document]:
        """The files of this name, in the order of their names.  Raises SettingsUnusable."""
        found = {name for folder in self._folders for name in _names(folder)}
        names = sorted(name for name in found if fnmatchcase(name, pattern))
        if not names:
            raise SettingsUnusable(
                self._folders[0] / pattern, "is missing; take it from the release again."
            )
        return [self._read(name) for name in names]

    def _read(self, name: str) -> Document:
        files = [folder / name for folder in self._folders if (folder / name).exists()]
        if not name.endswith(".toml"):
            files = files[-1:]
        layers = [(file, _parsed(file)) for file in files]
        data: dict[str, Any] = reduce(lambda below, each: laid_over(each[1], below), layers, {})
        in_force = set(leaves(data))
        origins = {
            keys: file for file, layer in layers for keys in leaves(layer) if keys in in_force
        }
        digest = hashlib.blake2b(b"\0".join(map(_bytes, files)), digest_size=8).hexdigest()
        return Document(name, data, files[-1], origins, digest)

    def _refuse_unknown(self, folder: Path) -> None:
        for name in _names(folder):
            if not any(fnmatchcase(name, known) for known in self._known):
                raise SettingsUnusable(f"{folder}:", unknown(name, self._known))


def laid_over(upper: Mapping[str, Any], lower: Mapping[str, Any]) -> dict[str, Any]:
    """The lower tables with what the upper ones set; a list takes a list's place."""
    merged = dict(lower)
    for key, value in upper.items():
        below = lower.get(key)
        if isinstance(value, Mapping) and isinstance(below, Mapping):
            merged[key] = laid_over(value, below)
        else:
            merged[key] = value
    return merged


def leaves(data: Mapping[str, Any], above: Keys = ()) -> Iterator[Keys]:
    """The path to every value that is no table."""
    for key, value in data.items():
        if isinstance(value, Mapping) and value:
            yield from leaves(value, (*above, str(key)))
        else:
            yield (*above, str(key))


def _names(folder: Path) -> Iterator[str]:
    """Every file of a folder; what begins with a dot is left to the system."""
    for file in sorted(folder.rglob("*")):
        parts = file.relative_to(folder).parts
        if file.is_file() and not any(part.startswith(".") for part in parts):
            yield "/".join(parts)


def _parsed(file: Path) -> dict[str, Any]:
    try:
        text = _bytes(file).decode("utf-8-sig")
        data = tomllib.loads(text) if file.suffix == ".toml" else _from_yaml(text)
    except UnicodeDecodeError:
        raise SettingsUnusable(file, "is not UTF-8 text; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsUnusable(file, f"is no TOML; correct this: {error}") from None
    except yaml.YAMLError as error:
        raise SettingsUnusable(file, f"is no YAML; correct this: {_in_a_line(error)}") from None
    except RecursionError:
        raise SettingsUnusable(file, "has brackets in brackets without end; correct it.") from None
    except ValueError as error:
        raise SettingsUnusable(file, f"holds an impossible date; correct it: {error}") from None
    if not isinstance(data, dict):
        raise SettingsUnusable(file, "holds no table of settings; write lines of `key: value`.")
    return data


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise SettingsUnusable(file, f"is larger than {LARGEST} bytes; make it smaller.")
        return file.read_bytes()
    except OSError as error:
        raise SettingsUnusable(
            file, f"cannot be read ({error.strerror}); let the one who runs Haki read it."
        ) from None


# Ten times as fast where the library was built with libyaml, as its wheels are; else the same.
_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc,valid-type]  # mypy knows no class that is chosen
    """YAML's safe part, and no key twice: the second would silently take the first one's place."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - as the library has it
    ) -> dict[Hashable, Any]:
        seen = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"{name} is there twice", problem_mark=key.start_mark
                )
            seen.add(name)
        found: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return found


def _from_yaml(text: str) -> Any:
    if text.count("[") + text.count("{") > MOST_BRACKETS:
        raise RecursionError
    if any(len(line) > LONGEST_LINE for line in text.splitlines()):
        raise yaml.YAMLError(f"a line has more than {LONGEST_LINE} characters")
    return yaml.load(text, _Loader)  # noqa: S506 - a loader that makes plain data only


def _in_a_line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return place + " ".join(problem.split())
