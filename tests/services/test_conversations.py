"""A message counts once it is committed: batches, and a database that goes away."""

import asyncio
from typing import Any

import pytest

from bot.domain.unavailable import TryAgain
from bot.services.gate import ShuttingDown
from bot.storage.database import Work
from tests.fakes.patience import eventually
from tests.services.shop import Shop

PEOPLE = ("ana", "ben", "chi", "dan", "eva")
END_WORKERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND usename <> current_user"
)


async def test_a_batch_of_people_is_one_transaction(shop: Shop, tables: Any) -> None:
    await shop.asks_for_a_word(*PEOPLE)

    await asyncio.gather(*(shop.hears(who, "chai") for who in PEOPLE))

    saved = await tables.fetchrow("SELECT count(*), count(DISTINCT xmin::text) FROM conversations")
    assert tuple(saved) == (5, 1)
    assert shop.learnt == ["chai"] * 5


async def test_everyone_gets_the_answer_to_their_own_message(shop: Shop) -> None:
    received = await asyncio.gather(*(shop.hears(who, "hello") for who in PEOPLE))

    assert [each.parcels[0].chat for each in received] == list(PEOPLE)
    assert len({each.conversation_id for each in received}) == len(PEOPLE)


async def test_the_same_message_twice_is_one_step(shop: Shop, tables: Any) -> None:
    await shop.asks_for_a_word("ana")

    first = await shop.hears("ana", "chai", external_id="same")
    second = await shop.hears("ana", "chai", external_id="same")

    assert (first.fresh, second.fresh) == (True, False)
    assert shop.learnt == ["chai"]
    await eventually(lambda: len(shop.sender.sent) == 5)
    assert await tables.fetchval("SELECT count(*) FROM outbox") == 5


async def test_the_same_message_at_two_processes_at_once_is_one_step(shop: Shop) -> None:
    await shop.asks_for_a_word("ana")
    other = Shop(shop.database, keys=shop.keys, instance=2)
    message = shop.message("ana", "chai", external_id="same")

    received = await asyncio.gather(
        shop.conversations.receive(message), other.conversations.receive(message)
    )
    await other.close()

    assert sorted(each.fresh for each in received) == [False, True]
    assert len(shop.learnt + other.learnt) == 1


async def test_one_number_in_two_chats_is_two_messages(shop: Shop) -> None:
    received = [await shop.hears(who, "hello", external_id="1") for who in ("ana", "ben")]

    assert [each.fresh for each in received] == [True, True]


async def test_two_messages_of_one_person_never_interleave(shop: Shop) -> None:
    """Whichever process has them: the second begins where the first ended."""
    await shop.asks_for_a_word("ana")
    other = Shop(shop.database, keys=shop.keys, instance=2)
    inside, most = 0, 0

    async def slow(_: Work, __: str) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.05)
        inside -= 1

    shop.learning = other.learning = slow
    await asyncio.gather(
        shop.hears("ana", "one", external_id="a"), other.hears("ana", "two", external_id="b")
    )
    await other.close()

    assert (most, len(shop.learnt + other.learnt)) == (1, 1)
    assert await shop.step("ana") == "more"


async def test_nothing_counts_before_it_is_committed(shop: Shop, tables: Any) -> None:
    await shop.asks_for_a_word("ana")
    await eventually(lambda: len(shop.sender.sent) == 4)
    begun, may = asyncio.Event(), asyncio.Event()

    async def waits(_: Work, __: str) -> None:
        begun.set()
        await may.wait()

    shop.learning = waits
    receiving = asyncio.create_task(shop.hears("ana", "chai"))
    await begun.wait()
    assert not receiving.done()
    assert await tables.fetchval("SELECT count(*) FROM outbox") == 4
    may.set()
    await receiving

    await eventually(lambda: len(shop.sender.sent) == 5)


async def test_a_commit_that_fails_is_no_answer_to_anybody(shop: Shop, tables: Any) -> None:
    await shop.asks_for_a_word("ana")
    await eventually(lambda: len(shop.sender.sent) == 4)
    await tables.execute(
        "CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE SQLSTATE '57P01'; END $$;"
        "CREATE CONSTRAINT TRIGGER gone AFTER INSERT ON outbox"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION gone()"
    )

    with pytest.raises(TryAgain):
        await shop.hears("ana", "chai", external_id="same")
    assert len(shop.sender.tried) == 4
    await tables.execute("DROP TRIGGER gone ON outbox")

    assert (await shop.hears("ana", "chai", external_id="same")).fresh
    assert await shop.step("ana") == "more"


async def test_a_database_that_goes_away_during_a_batch_loses_nothing(
    shop: Shop, tables: Any
) -> None:
    await shop.asks_for_a_word(*PEOPLE)
    messages = [shop.message(who, f"of {who}") for who in PEOPLE]

    async def ends(_: Work, __: str) -> None:
        shop.learning = harmless
        await tables.execute(END_WORKERS)

    shop.learning = ends
    failed = await asyncio.gather(
        *map(shop.conversations.receive, messages), return_exceptions=True
    )
    assert [isinstance(each, TryAgain) for each in failed] == [True] * 5
    await asyncio.sleep(0.2)  # until all that were ended are seen to be closed
    assert {await shop.step(who) for who in PEOPLE} == {"word"}
    assert await tables.fetchval("SELECT count(*) FROM dead_letters") == 0

    shop.learnt.clear()
    again = await asyncio.gather(*map(shop.conversations.receive, messages))

    assert [each.fresh for each in again] == [True] * 5
    assert sorted(shop.learnt) == [f"of {who}" for who in PEOPLE]


async def harmless(_: Work, __: str) -> None:
    """Whatever was in the way is not any more."""


async def test_closing_finishes_what_is_inside_and_lets_nothing_in(shop: Shop) -> None:
    await shop.asks_for_a_word("ana")
    begun, may = asyncio.Event(), asyncio.Event()

    async def waits(_: Work, __: str) -> None:
        begun.set()
        await may.wait()

    shop.learning = waits
    receiving = asyncio.create_task(shop.hears("ana", "chai"))
    await begun.wait()
    closing = asyncio.create_task(shop.conversations.close())
    await asyncio.sleep(0)
    with pytest.raises(ShuttingDown):
        await shop.hears("ben", "hello")
    may.set()
    await closing

    assert shop.learnt == ["chai"]
    assert (await receiving).fresh
    assert await shop.step("ana") == "more"
