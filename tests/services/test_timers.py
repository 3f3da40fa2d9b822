"""What is said by itself: neutral, silent, once, and only when somebody may be written to."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.domain.hours import Hours, May
from bot.engine.place import Known
from bot.services.effects import Asked
from bot.services.hours import HoursKept
from bot.services.timers import AFTER, FOLLOW_UP, LATER, RING, SAYINGS, Timers
from tests.fakes.patience import eventually
from tests.services.shop import FETCHED, PUSHED, Shop

JOBS = "SELECT count(*) FROM pgqueuer.pgqueuer WHERE entrypoint = 'ring'"
TIMERS = "SELECT count(*) FROM timers"


@pytest.fixture
def timers(shop: Shop) -> Timers:
    return shop.timers()


async def begun(shop: Shop, who: str = "ana", channel: str = PUSHED) -> UUID:
    await shop.hears(who, "hello", channel=channel)
    await eventually(lambda: not shop.delivery.holds())
    shop.sender.sent.clear()
    return (await shop.row(who, channel)).id


async def asks(shop: Shop, timers: Timers, conversation: UUID, remind: str) -> str:
    asked = Asked(conversation, Known({"remind": remind}, {}, "en", parked=False), shop.clock())
    async with shop.database.transaction() as work:
        return (await timers.later(work, asked)).outcome


async def chooses(shop: Shop, conversation: UUID, may: May, clock: str = "12") -> None:
    known = Known({"may_write": str(may), "clock": clock}, {}, "en", parked=False)
    async with shop.database.transaction() as work:
        done = await HoursKept(shop.keys).choose(work, Asked(conversation, known, shop.clock()))
        assert done.outcome == "kept"


async def rings(shop: Shop, timers: Timers, tables: Any) -> list[bool]:
    """Every job that was put into the queue, as if its time had come; an early one says so."""
    rows = await tables.fetch(
        "SELECT payload FROM pgqueuer.pgqueuer WHERE entrypoint = $1 ORDER BY id", RING
    )
    rung = [await timers.ring(UUID(row["payload"].decode())) for row in rows]
    await eventually(lambda: not shop.delivery.holds())
    return rung


@pytest.mark.parametrize("remind", sorted(AFTER))
async def test_who_wants_a_greeting_gets_one_when_it_is_time(
    shop: Shop, timers: Timers, tables: Any, remind: str
) -> None:
    conversation = await begun(shop)
    assert await asks(shop, timers, conversation, remind) == "set"
    shop.clock.passes(seconds=AFTER[remind].total_seconds() - 60)
    assert await rings(shop, timers, tables) == [False]
    shop.clock.passes(minutes=1)

    assert any(await rings(shop, timers, tables))

    assert shop.sender.to("ana") == [SAYINGS[LATER].text]
    assert shop.sender.lanes[-1] == "bulk"
    assert await tables.fetchval(TIMERS) == 0


async def test_a_timer_that_rings_twice_says_nothing_twice(
    shop: Shop, timers: Timers, tables: Any
) -> None:
    conversation = await begun(shop)
    await asks(shop, timers, conversation, "tomorrow")
    shop.clock.passes(days=1)

    assert sum([*await rings(shop, timers, tables), *await rings(shop, timers, tables)]) == 1
    assert len(shop.sender.to("ana")) == 1


async def test_who_asks_again_is_greeted_once_at_the_later_time(
    shop: Shop, timers: Timers, tables: Any
) -> None:
    conversation = await begun(shop)
    await asks(shop, timers, conversation, "hours")
    await asks(shop, timers, conversation, "tomorrow")
    shop.clock.passes(hours=3)
    await rings(shop, timers, tables)
    assert shop.sender.to("ana") == []
    shop.clock.passes(hours=21)
    await rings(shop, timers, tables)

    assert len(shop.sender.to("ana")) == 1


async def test_who_takes_it_back_is_not_greeted(shop: Shop, timers: Timers, tables: Any) -> None:
    conversation = await begun(shop)
    await asks(shop, timers, conversation, "hours")

    assert await asks(shop, timers, conversation, "not") == "off"
    shop.clock.passes(hours=3)

    assert await rings(shop, timers, tables) == [False]


async def test_by_day_a_greeting_of_the_night_waits_for_the_morning(
    shop: Shop, timers: Timers, tables: Any
) -> None:
    conversation = await begun(shop)  # 14:05 UTC
    await chooses(shop, conversation, May.DAY, clock="16")  # about 18:00 for them
    await asks(shop, timers, conversation, "hours")
    shop.clock.passes(hours=3)  # about 21:00
    assert await rings(shop, timers, tables) == [False]
    assert await tables.fetchval(TIMERS) == 1
    shop.clock.passes(hours=12, minutes=59)  # shortly before 10:00
    assert not any(await rings(shop, timers, tables))
    shop.clock.passes(minutes=1)

    assert sum(await rings(shop, timers, tables)) == 1
    assert len(shop.sender.to("ana")) == 1


async def test_who_chose_never_is_told_so_and_not_written_to(
    shop: Shop, timers: Timers, tables: Any
) -> None:
    conversation = await begun(shop)
    await asks(shop, timers, conversation, "tomorrow")
    await chooses(shop, conversation, May.NEVER)

    assert await asks(shop, timers, conversation, "week") == "never"
    shop.clock.passes(days=1)
    await rings(shop, timers, tables)

    assert shop.sender.to("ana") == []
    assert await tables.fetchval(TIMERS) == 0


async def test_who_is_here_anyway_is_not_greeted(shop: Shop, timers: Timers, tables: Any) -> None:
    conversation = await begun(shop)
    await asks(shop, timers, conversation, "hours")
    shop.clock.passes(hours=2, minutes=30)
    await shop.hears("ana", "hello")
    await eventually(lambda: not shop.delivery.holds())
    shop.sender.sent.clear()
    shop.clock.passes(minutes=30)

    assert await rings(shop, timers, tables) == [False]
    assert shop.sender.to("ana") == []


async def test_who_cannot_be_reached_is_not_tried(shop: Shop, timers: Timers, tables: Any) -> None:
    conversation = await begun(shop)
    await asks(shop, timers, conversation, "tomorrow")
    async with shop.database.transaction() as work:
        await work.conversations.mark_unreachable(conversation, shop.clock())
    shop.clock.passes(days=1)

    assert await rings(shop, timers, tables) == [False]


async def test_where_people_fetch_no_greeting_is_promised(shop: Shop, timers: Timers) -> None:
    conversation = await begun(shop, channel=FETCHED)

    assert await asks(shop, timers, conversation, "hours") == "no_way"


async def test_a_follow_up_is_another_kind(shop: Shop, timers: Timers, tables: Any) -> None:
    conversation = await begun(shop)
    await asks(shop, timers, conversation, "tomorrow")
    async with shop.database.transaction() as work:
        due = shop.clock() + timedelta(days=1)
        await timers.set(work, conversation, FOLLOW_UP, due)
    shop.clock.passes(days=1)

    assert await rings(shop, timers, tables) == [True, True]
    assert sorted(shop.sender.to("ana")) == sorted([SAYINGS[LATER].text, SAYINGS[FOLLOW_UP].text])


async def test_a_kind_that_a_later_release_no_longer_knows_says_nothing(
    shop: Shop, timers: Timers, tables: Any
) -> None:
    conversation = await begun(shop)
    async with shop.database.transaction() as work:
        await timers.set(work, conversation, "of old", shop.clock())
    shop.clock.passes(hours=2)

    assert await rings(shop, timers, tables) == [False]
    assert await tables.fetchval(TIMERS) == 0


async def test_what_is_set_in_a_turn_that_is_rolled_back_never_was(
    shop: Shop, timers: Timers, tables: Any
) -> None:
    conversation = await begun(shop)

    async def stumbles() -> None:
        async with shop.database.transaction() as work:
            await timers.set(work, conversation, LATER, shop.clock())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await stumbles()

    assert await tables.fetchval(TIMERS) == 0
    assert await tables.fetchval(JOBS) == 0


async def test_neither_the_kind_nor_the_hours_can_be_read(
    shop: Shop, timers: Timers, tables: Any
) -> None:
    conversation = await begun(shop)
    await chooses(shop, conversation, May.DAY)
    async with shop.database.transaction() as work:
        await timers.set(work, conversation, FOLLOW_UP, shop.clock(), about="the report")

    timer = await tables.fetchrow("SELECT kind_hash, kind_sealed FROM timers")
    hours = await tables.fetchval("SELECT sealed FROM hours")
    payload = await tables.fetchval(
        "SELECT payload FROM pgqueuer.pgqueuer WHERE entrypoint='ring'"
    )
    for kept in (*timer, hours, payload):
        assert not re.search(b"follow|report|day", kept)


async def test_hours_that_were_chosen_are_known_again(shop: Shop) -> None:
    conversation = await begun(shop)
    kept = HoursKept(shop.keys)
    async with shop.database.transaction() as work:
        assert await kept.of(work, conversation) is None
    await chooses(shop, conversation, May.ANY)
    await chooses(shop, conversation, May.DAY, clock="16")

    async with shop.database.transaction() as work:
        assert await kept.of(work, conversation) == Hours(May.DAY, 18 * 60 - (14 * 60 + 5))


@pytest.mark.parametrize("kind", sorted(SAYINGS))
def test_what_is_said_by_itself_tells_nothing(kind: str) -> None:
    said = f"{SAYINGS[kind].text} {SAYINGS[kind].button}"

    assert not re.search(
        "right|report|answer|union|case|help|organis|work|boss", said, re.IGNORECASE
    )


async def test_who_wanted_quiet_hears_nothing_by_itself(
    shop: Shop, timers: Timers, tables: Any
) -> None:
    conversation = await begun(shop)
    async with shop.database.transaction() as work:
        await work.departures.be_quiet(conversation, shop.clock())
    assert await asks(shop, timers, conversation, "hours") == "quiet"
    async with shop.database.transaction() as work:
        await timers.set(work, conversation, FOLLOW_UP, shop.clock() + timedelta(hours=2))
    shop.clock.passes(hours=2)

    assert not any(await rings(shop, timers, tables))
    assert shop.sender.to("ana") == []
