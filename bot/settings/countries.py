"""The countries of config/, the topics, and which countries are served: all by known names."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.domain.conventions import Conventions
from bot.domain.countries import Country
from bot.domain.fact_kinds import FactKinds
from bot.domain.topics import Topic
from bot.settings.files import Document
from bot.settings.kinds import Documents, each_of, one
from bot.settings.names import Defaults
from bot.settings.refusals import SettingsUnusable, unknown


def countries_of(documents: Documents) -> dict[str, Country]:
    """By code.  Raises SettingsUnusable."""
    kinds, conventions = one(documents, FactKinds).kinds, one(documents, Conventions).to_ratify()
    countries = each_of(documents[Country], Country, lambda country: country.code)
    for document, country in zip(documents[Country], countries, strict=True):
        _known(document, country.facts, kinds, within=["facts"])
        _known(document, country.ratifications, conventions, within=["ratifications"])
    return {country.code: country for country in countries}


def topics_of(documents: Documents) -> tuple[Topic, ...]:
    """Those that are shown, in the order to be shown.  Raises SettingsUnusable."""
    conventions = [each.id for each in one(documents, Conventions).conventions]
    topics = each_of(documents[Topic], Topic, lambda topic: topic.id)
    for document, topic in zip(documents[Topic], topics, strict=True):
        _known(document, topic.facts, one(documents, FactKinds).kinds, within=["facts"])
        _known(document, topic.conventions, conventions, within=["conventions"])
    by_id = {topic.id: topic for topic in topics}
    shown = one(documents, Defaults).topics.shown
    _there(documents, shown, by_id, ("topics", "shown"))
    return tuple(by_id[id_] for id_ in shown)


def served(documents: Documents, countries: Mapping[str, Country]) -> tuple[Country, ...]:
    """Those that a worker can choose, in the order to be shown.  Raises SettingsUnusable."""
    codes = one(documents, Defaults).countries.served
    _there(documents, codes, countries, ("countries", "served"))
    return tuple(countries[code] for code in codes)


def _there(
    documents: Documents, named: Iterable[str], files: Collection[str], keys: tuple[str, str]
) -> None:
    """What default.toml names has a file in the folder that is called as the table."""
    (document,) = documents[Defaults]
    for name in named:
        if name not in files:
            raise SettingsUnusable(
                f"{document.file_of(keys)}:",
                f"{'.'.join(keys)} names {name}, and there is no {keys[0]}/{name}.yaml; write "
                "one, or take the name out.",
            )


def _known(
    document: Document, names: Iterable[str], known: Collection[str], *, within: Sequence[str]
) -> None:
    """A name that nobody knows is a slip: what it names would be shown nowhere."""
    for name in names:
        if name not in known:
            raise SettingsUnusable(f"{document.file}:", unknown(name, known, within=within))
