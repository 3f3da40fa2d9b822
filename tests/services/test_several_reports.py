"""A chat from which several reports were sent: each can be read, and each taken back."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from bot.engine.said import Done, Line
from bot.services.effects import Asked
from bot.services.members import Caseworker
from bot.services.reports import ONE_OF
from tests.services.bureau import Bureau

ANSWER = "We wrote to the office."


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Ana")


def keeping(asked: Asked, done: Done) -> Asked:
    return replace(asked, known=msgspec.structs.replace(asked.known, kept=done.keeps))


async def two(bureau: Bureau) -> tuple[str, str, Asked]:
    """The references of the older and the newer report, and the chat that sent both."""
    first = await bureau.sent()
    done = await bureau.submits(first.asked)
    return first.reference, (await bureau.report(done)).reference, keeping(first.asked, done)


async def status_of(tables: Any, reference: str) -> str:
    status: str = await tables.fetchval(
        "SELECT status FROM reports WHERE reference = $1", reference
    )
    return status


async def test_the_one_with_an_answer_comes_first_and_says_which_it_is(
    bureau: Bureau, ana: Caseworker
) -> None:
    older, _, chat = await two(bureau)
    await bureau.cases.take(older, ana)
    await bureau.cases.answer(older, ANSWER, ana)

    done = await bureau.reads(chat)

    assert done.outcome == "answered"
    status = done.fills["status"]
    assert isinstance(status, tuple)
    first = status[0]
    assert isinstance(first, Line)
    assert (first.text, first.fills["count"]) == (ONE_OF, "2")
    assert (await bureau.takes_back(keeping(chat, done))).outcome == "another"


async def test_each_is_taken_back_by_itself(bureau: Bureau, ana: Caseworker, tables: Any) -> None:
    older, newer, chat = await two(bureau)

    done = await bureau.takes_back(chat)
    assert done.outcome == "another"
    assert [await status_of(tables, each) for each in (older, newer)] == ["submitted", "withdrawn"]

    done = await bureau.takes_back(keeping(chat, done))
    assert done == Done("withdrawn", keeps={"report": ()})
    assert await status_of(tables, older) == "withdrawn"


async def test_the_other_one_is_spoken_of_in_turn(bureau: Bureau, ana: Caseworker) -> None:
    _, _, chat = await two(bureau)

    async with bureau.worker.transaction() as work:
        turned = await bureau.reports.turn(work, chat)
        alone = await bureau.reports.turn(work, (await bureau.sent()).asked)

    assert turned.outcome == "next"
    assert turned.keeps["report"] == chat.known.kept["report"][::-1]
    assert alone == Done("only")


async def test_all_are_taken_back_at_once(bureau: Bureau, ana: Caseworker, tables: Any) -> None:
    older, newer, chat = await two(bureau)

    async with bureau.worker.transaction() as work:
        done = await bureau.reports.withdraw_all(work, chat)

    assert done == Done("withdrawn", keeps={"report": (), "urgent": ()})
    assert [await status_of(tables, each) for each in (older, newer)] == ["withdrawn"] * 2
