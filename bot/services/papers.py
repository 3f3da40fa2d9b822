"""A worker's diary as a file to take along: made when they ask for it, and kept nowhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.content import Content
from bot.domain.diary import Day
from bot.domain.pay import DifferentMoney, Unit
from bot.engine.said import Done, Line
from bot.flows import cards
from bot.i18n import SOURCE, Catalogs
from bot.services.diaries import DIARY, Diaries
from bot.services.diary_words import added_up
from bot.services.effects import Asked
from bot.services.paper_page import page_of
from bot.services.paper_words import (
    ALL_DAYS,
    FILES_SENT,
    IN_ENGLISH,
    LETTER,
    MADE,
    NO_DEADLINE,
    NOT_ADDED_UP,
    ONLY_A_SUM,
    READ_FIRST,
    SENT_WHEN,
    STEP_BY_STEP,
    UNCHECKED,
    WHERE_TO,
    Part,
    diary,
    files_sent,
    letter,
    sent_when,
    together,
)
from bot.services.paper_words import DIARY as WORK_DIARY
from bot.services.rendering import Rendering
from bot.services.reports import Reports
from bot.storage.database import Work

CHANNEL = "complaint_channel"  # the fact that says where somebody can complain


@dataclass(frozen=True, slots=True)
class _Told:
    """What goes into one paper."""

    days: Sequence[Day]
    sums: tuple[Line, ...]
    agreed: bool  # whether they said what was agreed
    lang: str
    country: str


class Papers:
    """Made in memory, from a diary that its worker has open in this chat."""

    def __init__(
        self, diaries: Diaries, reports: Reports, content: Content, catalogs: Catalogs
    ) -> None:
        self._diaries = diaries
        self._reports = reports
        self._content = content
        self._catalogs = catalogs
        self._rendering = Rendering(catalogs)
        self._unchecked = {each.code for each in content.languages if each.draft}

    async def make(self, work: Work, asked: Asked) -> Done:
        """`all` of it or the `letter`, as they chose; `none` where no day is written yet."""
        open_ = await self._diaries.here(work, asked)
        if open_ is None:
            return Done("gone", keeps={DIARY: ()})
        days = await self._diaries.days(work, open_)
        if not days:
            return Done("none")
        country = asked.known.one("letter_country")
        sums, agreed = _sums(asked, days), bool(asked.known.one("rate"))
        told = _Told(days, sums, agreed, asked.known.lang or SOURCE, country)
        which = "all" if asked.known.one("paper") == "all" else "letter"
        parts = list(self._letters(told))
        if which == "all":
            parts += self._about(told, asked)
            parts += await self._sent(work, asked, told)
            parts.append(self._where_to(told))
        page = page_of(parts, self._rendering, title=self._content.names.title, lang=told.lang)
        return Done(which, paper=page)

    def _letters(self, told: _Told) -> Iterator[Part]:
        """In a language of the country, and the same in the worker's, so that they know it."""
        official = self._catalogs.of_country(told.country) if told.country else None
        lang = official or SOURCE
        notes = [READ_FIRST]
        if official is None:
            notes.append(IN_ENGLISH)
        if not told.agreed:
            notes.append(NOT_ADDED_UP)
        if lang in self._unchecked:
            notes.append(UNCHECKED)
        lines = letter(told.days, told.sums)
        yield Part(LETTER, lines, lang, tuple(Line(each) for each in notes), alone=True)
        if told.lang != lang:
            yield Part(LETTER, lines, told.lang, alone=True)

    def _about(self, told: _Told, asked: Asked) -> Iterator[Part]:
        made = Line(MADE, {"date": f"{asked.now:%Y-%m-%d}"})
        yield Part(WORK_DIARY, (made, *diary(told.days)), told.lang)
        yield Part(ALL_DAYS, together(told.days), told.lang)
        if told.sums:
            yield Part(STEP_BY_STEP, (*told.sums, Line(ONLY_A_SUM)), told.lang)

    async def _sent(self, work: Work, asked: Asked, told: _Told) -> list[Part]:
        sent, answered = await self._reports.moments(work, asked)
        files = await self._reports.files(work, asked)
        when = Part(SENT_WHEN, sent_when(sent, answered), told.lang)
        return [when, Part(FILES_SENT, files_sent(files), told.lang)] if files else [when]

    def _where_to(self, told: _Told) -> Part:
        """What is known with its source; that no time limit is known is said in any case."""
        country = self._content.countries.get(told.country)
        fact = country.shown(CHANNEL) if country else None
        known = (Line(fact.text), cards.sourced(fact)) if fact and fact.text else ()
        return Part(WHERE_TO, (*known, Line(NO_DEADLINE)), told.lang)


def _sums(asked: Asked, days: Sequence[Day]) -> tuple[Line, ...]:
    """Step by step, where they said what was agreed and all of it is in one money."""
    rate, unit = asked.known.one("rate"), asked.known.one("unit")
    if not rate or not unit or (unit == Unit.MONTH and not asked.known.one("months")):
        return ()
    try:
        return added_up(days, asked.known)
    except DifferentMoney:
        return ()
