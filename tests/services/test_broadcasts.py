"""Updates are written by one and checked by another, and single out nobody."""

from typing import Any

import asyncpg
import pytest

from bot.domain.broadcasts import (
    LONGEST,
    SMALLEST,
    CheckedByItsWriter,
    NothingWritten,
    NotNow,
    TooFewPeople,
    TooLong,
    Words,
)
from bot.services.broadcasts import NoSuchBroadcast
from bot.services.members import Caseworker
from bot.services.notices import SOMETHING
from tests.services.bureau import Bureau
from tests.services.movement import NEWS, TO_ALL, Movement

PEOPLE = SMALLEST + 1


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


async def test_deleting_the_chat_ends_its_subscriptions_at_once(
    movement: Movement, writer: Caseworker, tables: Any
) -> None:
    asked = await movement.joins(await movement.person("gone"))
    async with movement.shop.database.transaction() as work:
        await work.departures.erase(asked.conversation_id, movement.bureau.clock())

    assert await tables.fetchval("SELECT count(*) FROM subscriptions") == 0


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
