"""What a person asks for who goes: be quiet, or forget everything of this chat."""

from uuid import UUID

from bot.domain.reports import ReportStatus
from bot.engine.said import Done
from bot.privacy.server import ServerKeys
from bot.services import tries
from bot.services.diaries import DIARY
from bot.services.effects import Asked
from bot.services.routes import Routes
from bot.storage.database import Work


class Departures:
    """Each method is an effect, named after what it does."""

    def __init__(self, *, keys: ServerKeys, routes: Routes) -> None:
        self._keys = keys
        self._routes = routes

    async def stop(self, work: Work, asked: Asked) -> Done:
        """`stopped`: nothing is sent any more that is no reply.  What was begun stays."""
        await work.departures.be_quiet(asked.conversation_id, asked.now)
        return Done("stopped")

    async def resume(self, work: Work, asked: Asked) -> Done:
        """`resumed`: notices may come again."""
        await work.departures.be_quiet(asked.conversation_id, None)
        return Done("resumed")

    async def look(self, work: Work, asked: Asked) -> Done:
        """Whether this chat has a `report` that could be taken back, or `none`."""
        return Done("report" if await self._reports(work, asked) else "none")

    async def erase(self, work: Work, asked: Asked) -> Done:
        """`erased`: we keep nothing of this chat.  A report that stays does not lead to it."""
        reports = await self._reports(work, asked)
        await self._routes.leave(work, asked.conversation_id, [str(each) for each in reports])
        for report in reports:
            await work.files.forget_for_worker(report)
        for diary in asked.known.kept.get(DIARY, ())[:1]:
            await work.diaries.delete(UUID(diary))
        await tries.forget(work, self._keys, asked.conversation_id)
        await work.files.erase_of_conversation(asked.conversation_id)
        await work.departures.erase(asked.conversation_id, asked.now)
        return Done("erased", forgets=True)

    async def _reports(self, work: Work, asked: Asked) -> list[UUID]:
        """Those that this chat knows and that can still be answered in it."""
        found = []
        for id_ in asked.known.kept.get("report", ()):
            report = await work.reports.get(UUID(id_))
            if report is not None and report.status is not ReportStatus.WITHDRAWN:
                found.append(report.id)
        return found
