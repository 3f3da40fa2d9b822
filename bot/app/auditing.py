"""`haki audit verify`: whether the audit log is as it was written."""

from collections.abc import Callable

from bot.app.databases import opened
from bot.services.audit import AuditChain
from bot.settings import Settings


async def verify(settings: Settings, say: Callable[[str], None]) -> None:
    """Raises ChainIsBroken, which names the first link that does not hold."""
    async with opened(settings, say) as databases:
        chain = AuditChain(databases.worker)
        while await chain.extend():
            pass
        say(f"The audit log holds: {await chain.verify()} links.")
