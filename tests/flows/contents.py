"""The content that is delivered, in every language there is."""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

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

CONFIG = Path(__file__).parents[2] / "config"


def delivered(*, report_languages: frozenset[str] = frozenset(DELIVERED)) -> Content:
    """What is in config/; only Arabic is no draft any more, so that both ways are there."""
    defaults = tomllib.loads((CONFIG / "default.toml").read_text("utf-8"))
    names = defaults["names"]
    countries = [
        Country.from_data(_read(file), where=file.name)
        for file in sorted((CONFIG / "countries").glob("*.yaml"))
    ]
    by_code = {country.code: country for country in countries}
    topics = {
        file.stem: Topic.from_data(_read(file), where=file.name)
        for file in sorted((CONFIG / "topics").glob("*.yaml"))
    }
    return Content(
        indicators=IndicatorSet.from_data(_read(CONFIG / "indicators.yaml"), where="indicators"),
        operational=OperationalIndicators.from_data(
            _read(CONFIG / "operational_indicators.yaml"), where="operational_indicators"
        ),
        costs=RecruitmentCosts.from_data(_read(CONFIG / "recruitment_costs.yaml"), where="costs"),
        countries=by_code,
        served=tuple(by_code[code] for code in defaults["countries"]["served"]),
        fact_kinds=FactKinds.from_data(_read(CONFIG / "facts.yaml"), where="facts"),
        conventions=Conventions.from_data(_read(CONFIG / "conventions.yaml"), where="conventions"),
        topics=tuple(topics[id_] for id_ in defaults["topics"]["shown"]),
        languages=tuple(
            replace(each, draft=each.draft and each.code != "ar") for each in LANGUAGES.values()
        ),
        report_languages=report_languages,
        names=Names(names["title"], names["icon"], Text(names["greeting"]), names["leave_to"]),
        spans=Spans(draft_days=14, answer_days=7, danger_hours=24),
        help_now=HelpNow.from_data(_read(CONFIG / "help_now.yaml"), where="help_now"),
        dangers=dangers(),
        directory=directory(countries).shown(demonstration=True),
        words=tuple(parsed(data, Spoken, where=file) for file, data in _tables("words")),
        search=tuple(
            parsed(table, SearchWords, where=where) for where, table in _tables("search")
        ),
    )


def directory(countries: list[Country]) -> Directory:
    """What the demonstration shows of it, too: outside it no number was tested yet."""
    partners = Partners.from_data(_read(CONFIG / "partners.yaml"), where="partners")
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
    files = sorted((CONFIG / "crisis").glob("*.yaml"))
    return Dangers(CrisisPhrases.from_data(_read(file), where=file.name) for file in files)


def _read(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return data


def _tables(folder: str) -> list[tuple[str, dict[str, Any]]]:
    files = sorted((CONFIG / folder).glob("*.toml"))
    return [(file.name, tomllib.loads(file.read_text("utf-8"))) for file in files]
