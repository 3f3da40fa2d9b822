"""Flows as they once were: people end the one that they began, in the version they began it."""

import logging
from collections.abc import Collection

import msgspec

from bot.engine.vocabulary import Flow
from bot.services.ports import Clock
from bot.storage.database import Database
from bot.storage.flow_versions import FlowVersion

log = logging.getLogger(__name__)


class FlowVersions:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def met(self, today: Collection[Flow]) -> dict[str, Flow]:
        """Every version that somebody may be in, by its hash; today's are kept from now on."""
        async with self._database.transaction() as work:
            stored = await work.flow_versions.all()
            new = [flow for flow in today if flow.hash not in stored]
            await work.flow_versions.add(
                [FlowVersion(flow.hash, flow.name, flow.to_bytes()) for flow in new],
                self._clock(),
            )
        versions = {hash_: _read(hash_, stored[hash_]) for hash_ in stored}
        return {hash_: flow for hash_, flow in versions.items() if flow is not None}


def _read(hash_: str, definition: bytes) -> Flow | None:
    """None for one in words that this program has no more: its people are carried over."""
    try:
        return Flow.from_bytes(definition)
    except msgspec.DecodeError:
        log.warning("flow version %s cannot be read any more", hash_)
        return None
