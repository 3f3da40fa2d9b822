"""A hello each month: once a month, at its hour, until one tap ends it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.engine.place import Known
from bot.services.effects import Asked
from bot.services.timers import CHECK_IN, SAYINGS, Timers
from tests.services.shop import FETCHED, Shop
from tests.services.test_timers import TIMERS, begun, rings


@pytest.fixture
def timers(shop: Shop) -> Timers:
    return shop.timers()


async def checks_in(shop: Shop, timers: Timers, conversation: UUID, monthly: str) -> str:
    asked = Asked(conversation, Known({"monthly": monthly}, {}, "en", parked=False), shop.clock())
    async with shop.database.transaction() as work:
        return (await timers.check_in(work, asked)).outcome


async def test_who_wants_a_hello_each_month_gets_one_each_month_at_that_hour(
    shop: Shop, timers: Timers, tables: Any
) -> None:
    conversation = await begun(shop)
    assert await checks_in(shop, timers, conversation, "yes") == "set"

    for month in range(1, 4):
        shop.clock.passes(days=30)
        assert sum(await rings(shop, timers, tables)) == 1
        assert shop.sender.to("ana") == [SAYINGS[CHECK_IN].text] * month

    assert await tables.fetchval(TIMERS) == 1


async def test_for_months_that_went_by_unsaid_nothing_is_made_up(
    shop: Shop, timers: Timers, tables: Any
) -> None:
    conversation = await begun(shop)
    await checks_in(shop, timers, conversation, "yes")
    first = await tables.fetchval("SELECT due_at FROM timers")
    shop.clock.passes(days=100)

    assert sum(await rings(shop, timers, tables)) == 1

    assert await tables.fetchval("SELECT due_at FROM timers") == first + timedelta(days=90)


@pytest.mark.parametrize("how", ["button", "answer", "stop"])
async def test_one_tap_ends_what_comes_each_month(
    shop: Shop, timers: Timers, tables: Any, how: str
) -> None:
    conversation = await begun(shop)
    await checks_in(shop, timers, conversation, "yes")
    asked = Asked(conversation, Known({}, {}, "en", parked=False), shop.clock())
    if how == "answer":
        assert await checks_in(shop, timers, conversation, "no") == "off"
    async with shop.database.transaction() as work:
        if how == "button":
            assert (await timers.end(work, asked)).outcome == "ended"
        if how == "stop":
            await work.departures.be_quiet(conversation, shop.clock())
    shop.clock.passes(days=30)

    assert not any(await rings(shop, timers, tables))
    assert await tables.fetchval(TIMERS) == 0


async def test_who_only_fetches_is_not_promised_a_hello(shop: Shop, timers: Timers) -> None:
    conversation = await begun(shop, channel=FETCHED)

    assert await checks_in(shop, timers, conversation, "yes") == "no_way"
