"""The survey as organisations see it: numbers of quarters that are over, never of a few people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.domain.survey import Often, WorkQuestion
from bot.services.members import Caseworker
from bot.storage.database import Database
from bot.storage.surveys import CountRow


@dataclass(frozen=True, slots=True)
class Share:
    """How many gave one of these answers, and how many of a hundred that is."""

    answers: tuple[Often, ...]
    people: int
    percent: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: how many answered it, and how, from the first answer to the last.

    Answers that few gave are one share with those beside them; one share alone tells nothing.
    """

    people: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The questions of a country, or of one kind of work in it (None: of all together)."""

    country: str
    sector: str | None
    asked: Mapping[WorkQuestion, Asked]


@dataclass(frozen=True, slots=True)
class Survey:
    """The quarters that have something to show, newest first, and the tables of one."""

    quarters: tuple[date, ...]
    quarter: date | None
    tables: tuple[Table, ...]


class SurveyCounts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def look(self, by: Caseworker, wanted: date | None = None) -> Survey:
        """Of the quarter that is wanted, where it has something to show, else of the newest."""
        async with self._database.transaction(visible_to=by.scope) as work:
            quarters = await work.surveys.quarters()
            if not quarters:
                return Survey((), None, ())
            quarter = wanted if wanted in quarters else quarters[0]
            rows = await work.surveys.shown(quarter)
        return Survey(tuple(quarters), quarter, tuple(_tables(rows)))


def _tables(rows: list[CountRow]) -> Iterable[Table]:
    """By country, the unsaid last; of each first all kinds of work together."""
    rows.sort(key=_place)
    for _, found in groupby(rows, key=_place):
        of_place = list(found)
        asked = {
            question: _asked([row for row in of_place if row.question == question])
            for question in WorkQuestion
            if any(row.question == question for row in of_place)
        }
        yield Table(of_place[0].country, of_place[0].sector, asked)


def _place(row: CountRow) -> tuple[bool, str, bool, bool, str]:
    sector = row.sector
    return not row.country, row.country, sector is not None, sector == "", sector or ""


def _asked(rows: list[CountRow]) -> Asked:
    people = sum(row.people for row in rows)
    shares = [
        Share(tuple(map(Often, row.answers)), row.people, round(100 * row.people / people))
        for row in rows
    ]
    order = list(Often)
    return Asked(people, tuple(sorted(shares, key=lambda each: order.index(each.answers[0]))))
