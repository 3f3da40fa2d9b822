"""What a worker adds is new until it is opened, whatever happens at the same time."""

import asyncio
from typing import Any

import pytest

from bot.engine.said import Done
from bot.services.members import Caseworker
from tests.services.bureau import Bureau

NEW = "SELECT sum(new_words) FROM referrals"
WRITTEN = "SELECT count(*) FROM entries"


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Ana")


async def test_the_story_itself_is_not_new_words(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    await bureau.sent()

    assert await tables.fetchval(NEW) == 0


async def test_what_comes_while_a_case_is_opened_was_seen_or_is_new(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    sent = await bureau.sent()
    for _ in range(20):
        before = await tables.fetchval(WRITTEN)
        case, done = await asyncio.gather(
            bureau.cases.open(sent.reference, ana), bureau.adds(sent.asked, "One thing more.")
        )

        seen = len(case.entries) - before
        assert done == Done("added")
        assert await tables.fetchval(NEW) == 1 - seen
        await bureau.cases.open(sent.reference, ana)
        assert await tables.fetchval(NEW) == 0


async def test_adding_and_taking_back_at_once_never_wait_for_each_other(
    bureau: Bureau, ana: Caseworker, tables: Any
) -> None:
    for _ in range(10):
        sent = await bureau.sent()
        added, taken = await asyncio.gather(
            bureau.adds(sent.asked, "One thing more."), bureau.takes_back(sent.asked)
        )

        assert (added.outcome, taken.outcome) in {("added", "withdrawn"), ("ended", "withdrawn")}
    assert await tables.fetchval(NEW) == 0
    assert await tables.fetchval(WRITTEN) == 0
