"""Timers: one of each kind a chat, and the hours of each chat."""

from datetime import timedelta

import pytest

from bot.storage.conversations import NewConversation
from bot.storage.database import Database
from bot.storage.timers import TimerRow
from tests.storage.cast import NOON, uid

FIRST = TimerRow(uid(10), uid(1), b"kind", b"sealed", NOON)


@pytest.fixture(autouse=True)
async def _chat(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.conversations.lock_or_create(
            [NewConversation(uid(1), "telegram", b"hash", b"sealed")], NOON
        )


async def test_a_timer_takes_the_place_of_one_of_its_kind(worker_database: Database) -> None:
    again = TimerRow(uid(11), uid(1), b"kind", b"other", NOON + timedelta(hours=1))
    async with worker_database.transaction() as work:
        await work.timers.set(FIRST)
        await work.timers.set(again)
        await work.timers.set(TimerRow(uid(12), uid(1), b"another kind", b"sealed", NOON))

        assert await work.timers.held(uid(10)) is None
        assert await work.timers.held(uid(11)) == again
        assert await work.timers.held(uid(12)) is not None


async def test_a_timer_can_be_put_off_and_deleted(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.timers.set(FIRST)
        await work.timers.put_off(uid(10), NOON + timedelta(days=1))
        found = await work.timers.held(uid(10))
        await work.timers.delete(b"kind")

        assert found is not None
        assert found.due_at == NOON + timedelta(days=1)
        assert await work.timers.held(uid(10)) is None


async def test_when_somebody_wrote_last_is_known(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        assert await work.timers.last_heard(uid(1)) == NOON
        assert await work.timers.last_heard(uid(2)) is None


async def test_hours_are_kept_for_each_chat(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        assert await work.timers.hours_of(uid(1)) is None
        await work.timers.put_hours(uid(1), b"sealed")
        await work.timers.put_hours(uid(1), b"again")

        assert await work.timers.hours_of(uid(1)) == b"again"
