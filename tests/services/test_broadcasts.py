"""Updates reach everybody who asked for them, once; nobody who did not; and single out nobody."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from bot.domain.broadcasts import (
    A_WEEK,
    LONGEST,
    SMALLEST,
    BroadcastStatus,
    CheckedByItsWriter,
    NothingWritten,
    NotNow,
    Segment,
    TooFewPeople,
    TooLong,
    Topic,
    Words,
)
from bot.domain.hours import May
from bot.services.broadcasts import NoSuchBroadcast
from bot.services.members import Caseworker
from bot.services.notices import SOMETHING
from bot.storage.database import Database
from bot.storage.instances import Instances
from tests.fakes.patience import eventually
from tests.postgres import Urls
from tests.services.answered import chose
from tests.services.bureau import Bureau
from tests.services.movement import NEWS, TO_ALL, Movement
from tests.services.shop import FETCHED, Shop

PEOPLE = SMALLEST + 1


@pytest.fixture
async def movement(
    bureau: Bureau, worker_database: Database, database_urls: Urls
) -> AsyncIterator[Movement]:
    instance = await Instances(database_urls.worker).begin()
    shop = Shop(worker_database, keys=bureau.keys, instance=instance.number)
    yield Movement(bureau, shop, instance)
    await shop.close()
    await instance.end()


@pytest.fixture
async def writer(movement: Movement) -> Caseworker:
    return await movement.union()


@pytest.fixture
async def checker(movement: Movement, writer: Caseworker) -> Caseworker:
    return await movement.colleague(writer)


async def standing(movement: Movement, id_: UUID, by: Caseworker) -> Any:
    return (await movement.broadcasts.look(id_, by)).row


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
    row = await standing(movement, id_, writer)
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
    assert (await standing(movement, id_, writer)).planned == len(crowd)
    await again.close()


async def test_no_update_goes_to_so_few_that_it_could_single_somebody_out(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    await movement.crowd(SMALLEST - 1)
    id_ = await movement.broadcasts.write(Words({"en": NEWS}), TO_ALL, writer)

    with pytest.raises(TooFewPeople):
        await movement.broadcasts.submit(id_, writer)

    shown = await movement.broadcasts.look(id_, writer)
    assert shown.reaches is not None
    assert not shown.reaches.enough
    await movement.sent(2)
    assert movement.shop.sender.sent == []


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
    assert (await standing(movement, id_, writer)).status is BroadcastStatus.STOPPED


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


async def test_whoever_wrote_it_cannot_send_it_alone_not_even_with_the_database_in_hand(
    movement: Movement, writer: Caseworker, tables: Any
) -> None:
    await movement.crowd(PEOPLE)
    id_ = await movement.broadcasts.write(Words({"en": NEWS}), TO_ALL, writer)
    await movement.broadcasts.submit(id_, writer)

    with pytest.raises(CheckedByItsWriter):
        await movement.broadcasts.approve(id_, writer)

    for change in ("status = 'sending'", "checked_by = written_by"):
        with pytest.raises(asyncpg.CheckViolationError):
            await tables.execute(f"UPDATE broadcasts SET {change}")


async def test_what_was_checked_is_not_changed_any_more(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    await movement.crowd(PEOPLE)
    id_ = await movement.approved(writer, checker)

    with pytest.raises(NotNow):
        await movement.broadcasts.write(Words({"en": "Other words"}), TO_ALL, writer, id_)
    with pytest.raises(NotNow):
        await movement.broadcasts.approve(id_, checker)
    with pytest.raises(NotNow):
        await movement.broadcasts.take_back(id_, writer)


async def test_an_update_has_words_and_not_too_many(
    movement: Movement, writer: Caseworker
) -> None:
    with pytest.raises(NothingWritten):
        await movement.broadcasts.write(Words({"en": " \n"}), TO_ALL, writer)
    with pytest.raises(TooLong):
        await movement.broadcasts.write(Words({"en": "x" * (LONGEST + 1)}), TO_ALL, writer)


async def test_another_organisation_sees_nothing_of_it(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    await movement.crowd(PEOPLE)
    id_ = await movement.broadcasts.write(Words({"en": NEWS}), TO_ALL, writer)
    stranger = await movement.union("Another union (fictional)")

    for act in ("look", "submit", "approve", "pause", "go_on", "stop", "take_back"):
        with pytest.raises(NoSuchBroadcast):
            await getattr(movement.broadcasts, act)(id_, stranger)
    with pytest.raises(NoSuchBroadcast):
        await movement.broadcasts.write(Words({"en": NEWS}), TO_ALL, stranger, id_)
    assert await movement.broadcasts.newest(stranger) == []
    theirs = await movement.broadcasts.write(Words({"en": NEWS}), TO_ALL, stranger)
    reaches = (await movement.broadcasts.look(theirs, stranger)).reaches
    assert reaches is not None
    assert reaches.people == 0


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


async def test_who_asked_for_quiet_or_wrote_stop_is_left_out(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    await movement.crowd(PEOPLE)
    quiet = await movement.joins(await movement.person("quiet"))
    id_ = await movement.approved(writer, checker)
    await movement.sending.send_some()  # it has begun, with everybody on the list
    await eventually(lambda: not movement.shop.delivery.holds())
    late = await movement.approved(writer, checker)
    await movement.sent(1)
    async with movement.shop.database.transaction() as work:
        await work.departures.be_quiet(quiet.conversation_id, movement.bureau.clock())
    third = await movement.approved(writer, checker)
    await movement.sent()

    assert len(movement.shop.sender.to("quiet")) <= 2
    assert (await standing(movement, third, writer)).planned == PEOPLE
    assert {id_, late} != {third}


async def test_nobody_gets_more_in_a_week_than_is_allowed(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    crowd = await movement.crowd(PEOPLE)
    for _ in range(A_WEEK + 1):
        last = await movement.approved(writer, checker)
        await movement.sent(4)

    assert {len(texts) for texts in movement.got(crowd).values()} == {A_WEEK}
    assert (await standing(movement, last, writer)).skipped == PEOPLE

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
    assert (await standing(movement, id_, writer)).status is BroadcastStatus.SENDING

    movement.passes(hours=12)
    await movement.sent()
    assert len(movement.shop.sender.to("by day")) == 1
    assert (await standing(movement, id_, writer)).status is BroadcastStatus.DONE
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


async def test_who_wished_so_sees_only_that_there_is_a_message_and_reads_it_on_opening(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    await movement.crowd(PEOPLE)
    asked = await movement.joins(await movement.person("hidden", on_screen="notice"))

    await movement.approved(writer, checker)
    await movement.sent()

    assert movement.shop.sender.to("hidden") == [str(SOMETHING)]
    read = await movement.does("read", asked)
    assert read.outcome == "some"
    assert read.fills == {"partner": writer.organisation, "words": NEWS}


async def test_one_tap_leaves_whoever_wrote_last(
    movement: Movement, writer: Caseworker, checker: Caseworker
) -> None:
    await movement.crowd(PEOPLE)
    await movement.union("Another union (fictional)")
    asked = await movement.joins(await movement.joins(await movement.person("leaver")))
    await movement.approved(writer, checker)
    await movement.sent()

    left = await movement.does("leave", asked)

    assert left.outcome == "more"
    assert left.fills["others"] == ("Another union (fictional)",)
    assert (await movement.does("leave", asked)).outcome == "left"
    assert (await movement.does("leave", asked)).outcome == "none"


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


async def test_deleting_the_chat_ends_its_subscriptions_at_once(
    movement: Movement, writer: Caseworker, tables: Any
) -> None:
    asked = await movement.joins(await movement.person("gone"))
    async with movement.shop.database.transaction() as work:
        await work.departures.erase(asked.conversation_id, movement.bureau.clock())

    assert await tables.fetchval("SELECT count(*) FROM subscriptions") == 0


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


async def test_what_is_written_is_sealed_and_every_act_is_on_the_record(
    movement: Movement, writer: Caseworker, checker: Caseworker, tables: Any
) -> None:
    await movement.crowd(PEOPLE)
    await movement.approved(writer, checker)

    sealed = await tables.fetchval("SELECT sealed FROM broadcasts")
    assert NEWS.encode() not in sealed
    acts = await tables.fetch(
        "SELECT act FROM audit_events WHERE act LIKE 'broadcast.%' ORDER BY at"
    )
    assert {row["act"] for row in acts} == {
        "broadcast.written",
        "broadcast.submitted",
        "broadcast.approved",
    }


async def test_nobody_is_offered_an_organisation_that_sends_nothing(
    movement: Movement, bureau: Bureau
) -> None:
    await bureau.staffed("Ana")
    asked = await movement.person("somebody")

    assert (await movement.does("look", asked)).outcome == "none"
    assert (await movement.does("offer", asked)).outcome == "nobody"
