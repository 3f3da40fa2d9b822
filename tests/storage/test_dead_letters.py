"""Letters that were set aside go after their time."""

from datetime import timedelta

from bot.storage.database import Database
from bot.storage.dead_letters import DeadLetterRow
from tests.storage.cast import NOON, uid


async def test_dead_letters_go_after_their_time(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        for number in range(3):
            at = NOON + timedelta(days=number)
            await work.dead_letters.add(
                DeadLetterRow(uid(number), at, "telegram", b"sealed", "ValueError")
            )

        assert await work.dead_letters.forget(NOON + timedelta(days=2)) == 2
        assert await work.dead_letters.forget(NOON + timedelta(days=3)) == 1
