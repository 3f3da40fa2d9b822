"""The chats that are told when a report has an answer: the one that sent it, and who asked to be.

Nobody takes it from another chat: who got hold of the number could else see to it that the worker
hears nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.engine.said import Done
from bot.privacy.server import ServerKeys
from bot.services import wheres
from bot.services.effects import Asked
from bot.services.hours import HoursKept
from bot.services.ports import Chance
from bot.storage.database import Work


@dataclass(frozen=True, slots=True)
class Routes:
    """They are sealed with the server key, in the report's row; none where nobody may write."""

    keys: ServerKeys
    chance: Chance

    async def choose(self, work: Work, asked: Asked) -> Done:
        """What was said to whether this chat is told, too, of the report that is spoken of.

        `told` or `not_told`; `quiet` or `never` where it wants nothing that comes by itself.
        """
        reports = asked.known.kept.get("report", ())
        if asked.known.one("told_here") != "yes" or not reports:
            await self.leave(work, asked.conversation_id, reports[:1])
            return Done("not_told")
        await self._join(work, asked.conversation_id, UUID(reports[0]))
        row = await work.conversations.get(asked.conversation_id)
        if row is not None and row.quiet_at is not None:
            return Done("quiet")
        opens = await HoursKept(self.keys).opens(work, asked.conversation_id, asked.now)
        return Done("never" if opens is None else "told")

    async def leave(self, work: Work, chat: UUID, reports: Sequence[str]) -> None:
        """This chat is not told of them any more; others are."""
        for report in sorted(UUID(each) for each in reports):
            chats = opened(self.keys, report, await work.reports.held_route(report))
            if chat in chats:
                await self._put(work, report, [each for each in chats if each != chat])

    async def _join(self, work: Work, chat: UUID, report: UUID) -> None:
        route = await work.reports.held_route(report)
        chats = opened(self.keys, report, route)
        if route is not None and chat not in chats:
            await self._put(work, report, [*chats, chat])

    async def _put(self, work: Work, report: UUID, chats: Sequence[UUID]) -> None:
        """Where none is left there is one that is nobody's: with the number one may come again."""
        plain = " ".join(str(each) for each in chats or (self.chance.id(),))
        await work.reports.reroute(report, self.keys.seal(plain.encode(), wheres.route(report)))


async def chats_of(work: Work, keys: ServerKeys, report: UUID) -> Sequence[UUID]:
    """None where nobody may write, or the report was taken back."""
    found = await work.reports.get(report)
    return opened(keys, report, found.route if found is not None else None)


def opened(keys: ServerKeys, report: UUID, route: bytes | None) -> Sequence[UUID]:
    if route is None:
        return ()
    return [UUID(each) for each in keys.open(route, wheres.route(report)).decode().split()]
