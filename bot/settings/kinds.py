"""Which kind of thing each file of config/ holds, and that it holds nothing else."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from bot.domain.clocks import Clocks
from bot.domain.conventions import Conventions
from bot.domain.costs import RecruitmentCosts
from bot.domain.countries import Country
from bot.domain.crisis import CrisisPhrases
from bot.domain.directory import Partners
from bot.domain.fact_kinds import FactKinds
from bot.domain.help_now import HelpNow
from bot.domain.indicators import IndicatorSet
from bot.domain.operational_indicators import OperationalIndicators
from bot.domain.parsing import MalformedContent, parsed
from bot.domain.passwords import PasswordRule
from bot.domain.screening import RiskRule
from bot.domain.search_words import SearchWords
from bot.domain.spoken import Spoken
from bot.domain.topics import Topic
from bot.settings.files import Document, Keys
from bot.settings.languages import Languages
from bot.settings.names import Defaults
from bot.settings.refusals import SettingsUnusable, unknown
from bot.settings.retention import Retention

KINDS: Mapping[type[msgspec.Struct], str] = {
    Defaults: "default.toml",
    Languages: "languages.toml",
    Retention: "retention.toml",
    Clocks: "clocks.toml",
    RiskRule: "risk.toml",
    PasswordRule: "passwords.toml",
    IndicatorSet: "indicators.yaml",
    OperationalIndicators: "operational_indicators.yaml",
    RecruitmentCosts: "recruitment_costs.yaml",
    FactKinds: "facts.yaml",
    Conventions: "conventions.yaml",
    Country: "countries/*.yaml",
    Partners: "partners.yaml",
    Topic: "topics/*.yaml",
    CrisisPhrases: "crisis/*.yaml",
    HelpNow: "help_now.yaml",
    Spoken: "words/*.toml",
    SearchWords: "search/*.toml",
}

Kind = TypeVar("Kind")
Struct = TypeVar("Struct", bound=msgspec.Struct)
Documents = Mapping[type[msgspec.Struct], list[Document]]


def one(documents: Documents, kind: type[Struct]) -> Struct:
    """The thing of which there is one file.  Raises SettingsUnusable."""
    (document,) = documents[kind]
    return made(document, kind)


def made(document: Document, kind: type[Kind]) -> Kind:
    """What a file holds, as ours.  Raises SettingsUnusable."""
    for keys, known in _unknown(document.data, kind):
        *above, name = keys
        raise SettingsUnusable(f"{document.file_of(keys)}:", unknown(name, known, within=above))
    try:
        for keys, entry, its_kind in _entries(document.data, kind):
            parsed(entry, its_kind, where=f"{document.file_of(keys)}: {'.'.join(keys)}")
        return parsed(document.data, kind, where=str(document.file))
    except MalformedContent as error:
        raise SettingsUnusable(f"{error};", "correct it there.") from None


def each_of(
    documents: Iterable[Document], kind: type[Kind], name_of: Callable[[Kind], str]
) -> tuple[Kind, ...]:
    """What the files of a folder hold.  Each file is called as it, so that none is there twice.

    Raises SettingsUnusable.
    """
    return tuple(_called(each, made(each, kind), name_of) for each in documents)


def _unknown(value: object, hint: Any, above: Keys = ()) -> Iterator[tuple[Keys, Collection[str]]]:
    """Every key that its place does not know, with those that it does."""
    fields = _fields(hint)
    for key, each, inner in _parts(value, hint):
        if fields is not None and key not in fields:
            yield (*above, key), fields
        yield from _unknown(each, inner, (*above, key))


def _entries(value: object, hint: Any, above: Keys = ()) -> Iterator[tuple[Keys, Any, Any]]:
    """What tables hold under names of their own, innermost first: errors then tell the name."""
    for key, each, inner in _parts(value, hint):
        yield from _entries(each, inner, (*above, key))
        if get_origin(hint) is dict:
            yield (*above, key), each, inner


def _parts(value: object, hint: Any) -> Iterator[tuple[str, Any, Any]]:
    """What a table or a list holds: its key, or number as people count, itself, and its kind."""
    if isinstance(value, list):
        for number, each in enumerate(value, start=1):
            yield str(number), each, _inner(hint)
    if isinstance(value, dict):
        fields = _fields(hint)
        for key, each in value.items():
            yield str(key), each, _inner(hint) if fields is None else fields.get(str(key))


def _fields(hint: Any) -> dict[str, Any] | None:
    hint = _certain(hint)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _fields_of(hint)
    return None


@cache
def _fields_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Asked for at every key of every file."""
    return {field.name: field.type for field in msgspec.structs.fields(kind)}


def _inner(hint: Any) -> Any:
    hint = _certain(hint)
    inner = get_args(hint)
    if not inner:
        return None
    return inner[-1] if get_origin(hint) is dict else inner[0]


def _certain(hint: Any) -> Any:
    """Of what may also be left out, what it is when it is there."""
    if isinstance(hint, UnionType):
        kinds = [each for each in get_args(hint) if each is not NoneType]
        return kinds[0] if len(kinds) == 1 else None
    return hint


def _called(document: Document, thing: Kind, name_of: Callable[[Kind], str]) -> Kind:
    name = name_of(thing)
    suffix = PurePosixPath(document.name).suffix
    if PurePosixPath(document.name).stem != name:
        raise SettingsUnusable(document.file, f"holds {name}; call the file {name}{suffix}.")
    return thing
