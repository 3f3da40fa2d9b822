"""Answers about work as numbers: no row is about anybody, and the web gets larger ones only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

# In the order of the key: two that count at once wait for each other at the first row.
COUNT = sa.text(
    "INSERT INTO survey_counts AS c (quarter, country, sector, question, answer, people)"
    " SELECT CAST(:quarter AS date), CAST(:country AS text), CAST(:sector AS text),"
    " given.question, given.answer, 1"
    " FROM unnest(CAST(:questions AS text[]), CAST(:answers AS text[]))"
    " AS given (question, answer) ORDER BY given.question, given.answer"
    " ON CONFLICT (quarter, country, sector, question, answer)"
    " DO UPDATE SET people = c.people + 1"
)
# PostgreSQL keeps with each row which transaction wrote it last, and that one wrote a chat, too.
# Whoever counts right now is waited for by nobody: their row comes the next time.
MIX = sa.text(
    "WITH these AS (SELECT c.ctid FROM survey_counts c WHERE c.quarter >= :since"
    " ORDER BY c.ctid FOR UPDATE SKIP LOCKED)"
    " UPDATE survey_counts AS c SET people = c.people FROM these WHERE c.ctid = these.ctid"
)
QUARTERS = sa.text("SELECT quarter FROM survey_quarters() ORDER BY quarter DESC")
SHOWN = sa.text(
    "SELECT country, sector, question, answers, people FROM survey_shown(CAST(:quarter AS date))"
)


@dataclass(frozen=True, slots=True)
class NewAnswers:
    """The answers of one person in one quarter, as (question, answer)."""

    quarter: date
    country: str
    sector: str
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many gave one of these answers; in all kinds of work where `sector` is None."""

    country: str
    sector: str | None
    question: str
    answers: Sequence[str]
    people: int


class Surveys:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def count(self, new: NewAnswers) -> None:
        values = {
            "quarter": new.quarter,
            "country": new.country,
            "sector": new.sector,
            "questions": [question for question, _ in new.answers],
            "answers": [answer for _, answer in new.answers],
        }
        await self._connection.execute(COUNT, values)

    async def mix(self, since: date) -> None:
        """Write all numbers anew together, so that none tells which chat it counted last."""
        await self._connection.execute(MIX, {"since": since})

    async def quarters(self) -> list[date]:
        """Those that are over and have something to show, the newest first."""
        return list(await self._connection.scalars(QUARTERS))

    async def shown(self, quarter: date) -> list[CountRow]:
        """What the database lets out: nothing that tells of fewer than eleven people."""
        found = await self._connection.execute(SHOWN, {"quarter": quarter})
        return [CountRow(*row) for row in found]
