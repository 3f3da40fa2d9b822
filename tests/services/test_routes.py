"""Who is told of an answer: the chat that sent the report, and whoever asked to be, too."""

from typing import Any
from uuid import UUID

import pytest

from bot.domain.answers import Answer
from bot.domain.hours import May
from bot.engine.place import Known
from bot.services.departures import Departures
from bot.services.effects import Asked
from bot.services.members import Caseworker
from bot.services.notices import SOMETHING
from bot.services.reachable import Reachability, Reachable
from bot.services.routes import Routes, chats_of
from bot.storage.conversations import ConversationRow
from tests.fakes.patience import eventually
from tests.services.answered import answered, chose
from tests.services.bureau import Bureau
from tests.services.shop import PUSHED, Shop


@pytest.fixture
async def ana(bureau: Bureau) -> Caseworker:
    return await bureau.staffed("Ana")


@pytest.fixture
def routes(bureau: Bureau) -> Routes:
    return Routes(bureau.keys, bureau.chance)


async def chat(shop: Shop, who: str) -> ConversationRow:
    new = shop.places.new(shop.chance.id(), shop.message(who).address)
    async with shop.database.transaction() as work:
        (row,) = await work.conversations.lock_or_create([new], shop.clock())
    return row


async def says(shop: Shop, routes: Routes, row: ConversationRow, report: UUID, what: str) -> str:
    """In a chat that has the report, because it typed the number."""
    known = Known({"told_here": what}, {"report": (str(report),)}, "en", parked=False)
    async with shop.database.transaction() as work:
        return (await routes.choose(work, Asked(row.id, known, shop.clock()))).outcome


async def told(shop: Shop, report: UUID) -> list[str]:
    shop.sender.sent.clear()
    await shop.notices().tell(report)
    await eventually(lambda: not shop.delivery.holds())
    assert {text for _, text in shop.sender.sent} <= {str(SOMETHING)}
    return sorted(who for who, _ in shop.sender.sent)


async def test_the_chat_that_sent_it_is_told_and_another_only_if_it_said_so(
    bureau: Bureau, shop: Shop, ana: Caseworker, routes: Routes
) -> None:
    report, _ = await answered(bureau, shop, ana)
    yes, no = await chat(shop, "says yes"), await chat(shop, "says no")

    assert await says(shop, routes, yes, report, "yes") == "told"
    assert await says(shop, routes, yes, report, "yes") == "told"
    assert await says(shop, routes, no, report, "no") == "not_told"

    assert await told(shop, report) == ["says yes", "worker"]


async def test_who_says_no_after_a_yes_is_told_no_more(
    bureau: Bureau, shop: Shop, ana: Caseworker, routes: Routes
) -> None:
    report, _ = await answered(bureau, shop, ana)
    other = await chat(shop, "other")

    await says(shop, routes, other, report, "yes")
    await says(shop, routes, other, report, "no")

    assert await told(shop, report) == ["worker"]


async def test_where_all_said_no_a_chat_can_say_yes_again(
    bureau: Bureau, shop: Shop, ana: Caseworker, routes: Routes
) -> None:
    report, first = await answered(bureau, shop, ana)
    await says(shop, routes, first, report, "no")
    async with shop.database.transaction() as work:
        assert first.id not in await chats_of(work, bureau.keys, report)

    await says(shop, routes, first, report, "yes")

    assert await told(shop, report) == ["worker"]


async def test_nobody_is_written_to_where_nobody_may_write(
    bureau: Bureau, shop: Shop, ana: Caseworker, routes: Routes, tables: Any
) -> None:
    report, _ = await answered(bureau, shop, ana, contact=Answer.NO)

    await says(shop, routes, await chat(shop, "other"), report, "yes")

    assert await told(shop, report) == []
    assert await tables.fetchval("SELECT route FROM reports") is None


async def test_who_wants_nothing_by_itself_hears_that_there_will_be_nothing(
    bureau: Bureau, shop: Shop, ana: Caseworker, routes: Routes
) -> None:
    report, _ = await answered(bureau, shop, ana)
    quiet, never = await chat(shop, "quiet"), await chat(shop, "never")
    async with shop.database.transaction() as work:
        await work.departures.be_quiet(quiet.id, shop.clock())
    await chose(bureau, shop, never, May.NEVER)

    assert await says(shop, routes, quiet, report, "yes") == "quiet"
    assert await says(shop, routes, never, report, "yes") == "never"
    assert await told(shop, report) == ["worker"]


async def test_who_deletes_a_chat_takes_nothing_from_another(
    bureau: Bureau, shop: Shop, ana: Caseworker, routes: Routes
) -> None:
    report, first = await answered(bureau, shop, ana)
    other = await chat(shop, "other")
    await says(shop, routes, other, report, "yes")
    known = Known({}, {"report": (str(report),)}, "en", parked=False)
    going = Departures(keys=bureau.keys, routes=routes)

    async with shop.database.transaction() as work:
        await going.erase(work, Asked(other.id, known, shop.clock()))
        assert list(await chats_of(work, bureau.keys, report)) == [first.id]

    assert await told(shop, report) == ["worker"]


@pytest.mark.usefixtures("ana")
async def test_the_number_of_a_report_that_may_not_be_told_of_asks_nothing(
    bureau: Bureau,
) -> None:
    _, receipt = await bureau.sent_with_receipt({"contact": str(Answer.NO)})

    assert (await bureau.types(await bureau.someone(), receipt)).outcome == "untold"


async def test_the_console_shows_the_best_way_that_any_chat_has(
    bureau: Bureau, shop: Shop, ana: Caseworker, routes: Routes
) -> None:
    report, first = await answered(bureau, shop, ana)
    reachability = Reachability(
        shop.database, bureau.keys, shop.clock, lambda channel: channel == PUSHED
    )
    async with shop.database.transaction() as work:
        await work.conversations.mark_unreachable(first.id, shop.clock())
    assert await reachability.of(report) is Reachable.AWAY

    await says(shop, routes, await chat(shop, "other"), report, "yes")

    assert await reachability.of(report) is Reachable.AT_ONCE
