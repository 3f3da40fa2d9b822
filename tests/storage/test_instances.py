"""A process lives as long as its lock is held, and not a moment longer."""

import asyncio

import pytest

from bot.storage import instances as module
from bot.storage.connections import connect
from bot.storage.database import Database, DatabaseUnavailable
from bot.storage.instances import CLASS, Instance, Instances
from bot.storage.outbox import NewMessage
from tests.postgres import Urls
from tests.storage.cast import NOON, uid


async def gone(asker: Instance, number: int) -> None:
    """The server notices the end of a connection in its own time."""
    for _ in range(200):
        if await asker.dead([number]):
            return
        await asyncio.sleep(0.02)
    raise AssertionError


async def test_each_process_has_a_number_of_its_own(database_urls: Urls) -> None:
    instances = Instances(database_urls.worker)
    first, second = await instances.begin(), await instances.begin()

    assert 0 < first.number < second.number
    assert await first.dead([second.number, first.number, 0, 999]) == [0, 999]

    await first.end()
    await second.end()


async def test_whoever_ends_is_dead_to_the_others(database_urls: Urls) -> None:
    instances = Instances(database_urls.worker)
    first, second = await instances.begin(), await instances.begin()

    await second.end()

    await gone(first, second.number)
    await first.end()


async def test_messages_of_a_killed_process_are_taken_over(
    database_urls: Urls, worker_database: Database
) -> None:
    instances = Instances(database_urls.worker)
    lives, killed = await instances.begin(), await instances.begin()
    async with worker_database.transaction() as work:
        for owner in (lives.number, killed.number):
            await work.outbox.add(
                [NewMessage(uid(1), "telegram", "interactive", owner, b"words")], NOON
            )

    async def taken_over() -> list[int]:
        async with worker_database.transaction() as work:
            owners = await work.outbox.owners_unsent()
            dead = await lives.dead(owners)
            await work.outbox.take_over(lives.number, dead, NOON, 10)
            return dead

    assert await taken_over() == []
    killed._connection.terminate()
    await gone(lives, killed.number)

    assert await taken_over() == [killed.number]
    async with worker_database.transaction() as work:
        assert await work.outbox.owners_unsent() == [lives.number]
    await lives.end()


async def test_a_process_in_another_database_is_no_help(
    database_urls: Urls, empty_database_urls: Urls
) -> None:
    here = await Instances(database_urls.worker).begin()
    elsewhere = await connect(empty_database_urls.owner)
    await elsewhere.execute("SELECT pg_advisory_lock($1::integer, 4711)", CLASS)

    assert await here.dead([4711]) == [4711]

    await elsewhere.close()
    await here.end()


async def test_whoever_lost_the_way_is_alive_again_under_the_same_number(
    database_urls: Urls,
) -> None:
    instances = Instances(database_urls.worker)
    first, second = await instances.begin(), await instances.begin()
    first._connection.terminate()
    await gone(second, first.number)

    assert await first.dead([first.number, second.number, 999]) == [999]

    assert await second.dead([first.number]) == []
    await first.end()
    await second.end()


async def test_whoever_the_server_sent_away_comes_back(database_urls: Urls) -> None:
    instance = await Instances(database_urls.worker).begin()
    admin = await connect(database_urls.owner)
    await admin.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await admin.close()

    assert await instance.dead([999, instance.number]) == [999]
    await instance.end()


async def test_a_number_that_is_still_held_is_waited_for_and_then_left(
    database_urls: Urls, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the server has not yet noticed that our old connection is gone."""
    instance = await Instances(database_urls.worker).begin()
    instance._connection.terminate()
    other = await connect(database_urls.worker)
    await other.execute(
        "SELECT pg_advisory_lock($1::integer, $2::integer)", CLASS, instance.number
    )
    monkeypatch.setattr(module, "PATIENCE", 0.2)

    with pytest.raises(DatabaseUnavailable, match="see that it runs"):
        await instance.dead([999])

    await other.close()
    monkeypatch.undo()
    assert await instance.dead([999, instance.number]) == [999]
    await instance.end()


async def test_one_process_leads_and_another_when_it_has_ended(database_urls: Urls) -> None:
    instances = Instances(database_urls.worker)
    first, second = await instances.begin(), await instances.begin()

    assert [await first.leads(), await second.leads(), await first.leads()] == [True, False, True]
    assert await second.dead([first.number]) == []
    await first.end()
    for _ in range(200):
        if await second.leads():
            break
        await asyncio.sleep(0.02)

    assert await second.leads()
    await second.end()


async def test_who_lost_the_way_to_the_server_leads_no_more(database_urls: Urls) -> None:
    instances = Instances(database_urls.worker)
    first, second = await instances.begin(), await instances.begin()
    assert await first.leads()

    first._connection.terminate()
    with pytest.raises(DatabaseUnavailable):
        await first.leads()
    for _ in range(200):
        if await second.leads():
            break
        await asyncio.sleep(0.02)

    assert await first.dead([]) == []  # and so it is back
    assert [await first.leads(), await second.leads()] == [False, True]
    await first.end()
    await second.end()
