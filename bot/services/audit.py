"""The audit log as a chain, made by one job over what is committed, and how it is verified."""

from bot.domain.audit import START, linked
from bot.storage.audit import LinkRow
from bot.storage.database import Database

AT_ONCE = 1_000


class ChainIsBroken(Exception):
    """The audit log was changed after it was written; the message names the first bad link."""


class AuditChain:
    """A head inside each transaction would make them wait for one another; a job does not."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def extend(self) -> int:
        """Link what was committed since the last time; how many events that were."""
        async with self._database.transaction() as work:
            await work.audit.hold_chain()
            number, head = await work.audit.head() or (0, START)
            links = []
            for event in await work.audit.unlinked(AT_ONCE):
                number, head = number + 1, linked(head, event)
                links.append(LinkRow(number, event.at, event.id, head))
            await work.audit.link(links)
            return len(links)

    async def verify(self) -> int:
        """How many links hold.  Raises ChainIsBroken."""
        number, head = 0, START
        async with self._database.transaction() as work:
            async for link, event in work.audit.linked_events():
                number += 1
                if event is None or link.number != number:
                    raise ChainIsBroken(f"Link {number} of the audit log has no event.")
                head = linked(head, event)
                if head != link.hash:
                    raise ChainIsBroken(f"Link {number} of the audit log does not fit its event.")
            if added := await work.audit.outside():
                raise ChainIsBroken(f"{added} events of the audit log were added afterwards.")
        return number
