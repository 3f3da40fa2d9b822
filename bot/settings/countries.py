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
    """Raises SettingsUnusable."""
    topics = each_of(documents[Topic], Topic, lambda topic: topic.id)
    for document, topic in zip(documents[Topic], topics, strict=True):
        _known(document, topic.facts, one(documents, FactKinds).kinds, within=["facts"])
    return topics


def served(documents: Documents, countries: Mapping[str, Country]) -> tuple[Country, ...]:
    """Those that a worker can choose, in the order to be shown.  Raises SettingsUnusable."""
    (document,) = documents[Defaults]
    codes = one(documents, Defaults).countries.served
    for code in codes:
        if code not in countries:
            raise SettingsUnusable(
                f"{document.file_of(('countries', 'served'))}:",
                f"countries.served names {code}, and there is no countries/{code}.yaml; write "
                "one, or take the code out.",
            )
    return tuple(countries[code] for code in codes)


def _known(
    document: Document, names: Iterable[str], known: Collection[str], *, within: Sequence[str]
) -> None:
    """A name that nobody knows is a slip: what it names would be shown nowhere."""
    for name in names:
        if name not in known:
            raise SettingsUnusable(f"{document.file}:", unknown(name, known, within=within))
