"""Answers about work are counted, and nobody sees a number of fewer than eleven people."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from sqlalchemy.exc import DBAPIError

from bot.domain.broadcasts import SMALLEST
from bot.storage.database import Database
from bot.storage.surveys import NewAnswers

OVER, NOW = date(2026, 1, 1), date(2999, 1, 1)
PAID = [("work_pay", "never")]


async def counted(
    database: Database, people: int, sector: str = "fishing", *, country: str = "QA"
) -> None:
    async with database.transaction() as work:
        for _ in range(people):
            await work.surveys.count(NewAnswers(OVER, country, sector, PAID))


async def shown(web: Database) -> set[tuple[str, str | None, int]]:
    async with web.transaction() as work:
        return {(row.country, row.sector, row.people) for row in await work.surveys.shown()}


async def test_eleven_are_shown_and_ten_are_not(
    worker_database: Database, web_database: Database
) -> None:
    await counted(worker_database, SMALLEST - 1)
    assert await shown(web_database) == set()

    await counted(worker_database, 1)
    assert await shown(web_database) == {("QA", None, SMALLEST), ("QA", "fishing", SMALLEST)}


async def test_what_could_be_worked_out_by_subtraction_is_hidden(
    worker_database: Database, web_database: Database
) -> None:
    await counted(worker_database, 20)
    await counted(worker_database, 6, "mining")
    assert await shown(web_database) == {("QA", None, 26)}

    await counted(worker_database, 5, "construction")
    assert await shown(web_database) == {("QA", None, 31), ("QA", "fishing", 20)}


async def test_a_quarter_that_still_runs_is_not_shown(
    worker_database: Database, web_database: Database
) -> None:
    async with worker_database.transaction() as work:
        for _ in range(SMALLEST):
            await work.surveys.count(NewAnswers(NOW, "QA", "fishing", PAID))

    assert await shown(web_database) == set()


async def test_whatever_was_counted_no_difference_is_of_a_few(
    worker_database: Database, web_database: Database
) -> None:
    """In every country with numbers, what is hidden beside what is shown is nobody or eleven."""
    chance, there = Random(11), Counter[tuple[str, str]]()
    for number in range(25):
        for sector in ("fishing", "mining", "construction", ""):
            people = chance.choice([0, 1, 5, 10, 11, 12])
            there[f"C{number}", sector] = people
            await counted(worker_database, people, sector, country=f"C{number}")

    found = await shown(web_database)

    assert found
    for country in {country for country, _ in there}:
        total = sum(people for (each, _), people in there.items() if each == country)
        parts = [people for each, sector, people in found if each == country and sector]
        parts += [people for each, sector, people in found if each == country and sector == ""]
        rest = total - sum(parts)
        assert all(each >= SMALLEST for each in parts)
        assert ((country, None, total) in found) == (total >= SMALLEST)
        assert not parts or rest == 0 or rest >= SMALLEST


async def test_the_console_cannot_read_the_counters_themselves(
    worker_database: Database, web_database: Database
) -> None:
    await counted(worker_database, 1)

    with pytest.raises(DBAPIError) as refused:
        async with web_database.transaction() as work:
            await work.connection.exec_driver_sql("SELECT * FROM survey_counts")

    assert getattr(refused.value.orig, "sqlstate", "") == "42501"
