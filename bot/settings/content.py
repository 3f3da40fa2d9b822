"""What a deployment may change, from its files into one Content."""

from collections.abc import Mapping
from datetime import timedelta
from math import ceil

from bot.domain.answers import Danger
from bot.domain.clocks import Clocks, Step
from bot.domain.content import Content, Spans
from bot.domain.conventions import Conventions
from bot.domain.costs import RecruitmentCosts
from bot.domain.countries import Country
from bot.domain.crisis import CrisisPhrases
from bot.domain.dangers import Dangers
from bot.domain.directory import Directory
from bot.domain.fact_kinds import FactKinds
from bot.domain.help_now import HelpNow
from bot.domain.indicators import IndicatorSet
from bot.domain.operational_indicators import OperationalIndicators
from bot.domain.screening import RiskRule, Told, screen
from bot.domain.spoken import Spoken, clashes
from bot.settings.countries import served, topics_of
from bot.settings.kinds import Documents, each_of, one
from bot.settings.languages import Languages
from bot.settings.names import Defaults
from bot.settings.refusals import SettingsUnusable
from bot.settings.retention import Retention
from bot.settings.search import search_words


def content_of(
    documents: Documents,
    countries: Mapping[str, Country],
    directory: Directory,
    *,
    demonstration: bool,
) -> Content:
    """Of the directory what a worker may read.  Raises SettingsUnusable."""
    languages = one(documents, Languages)
    return Content(
        indicators=one(documents, IndicatorSet),
        operational=one(documents, OperationalIndicators),
        costs=one(documents, RecruitmentCosts),
        countries=countries,
        served=served(documents, countries),
        fact_kinds=one(documents, FactKinds),
        conventions=one(documents, Conventions),
        topics=topics_of(documents),
        languages=languages.offered(),
        report_languages=languages.with_reports(demonstration=demonstration),
        names=one(documents, Defaults).shown(),
        spans=_spans(documents),
        words=_words(documents),
        search=search_words(documents),
        help_now=one(documents, HelpNow),
        dangers=Dangers(each_of(documents[CrisisPhrases], CrisisPhrases, lambda each: each.lang)),
        directory=directory.shown(demonstration=demonstration),
    )


def _spans(documents: Documents) -> Spans:
    """By when there should be a first contact.

    The longest wait of all risks: any other would tell the worker how theirs was weighed.  Who
    is in danger, and whose report is as grave, hears of that wait.  The wait for somebody to
    look is shorter, and is not told: so far nobody can say that somebody is there at night.
    """
    clocks, in_danger = one(documents, Clocks), Told({}, danger=Danger.YES)
    told = screen(
        in_danger, indicators=one(documents, IndicatorSet), rule=one(documents, RiskRule)
    )
    waits = {risk: clocks.wait(risk, Step.FIRST_CONTACT) for risk in clocks.risks}
    return Spans(
        draft_days=one(documents, Retention).drafts_days,
        answer_days=ceil(max(waits.values()) / timedelta(days=1)),
        danger_hours=ceil(waits[told.risk] / timedelta(hours=1)),
    )


def _words(documents: Documents) -> tuple[Spoken, ...]:
    """Of every language that can be chosen, and of any other: stop is stop in all of them."""
    words = each_of(documents[Spoken], Spoken, lambda spoken: spoken.lang)
    folder = documents[Spoken][0].file.parent
    for language in one(documents, Languages).offered():
        if language.code not in {each.lang for each in words}:
            raise SettingsUnusable(
                folder / f"{language.code}.toml",
                "is missing; write it like en.toml, or take the language out of languages.toml.",
            )
    if clash := next(clashes(words), None):
        raise SettingsUnusable(folder, f"uses a word for two things: {clash}; take one out.")
    return words
