"""A group is met once."""

from bot.storage.database import Database
from tests.storage.cast import NOON


async def test_a_group_is_new_once_on_each_channel(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        met = [
            await work.groups.meet(channel, hashed, NOON)
            for channel, hashed in (("a", b"1"), ("a", b"1"), ("a", b"2"), ("b", b"1"))
        ]

    assert met == [True, False, True, True]
