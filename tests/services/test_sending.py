"""Updates reach everybody who asked for them, once, when they may, and nobody else."""

from typing import Any

import pytest

from bot.domain.broadcasts import (
    A_WEEK,
    SMALLEST,
    BroadcastStatus,
    NotNow,
    Segment,
    Topic,
    Words,
)
from bot.domain.hours import May
from bot.services.members import Caseworker
from tests.services.answered import chose
from tests.services.movement import NEWS, TO_ALL, Movement
from tests.services.shop import FETCHED, Shop

PEOPLE = SMALLEST + 1


async def test_everybody_who_asked_gets_it_once_and_nobody_else(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    crowd = await movement.crowd(PEOPLE)
    await movement.joins(await movement.person("other topic", topics=("rights",)))
    await movement.person("never asked")

    id_ = await movement.approved(writer, checker)
    await movement.sent()

    text = f"\u2068{writer.organisation}\u2069 writes to you:\n\n\u2068{NEWS}\u2069"
    assert movement.got(crowd) == {name: [text] for name in crowd}
    assert movement.got(["other topic", "never asked"]) == {"other topic": [], "never asked": []}
    row = await movement.standing(id_, writer)
    assert (row.status, row.planned, row.sent) == (BroadcastStatus.DONE, PEOPLE, PEOPLE)
    assert set(movement.shop.sender.lanes) == {"bulk"}


async def test_what_a_process_had_in_hand_when_it_died_is_sent_by_the_next_one_and_only_that(
    movement: Movement, writer: Caseworker, checker: Caseworker, tables: Any
) -> None:
    crowd = await movement.crowd(PEOPLE)
    id_ = await movement.approved(writer, checker)
    await movement.shop.delivery.close(1)  # it hands over, and never sends
    assert await movement.sending.send_some() == PEOPLE

    again = Shop(movement.shop.database, keys=movement.shop.keys, instance=2)
    assert await movement.sending_with(again).send_some() == 0

    assert await tables.fetchval("SELECT count(*) FROM outbox WHERE lane = 'bulk'") == PEOPLE
    once = "SELECT count(DISTINCT conversation_id) FROM outbox WHERE owner = $1"
    assert await tables.fetchval(once, movement.instance.number) == PEOPLE
    assert (await movement.standing(id_, writer)).planned == len(crowd)
    await again.close()


async def test_who_left_until_it_began_does_not_make_it_go_to_too_few(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    for number in range(SMALLEST - 1):
        await movement.joins(await movement.person(f"person {number}"))
    last = await movement.joins(await movement.person("last"))
    id_ = await movement.approved(writer, checker)
    await movement.does("leave_all", last)

    await movement.sent(2)

    assert movement.shop.sender.sent == []
    assert (await movement.standing(id_, writer)).status is BroadcastStatus.STOPPED


async def test_a_segment_is_of_the_country_and_the_work_that_people_named(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    crowd = await movement.crowd(PEOPLE)
    await movement.joins(await movement.person("farm", sector="agriculture"))
    await movement.joins(await movement.person("elsewhere", country="MY"))
    segment = Segment(Topic.MEETINGS, ("QA",), ("construction",))

    await movement.approved(writer, checker, segment=segment)
    await movement.sent()

    assert {chat for chat, _ in movement.shop.sender.sent} == set(crowd)


async def test_paused_it_goes_to_nobody_and_then_to_the_rest(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    crowd = await movement.crowd(PEOPLE)
    id_ = await movement.approved(writer, checker)
    await movement.broadcasts.pause(id_, writer)

    await movement.sent(2)
    assert movement.shop.sender.sent == []

    await movement.broadcasts.go_on(id_, writer)
    await movement.sent()
    assert {chat for chat, _ in movement.shop.sender.sent} == set(crowd)


async def test_stopped_it_stays_stopped(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    await movement.crowd(PEOPLE)
    id_ = await movement.approved(writer, checker)
    await movement.broadcasts.stop(id_, checker)

    with pytest.raises(NotNow):
        await movement.broadcasts.go_on(id_, writer)
    await movement.sent(2)
    assert movement.shop.sender.sent == []


async def test_who_asks_for_quiet_after_it_began_is_left_out_and_counted(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    await movement.crowd(PEOPLE)
    quiet = await movement.joins(await movement.person("quiet"))
    id_ = await movement.approved(writer, checker)
    one_by_one = movement.sending_with(movement.shop, room=1)
    assert await one_by_one.send_some() == 1  # and everybody is on the list

    async with movement.shop.database.transaction() as work:
        await work.departures.be_quiet(quiet.conversation_id, movement.bureau.clock())
    await movement.sent()

    assert movement.shop.sender.to("quiet") == []
    row = await movement.standing(id_, writer)
    assert (row.planned, row.sent, row.skipped) == (PEOPLE + 1, PEOPLE, 1)


async def test_nobody_gets_more_in_a_week_than_is_allowed(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    crowd = await movement.crowd(PEOPLE)
    for _ in range(A_WEEK + 1):
        last = await movement.approved(writer, checker)
        await movement.sent(4)

    assert {len(texts) for texts in movement.got(crowd).values()} == {A_WEEK}
    assert (await movement.standing(last, writer)).skipped == PEOPLE

    movement.passes(days=8)
    await movement.approved(writer, checker)
    await movement.sent(4)
    assert {len(texts) for texts in movement.got(crowd).values()} == {A_WEEK + 1}


async def test_it_waits_for_the_hours_that_people_chose(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    crowd = await movement.crowd(PEOPLE)
    at_night = await movement.joins(await movement.person("by day"))
    row = await movement.shop.row("by day")
    await chose(movement.bureau, movement.shop, row, May.DAY)  # it is midday there
    movement.passes(hours=10)

    id_ = await movement.approved(writer, checker)
    await movement.sent()
    assert movement.got(["by day"]) == {"by day": []}
    assert len(movement.shop.sender.sent) == len(crowd)
    assert (await movement.standing(id_, writer)).status is BroadcastStatus.SENDING

    movement.passes(hours=12)
    await movement.sent()
    assert len(movement.shop.sender.to("by day")) == 1
    assert (await movement.standing(id_, writer)).status is BroadcastStatus.DONE
    assert at_night.conversation_id == row.id


async def test_each_reads_it_in_their_language_or_in_the_one_that_was_chosen_for_them(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    await movement.crowd(PEOPLE)
    await movement.joins(await movement.person("arab", lang="ar"))
    texts = {"en": NEWS}

    await movement.approved(writer, checker, texts)
    await movement.sent()
    assert movement.shop.sender.to("arab") == []

    id_ = await movement.broadcasts.write(Words(texts, fallback="en"), TO_ALL, writer)
    await movement.broadcasts.submit(id_, writer)
    await movement.broadcasts.approve(id_, checker)
    await movement.sent()
    assert [NEWS in text for text in movement.shop.sender.to("arab")] == [True]


async def test_who_fetches_finds_it_in_the_web_chat(
    movement: Movement, writer: Caseworker, checker: Caseworker, tables: Any
) -> None:
    await movement.crowd(
        PEOPLE,
    )
    await movement.joins(await movement.person("browser", channel=FETCHED))
    await movement.approved(writer, checker)
    await movement.sent()

    waiting = "SELECT count(*) FROM outbox WHERE channel = $1 AND sent_at IS NULL"
    assert await tables.fetchval(waiting, FETCHED) == 1


async def test_who_got_what_is_forgotten_when_its_time_is_over(
    movement: Movement, writer: Caseworker, checker: Caseworker, tables: Any
) -> None:
    await movement.crowd(PEOPLE)
    await movement.approved(writer, checker)
    await movement.sent()
    count = "SELECT count(*) FROM broadcast_recipients"

    async with movement.shop.database.transaction() as work:
        await work.recipients.forget(movement.bureau.clock())
    assert await tables.fetchval(count) == PEOPLE

    movement.passes(seconds=1)
    async with movement.shop.database.transaction() as work:
        await work.recipients.forget(movement.bureau.clock())
    assert await tables.fetchval(count) == 0
