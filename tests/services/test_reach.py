"""Who can be reached: people who block and come back, and groups, which are told once."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.messages import Address
from bot.services.reach import Reach
from tests.fakes.patience import eventually
from tests.services.shop import PUSHED, Shop

ANA, GROUP, NEW_ID = (Address(PUSHED, name) for name in ("ana", "-100200", "-100300"))


@pytest.fixture
def reach(shop: Shop) -> Reach:
    return Reach(shop.database, shop.places, shop.rendering, shop.clock)


async def test_whoever_blocks_us_is_not_reachable_until_they_write(
    shop: Shop, reach: Reach
) -> None:
    await shop.hears("ana", "hello")
    shop.clock.passes(minutes=5)

    await reach.left(ANA, shop.clock())
    assert (await shop.row("ana")).unreachable_at is not None

    await shop.hears("ana", "hello again")
    assert (await shop.row("ana")).unreachable_at is None


async def test_whoever_lets_us_in_again_is_reachable_at_once(shop: Shop, reach: Reach) -> None:
    await shop.hears("ana", "hello")
    await reach.left(ANA, shop.clock() + timedelta(minutes=5))

    await reach.returned(ANA)

    assert (await shop.row("ana")).unreachable_at is None


async def test_news_that_comes_late_is_not_believed(shop: Shop, reach: Reach) -> None:
    """Telegram keeps such news in a queue of its own: meanwhile they may have come back."""
    blocked_at = shop.clock()
    shop.clock.passes(minutes=5)
    await shop.hears("ana", "I am back")

    await reach.left(ANA, blocked_at)

    assert (await shop.row("ana")).unreachable_at is None


async def test_a_refusal_that_comes_late_is_not_believed_either(shop: Shop) -> None:
    await shop.hears("ana", "hello")
    await eventually(lambda: not shop.delivery.holds())
    row = await shop.row("ana")
    before = shop.clock()
    shop.clock.passes(minutes=5)
    await shop.hears("ana", "I am back")

    async with shop.database.transaction() as work:
        await work.conversations.mark_unreachable(row.id, before)

    assert (await shop.row("ana")).unreachable_at is None


async def test_somebody_unknown_leaves_no_trace(shop: Shop, reach: Reach, tables: Any) -> None:
    await reach.left(ANA, shop.clock())
    await reach.returned(ANA)

    assert not await reach.has_begun(ANA)
    assert await tables.fetchval("SELECT count(*) FROM conversations") == 0


async def test_a_conversation_that_was_begun_is_known(shop: Shop, reach: Reach) -> None:
    await shop.hears("ana", "hello")

    assert await reach.has_begun(ANA)


async def test_a_group_is_told_one_sentence_and_then_nothing(reach: Reach) -> None:
    first = await reach.met(GROUP, hint=None)
    again = [await reach.met(GROUP, hint=None) for _ in range(3)]

    assert first is not None
    assert first.text == "I only answer in private chats. Please write to me there."
    assert (first.rows, first.turn) == ((), 0)
    assert again == [None, None, None]


async def test_a_group_that_moves_stays_told(reach: Reach) -> None:
    await reach.met(GROUP, hint=None)

    assert await reach.met(GROUP, NEW_ID, hint=None) is None
    assert await reach.met(NEW_ID, hint=None) is None


@pytest.mark.parametrize(
    ("hint", "lang"), [("ar", "ar"), ("ar-EG", "ar"), ("AR_EG", "ar"), (None, "en")]
)
async def test_a_group_is_told_in_the_language_of_whoever_brought_us(
    reach: Reach, hint: str | None, lang: str
) -> None:
    said = await reach.met(GROUP, hint=hint)

    assert said is not None
    assert said.lang == lang


async def test_of_a_group_nothing_is_kept_but_a_hash(reach: Reach, tables: Any) -> None:
    await reach.met(GROUP, hint="ar")

    (row,) = await tables.fetch("SELECT * FROM group_chats")
    assert sorted(row.keys()) == ["address_hash", "channel", "met_at"]
    assert b"100200" not in row["address_hash"]
    assert await tables.fetchval("SELECT count(*) FROM conversations") == 0
