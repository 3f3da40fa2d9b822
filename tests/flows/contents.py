"""The content that is delivered, in every language there is."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from bot.domain.content import Content, Names, Spans
from bot.domain.conventions import Conventions
from bot.domain.costs import RecruitmentCosts
from bot.domain.countries import Country
from bot.domain.crisis import CrisisPhrases
from bot.domain.dangers import Dangers
from bot.domain.directory import Directory, Partners, services_of
from bot.domain.fact_kinds import FactKinds
from bot.domain.help_now import HelpNow
from bot.domain.indicators import IndicatorSet
from bot.domain.operational_indicators import OperationalIndicators
from bot.domain.parsing import parsed
from bot.domain.search_words import SearchWords
from bot.domain.spoken import Spoken
from bot.domain.text import Text
from bot.domain.topics import Topic
from tests.languages import DELIVERED, LANGUAGES
from tests.plain import names, plain


@cache
def delivered(*, report_languages: frozenset[str] = frozenset(DELIVERED)) -> Content:
    """What is in config/; only Arabic is no draft any more, so that both ways are there."""
    defaults = plain("default.toml")
    shown = defaults["names"]
    countries = [Country.from_data(plain(name), where=name) for name in names("countries")]
    by_code = {country.code: country for country in countries}
    topics = {
        Path(name).stem: Topic.from_data(plain(name), where=name) for name in names("topics")
    }
    return Content(
        indicators=IndicatorSet.from_data(plain("indicators.yaml"), where="indicators"),
        operational=OperationalIndicators.from_data(
            plain("operational_indicators.yaml"), where="operational_indicators"
        ),
        costs=RecruitmentCosts.from_data(plain("recruitment_costs.yaml"), where="costs"),
        countries=by_code,
        served=tuple(by_code[code] for code in defaults["countries"]["served"]),
        fact_kinds=FactKinds.from_data(plain("facts.yaml"), where="facts"),
        conventions=Conventions.from_data(plain("conventions.yaml"), where="conventions"),
        topics=tuple(topics[id_] for id_ in defaults["topics"]["shown"]),
        languages=tuple(
            replace(each, draft=each.draft and each.code != "ar") for each in LANGUAGES.values()
        ),
        report_languages=report_languages,
        names=Names(shown["title"], shown["icon"], Text(shown["greeting"]), shown["leave_to"]),
        spans=Spans(draft_days=14, answer_days=7, danger_hours=24),
        help_now=HelpNow.from_data(plain("help_now.yaml"), where="help_now"),
        dangers=dangers(),
        directory=directory(countries).shown(demonstration=True),
        words=tuple(parsed(data, Spoken, where=file) for file, data in _tables("words")),
        search=tuple(
            parsed(table, SearchWords, where=where) for where, table in _tables("search")
        ),
    )


def directory(countries: list[Country]) -> Directory:
    """What the demonstration shows of it, too: outside it no number was tested yet."""
    partners = Partners.from_data(plain("partners.yaml"), where="partners")
    services = [
        service
        for country in countries
        for service in services_of(
            country, [each for each in partners.services if each.country == country.code]
        )
    ]
    return Directory.of(services, countries)


@cache
def dangers() -> Dangers:
    """Read once: it takes longer than all the rest."""
    return Dangers(CrisisPhrases.from_data(plain(name), where=name) for name in names("crisis"))


def _tables(folder: str) -> list[tuple[str, dict[str, Any]]]:
    return [(name, plain(name)) for name in names(folder)]
