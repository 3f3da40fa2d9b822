"""Danger that was heard: nobody who reads what is kept, or the log, can tell."""

import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.storage.database import Database
from tests.engine.test_alarms import BOOK, WORDS
from tests.services.going import settled
from tests.services.shop import Shop

HEARD, OTHER = "it is hot", "it is odd"
CLEAR = (
    "SELECT flow_hash, lang, octet_length(place_sealed) AS long, channel, unreachable_at, quiet_at"
    " FROM conversations WHERE id = $1"
)


@pytest.fixture
async def alert(worker_database: Database) -> AsyncIterator[Shop]:
    shop = Shop(worker_database, book=BOOK)
    yield shop
    await shop.close()


async def begun(shop: Shop, *people: str) -> None:
    for who in people:
        await shop.hears(who, "hello")
        await shop.hears(who, choice="en")
        await shop.hears(who, "/order")


async def clear(shop: Shop, tables: Any, who: str) -> dict[str, Any]:
    row = await shop.row(who)
    found: dict[str, Any] = dict(await tables.fetchrow(CLEAR, row.id))
    return found


async def test_the_row_of_who_was_heard_is_as_that_of_who_was_not(
    alert: Shop, tables: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await begun(alert, "ana", "ben")

    await alert.hears("ana", HEARD)
    await alert.hears("ben", OTHER)
    await settled(alert)

    assert await clear(alert, tables, "ana") == await clear(alert, tables, "ben")
    assert WORDS in alert.sender.to("ana")[-1]
    assert WORDS not in alert.sender.to("ben")[-1]
    logged = " ".join(record.getMessage() for record in caplog.records)
    assert "hot" not in logged
    assert "help" not in logged.casefold()


async def test_the_row_of_who_opened_help_now_does_not_name_it(alert: Shop, tables: Any) -> None:
    await begun(alert, "ana", "ben")

    await alert.hears("ana", "99")

    assert await alert.step("ana") == "cool"
    heard, other = [await clear(alert, tables, who) for who in ("ana", "ben")]
    assert heard["flow_hash"] == other["flow_hash"]
