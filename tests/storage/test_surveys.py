"""Answers about work are counted, and nobody sees a number of fewer than eleven people."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from random import Random

import pytest
from sqlalchemy.exc import DBAPIError

from bot.domain.broadcasts import SMALLEST
from bot.domain.survey import Often
from bot.storage.database import Database
from bot.storage.surveys import NewAnswers

OVER, NOW = date(2026, 1, 1), date(2999, 1, 1)
SECTORS = ("fishing", "mining", "construction", "")
Place = tuple[str, str | None]  # country and kind of work; None: all of them together
Groups = dict[tuple[str, ...], int]
Shown = dict[Place, Groups]


async def counted(
    database: Database, answers: Mapping[str, int], sector: str = "fishing", country: str = "QA"
) -> None:
    async with database.transaction() as work:
        for answer, people in answers.items():
            for _ in range(people):
                given = [("work_pay", answer)]
                await work.surveys.count(NewAnswers(OVER, country, sector, given))


async def shown(web: Database, quarter: date = OVER) -> Shown:
    found: Shown = {}
    async with web.transaction() as work:
        for row in await work.surveys.shown(quarter):
            found.setdefault((row.country, row.sector), {})[tuple(row.answers)] = row.people
    return found


async def quarters(web: Database) -> list[date]:
    async with web.transaction() as work:
        return await work.surveys.quarters()


async def totals(web: Database) -> dict[Place, int]:
    return {place: sum(groups.values()) for place, groups in (await shown(web)).items()}


async def test_eleven_are_shown_and_ten_are_not(
    worker_database: Database, web_database: Database
) -> None:
    await counted(worker_database, {"never": SMALLEST - 1})
    assert await shown(web_database) == {}

    await counted(worker_database, {"never": 1})
    assert await totals(web_database) == {("QA", None): SMALLEST, ("QA", "fishing"): SMALLEST}


async def test_work_that_could_be_worked_out_by_subtraction_is_hidden(
    worker_database: Database, web_database: Database
) -> None:
    await counted(worker_database, {"never": 20})
    await counted(worker_database, {"never": 6}, "mining")
    assert await totals(web_database) == {("QA", None): 26}

    await counted(worker_database, {"never": 5}, "construction")
    assert await totals(web_database) == {("QA", None): 31, ("QA", "fishing"): 20}


@pytest.mark.parametrize(
    ("answers", "groups"),
    [
        ({"never": 20, "always": 11}, [20, 0, 0, 0, 11]),
        ({"never": 20, "always": 10}, [30]),
        ({"never": 11, "rarely": 5, "often": 6}, [11, 11, 0]),
        ({"rarely": 6, "sometimes": 6, "often": 6, "always": 6}, [0, 12, 12]),
    ],
)
async def test_answers_that_few_gave_are_counted_with_those_beside_them(
    worker_database: Database,
    web_database: Database,
    answers: Mapping[str, int],
    groups: list[int],
) -> None:
    await counted(worker_database, answers)

    assert sorted((await shown(web_database))["QA", None].values()) == sorted(groups)


async def test_kinds_of_work_join_answers_that_the_country_can_show_apart(
    worker_database: Database, web_database: Database
) -> None:
    await counted(worker_database, {"never": 20, "always": 20})
    assert len((await shown(web_database))["QA", None]) == len(Often)

    await counted(worker_database, {"never": 10, "sometimes": 3, "always": 8}, "mining")

    found = await shown(web_database)
    assert sorted(found["QA", None].values()) == [0, 30, 31]
    assert found["QA", "fishing"] == {tuple(Often): 40}
    assert found["QA", "mining"] == {tuple(Often): 21}


async def test_a_quarter_that_still_runs_is_not_shown(
    worker_database: Database, web_database: Database
) -> None:
    async with worker_database.transaction() as work:
        for _ in range(SMALLEST):
            new = NewAnswers(NOW, "QA", "fishing", [("work_pay", "never")])
            await work.surveys.count(new)
    await counted(worker_database, {"never": SMALLEST})

    assert await shown(web_database, NOW) == {}
    assert await quarters(web_database) == [OVER]


async def test_a_quarter_with_too_few_is_not_even_named(
    worker_database: Database, web_database: Database
) -> None:
    await counted(worker_database, {"never": SMALLEST - 1})
    await counted(worker_database, {"never": SMALLEST - 1}, country="AE")

    assert await quarters(web_database) == []


async def test_whatever_was_counted_no_number_and_no_difference_is_of_a_few(
    worker_database: Database, web_database: Database
) -> None:
    chance, real = Random(11), dict[Place, Counter[str]]()
    countries = [f"C{number}" for number in range(25)]
    for country in countries:
        for sector in SECTORS:
            few = {"often": chance.choice([0, 5, 11])}
            many = {str(each): chance.choice([0, 0, 1, 6, 11, 30]) for each in Often}
            answers = Counter(chance.choice([few, many]))
            await counted(worker_database, answers, sector, country)
            real[country, sector] = answers
        real[country, None] = sum((real[country, each] for each in SECTORS), Counter())

    found = await shown(web_database)

    assert any(sector and len(groups) > 1 for (_, sector), groups in found.items())
    for place, groups in found.items():
        assert groups == {each: sum(real[place][a] for a in each) for each in groups}
        assert Counter(a for each in groups for a in each) == Counter(map(str, Often))
    for country in countries:
        assert ((country, None) in found) == (real[country, None].total() >= SMALLEST)
        whole = found.get((country, None), {})
        parts = [found[country, each] for each in SECTORS if (country, each) in found]
        rest = Counter(of_parts(whole, parts[0] if parts else {}))
        for part in parts:
            assert set(part) == set(parts[0])
            rest.subtract(part)
        for numbers in (whole, *parts, rest):
            assert all(people == 0 or people >= SMALLEST for people in numbers.values())


def of_parts(whole: Groups, groups: Groups) -> Groups:
    """The country's numbers in the groups of its kinds of work, which are never finer."""
    joined = {each: [one for one in whole if set(one) <= set(each)] for each in groups}
    assert sum(map(len, joined.values())) == (len(whole) if groups else 0)
    return {each: sum(whole[one] for one in ones) for each, ones in joined.items()}


async def test_the_console_cannot_read_the_counters_themselves(
    worker_database: Database, web_database: Database
) -> None:
    await counted(worker_database, {"never": 1})

    with pytest.raises(DBAPIError) as refused:
        async with web_database.transaction() as work:
            await work.connection.exec_driver_sql("SELECT * FROM survey_counts")

    assert getattr(refused.value.orig, "sqlstate", "") == "42501"
