"""A flow that a conversation may be in the middle of stays as it was."""

from bot.storage.database import Database
from bot.storage.flow_versions import FlowVersion
from tests.storage.cast import NOON


async def test_a_flow_version_is_kept_once_and_never_changed(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.flow_versions.add([FlowVersion("a", "report", b"1")], NOON)
        await work.flow_versions.add(
            [FlowVersion("a", "report", b"changed"), FlowVersion("b", "help", b"2")], NOON
        )
        await work.flow_versions.add([], NOON)

        assert await work.flow_versions.all() == {"a": b"1", "b": b"2"}
