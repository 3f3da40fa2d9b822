"""The survey: counted once in three months, kept of nobody, with a hello for who wants one."""

from typing import Any
from uuid import UUID

import pytest

from bot.engine.place import Known, Place
from bot.engine.said import Done
from bot.services.effects import Asked
from bot.services.forgetting import Forgetting
from bot.services.surveys import Surveys
from bot.services.timers import A_QUARTER, SAYINGS, SURVEY
from tests.services.movement import Movement
from tests.services.shop import FETCHED, Shop
from tests.services.test_forgetting import SPANS
from tests.services.test_timers import TIMERS, begun, rings

ROWS = "SELECT country, sector, question, answer, people FROM survey_counts ORDER BY question"
SAME_TRANSACTION = (
    "SELECT EXISTS (SELECT FROM survey_counts s JOIN conversations c ON s.xmin = c.xmin)"
)
ANSWERS = {"country": "QA", "sector": "skip", "work_pay": "never", "work_speak": "skip"}


def asked(shop: Shop, chat: UUID, answers: dict[str, str], *quarter: str) -> Asked:
    known = Known(answers, {"survey": quarter}, "en", parked=False)
    return Asked(chat, known, shop.clock())


def surveys(shop: Shop) -> Surveys:
    return Surveys(shop.timers(), demonstration=False)


async def look(shop: Shop, asked: Asked) -> Done:
    async with shop.database.transaction() as work:
        return await surveys(shop).look(work, asked)


async def count(shop: Shop, asked: Asked) -> Done:
    async with shop.database.transaction() as work:
        return await surveys(shop).count(work, asked)


async def test_nothing_is_asked_before_somebody_is_there_who_sends_news(
    movement: Movement,
) -> None:
    shop = movement.shop
    chat = await begun(shop)
    assert await look(shop, asked(shop, chat, {})) == Done("nobody")

    await movement.union()

    assert await look(shop, asked(shop, chat, {})) == Done("open")
    first = await count(shop, asked(shop, chat, ANSWERS))
    then = asked(shop, chat, {}, *first.keeps["survey"])
    assert await look(shop, then) == Done("before")


async def test_what_was_answered_is_counted_and_what_was_skipped_is_not(
    shop: Shop, tables: Any
) -> None:
    chat = await begun(shop)

    first = await count(shop, asked(shop, chat, ANSWERS))
    again = await count(shop, asked(shop, chat, ANSWERS, *first.keeps["survey"]))

    assert (first.outcome, again.outcome) == ("counted", "before")
    assert [tuple(row) for row in await tables.fetch(ROWS)] == [("QA", "", "work_pay", "never", 1)]


async def test_no_number_bears_the_transaction_in_which_a_chat_answered(
    shop: Shop, tables: Any
) -> None:
    chat = await begun(shop)
    async with shop.database.transaction() as work:
        await surveys(shop).count(work, asked(shop, chat, ANSWERS))
        await work.conversations.save([shop.places.saved(chat, Place("en"))], shop.clock())
    assert await tables.fetchval(SAME_TRANSACTION)

    await Forgetting(shop.database, shop.places, shop.clock, SPANS).forget()

    assert not await tables.fetchval(SAME_TRANSACTION)
    assert [tuple(row) for row in await tables.fetch(ROWS)] == [("QA", "", "work_pay", "never", 1)]


async def test_in_the_next_three_months_it_is_counted_again(shop: Shop) -> None:
    chat = await begun(shop)
    first = await count(shop, asked(shop, chat, ANSWERS))

    shop.clock.passes(days=A_QUARTER.days)

    then = await count(shop, asked(shop, chat, ANSWERS, *first.keeps["survey"]))
    assert then.outcome == "counted"


async def test_who_skips_everything_is_not_counted(shop: Shop, tables: Any) -> None:
    chat = await begun(shop)

    assert await count(shop, asked(shop, chat, {"work_pay": "skip"})) == Done("nothing")
    assert await tables.fetch(ROWS) == []


@pytest.mark.parametrize("ends", ["answer", "button"])
async def test_a_hello_comes_every_three_months_until_one_tap_ends_it(
    shop: Shop, tables: Any, ends: str
) -> None:
    chat, timers = await begun(shop), shop.timers()
    survey = Surveys(timers, demonstration=False)
    async with shop.database.transaction() as work:
        assert (await survey.remind(work, asked(shop, chat, {"each_quarter": "yes"}))) == Done(
            "set"
        )
    shop.clock.passes(days=A_QUARTER.days)
    assert sum(await rings(shop, timers, tables)) == 1
    assert shop.sender.to("ana") == [SAYINGS[SURVEY].text]

    async with shop.database.transaction() as work:
        if ends == "answer":
            await survey.remind(work, asked(shop, chat, {"each_quarter": "no"}))
        else:
            await timers.end(work, asked(shop, chat, {}))
    assert await tables.fetchval(TIMERS) == 0


async def test_who_only_fetches_is_promised_nothing(shop: Shop) -> None:
    chat = await begun(shop, channel=FETCHED)

    async with shop.database.transaction() as work:
        done = await surveys(shop).remind(work, asked(shop, chat, {"each_quarter": "yes"}))

    assert done == Done("no_way")
