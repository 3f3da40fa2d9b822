"""Who can help: partners.yaml with what HAKI_HOME keeps of it."""

from collections.abc import Mapping, Sequence

from bot.domain.countries import Country
from bot.domain.directory import Directory, NoSuchNumber, Partners, Service, services_of
from bot.domain.trial_calls import with_calls_of_country, with_calls_of_service
from bot.settings.kept import Kept
from bot.settings.kinds import Documents, one
from bot.settings.refusals import SettingsUnusable


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
