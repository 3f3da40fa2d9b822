"""What a deployment may change, from its files into one Content."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from math import ceil
from pathlib import PurePosixPath
from typing import TypeVar

from bot.domain.answers import Danger
from bot.domain.clocks import Clocks, Step
from bot.domain.content import Content, Spans
from bot.domain.costs import RecruitmentCosts
from bot.domain.countries import Country
from bot.domain.crisis import CrisisPhrases
from bot.domain.dangers import Dangers
from bot.domain.help_now import HelpNow
from bot.domain.indicators import IndicatorSet
from bot.domain.screening import RiskRule, Told, screen
from bot.domain.spoken import Spoken, clashes
from bot.domain.topics import Topic
from bot.settings.files import Document
from bot.settings.kinds import Documents, made, one
from bot.settings.languages import Languages
from bot.settings.names import Defaults
from bot.settings.refusals import SettingsUnusable
from bot.settings.retention import Retention

Named = TypeVar("Named")


def content_of(documents: Documents, *, demonstration: bool) -> Content:
    """Raises SettingsUnusable."""
    languages = one(documents, Languages)
    countries = _each(documents[Country], Country, lambda country: country.code)
    return Content(
        indicators=one(documents, IndicatorSet),
        costs=one(documents, RecruitmentCosts),
        countries={country.code: country for country in countries},
        topics=_each(documents[Topic], Topic, lambda topic: topic.id),
        languages=languages.offered(),
        report_languages=languages.with_reports(demonstration=demonstration),
        names=one(documents, Defaults).shown(),
        spans=_spans(documents),
        words=_words(documents),
        help_now=one(documents, HelpNow),
        dangers=Dangers(_each(documents[CrisisPhrases], CrisisPhrases, lambda each: each.lang)),
    )


def _spans(documents: Documents) -> Spans:
    """By when there should be a first contact.

    The longest wait of all risks: any other would tell the worker how theirs was weighed.  Who
    said that they are in danger knows it.  The wait for somebody to look is shorter, and is not
    told: so far nobody can say that somebody is there at night.
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
    words = _each(documents[Spoken], Spoken, lambda spoken: spoken.lang)
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


def _each(
    documents: Iterable[Document], kind: type[Named], name_of: Callable[[Named], str]
) -> tuple[Named, ...]:
    """What the files of a folder hold.  Each file is called as it, so that none is there twice."""
    return tuple(_called(each, made(each, kind), name_of) for each in documents)


def _called(document: Document, thing: Named, name_of: Callable[[Named], str]) -> Named:
    name = name_of(thing)
    suffix = PurePosixPath(document.name).suffix
    if PurePosixPath(document.name).stem != name:
        raise SettingsUnusable(document.file, f"holds {name}; call the file {name}{suffix}.")
    return thing
