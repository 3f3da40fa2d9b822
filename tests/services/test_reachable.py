"""What a caseworker is told about whether the worker is told: so it is, or it is not said."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from bot.domain.answers import Answer
from bot.domain.hours import May
from bot.services import wheres
from bot.services.members import Caseworker
from bot.services.reachable import Reachability, Reachable
from bot.storage.conversations import ConversationRow
from tests.services.answered import answered, chose
from tests.services.bureau import Bureau
from tests.services.shop import FETCHED, Shop

Happens = Callable[[Bureau, Shop, ConversationRow], Awaitable[None]]


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Ana")


async def nothing(_: Bureau, __: Shop, ___: ConversationRow) -> None:
    """The worker did nothing about it."""


async def stop(_: Bureau, shop: Shop, row: ConversationRow) -> None:
    async with shop.database.transaction() as work:
        await work.departures.be_quiet(row.id, shop.clock())


async def stop_and_again(_: Bureau, shop: Shop, row: ConversationRow) -> None:
    async with shop.database.transaction() as work:
        await work.departures.be_quiet(row.id, shop.clock())
        await work.departures.be_quiet(row.id, None)


async def blocked(_: Bureau, shop: Shop, row: ConversationRow) -> None:
    async with shop.database.transaction() as work:
        await work.conversations.mark_unreachable(row.id, shop.clock())


async def stop_and_blocked(bureau: Bureau, shop: Shop, row: ConversationRow) -> None:
    await stop(bureau, shop, row)
    await blocked(bureau, shop, row)


async def never(bureau: Bureau, shop: Shop, row: ConversationRow) -> None:
    await chose(bureau, shop, row, May.NEVER)


async def at_any_time(bureau: Bureau, shop: Shop, row: ConversationRow) -> None:
    await chose(bureau, shop, row, May.ANY)


async def by_day(bureau: Bureau, shop: Shop, row: ConversationRow) -> None:
    await chose(bureau, shop, row, May.DAY)  # about 14:00 for them


async def by_day_and_it_is_night(bureau: Bureau, shop: Shop, row: ConversationRow) -> None:
    await by_day(bureau, shop, row)
    shop.clock.passes(hours=8)


def reachability(shop: Shop) -> Reachability:
    return Reachability(shop.database, shop.keys, shop.clock, shop.delivery.pushes)


@pytest.mark.parametrize(
    ("happens", "reachable"),
    [
        (nothing, Reachable.AT_ONCE),
        (at_any_time, Reachable.AT_ONCE),
        (stop_and_again, Reachable.AT_ONCE),
        (by_day, Reachable.AT_ONCE),
        (by_day_and_it_is_night, Reachable.IN_THEIR_HOURS),
        (stop, Reachable.WANTS_NOTHING),
        (never, Reachable.WANTS_NOTHING),
        (blocked, Reachable.AWAY),
        (stop_and_blocked, Reachable.AWAY),
    ],
)
async def test_what_is_said_is_what_a_notice_would_do(
    bureau: Bureau, shop: Shop, ana: Caseworker, *, happens: Happens, reachable: Reachable
) -> None:
    report, row = await answered(bureau, shop, ana)
    await happens(bureau, shop, row)

    assert await reachability(shop).of(report) is reachable
    assert await shop.notices().tell(report) is (reachable is Reachable.AT_ONCE)


async def test_a_web_chat_shows_it_to_who_looks(
    bureau: Bureau, shop: Shop, ana: Caseworker
) -> None:
    report, row = await answered(bureau, shop, ana, channel=FETCHED)
    assert await reachability(shop).of(report) is Reachable.ON_LOOKING

    await stop(bureau, shop, row)

    assert await reachability(shop).of(report) is Reachable.WANTS_NOTHING


async def test_who_said_that_nobody_may_write_to_them_has_no_way(
    bureau: Bureau, shop: Shop, ana: Caseworker
) -> None:
    report, _ = await answered(bureau, shop, ana, contact=Answer.NO)

    assert await reachability(shop).of(report) is Reachable.NO_WAY
    assert not await shop.notices().tell(report)


async def test_a_deleted_chat_has_no_way(bureau: Bureau, shop: Shop, ana: Caseworker) -> None:
    report, _ = await answered(bureau, shop, ana)
    nobody = bureau.keys.seal(str(shop.chance.id()).encode(), wheres.route(report))
    async with shop.database.transaction() as work:
        await work.reports.reroute(report, nobody)

    assert await reachability(shop).of(report) is Reachable.NO_WAY
    assert await reachability(shop).of(UUID(int=1)) is Reachable.NO_WAY
