"""The number that lets others join: whoever sent the report gets it, and can end it."""

from datetime import timedelta
from decimal import Decimal

from bot.domain.referrals import OPEN
from bot.engine.said import Done
from bot.privacy.group_numbers import GroupNumber
from bot.privacy.server import ServerKeys
from bot.services import trail
from bot.services.effects import Asked
from bot.services.ports import Chance
from bot.services.reports import Reports
from bot.services.submission import JOINED
from bot.storage.database import Work
from bot.storage.group_numbers import GroupNumberRow
from bot.storage.reports import ReportRow

LASTS = timedelta(days=14)
MOST = 50  # people a number may be used by: what gets lost must not let in a crowd
HASHED = "group number"


class GroupNumbers:
    """Each method is an effect, named after what it does."""

    def __init__(self, *, reports: Reports, keys: ServerKeys, chance: Chance) -> None:
        self._reports = reports
        self._keys = keys
        self._chance = chance

    async def look(self, work: Work, asked: Asked) -> Done:
        """Whether a number `works` for the report that is spoken of, or `none`.

        `not_here` where it can have none: nobody works on it, or it joined a group itself.
        """
        report = await self._theirs(work, asked)
        if report is None:
            return Done("not_here")
        row = await work.group_numbers.of_report(report.id, asked.now)
        return Done("works", {"until": f"{row.ends_at:%Y-%m-%d}"}) if row else Done("none")

    async def begin(self, work: Work, asked: Asked) -> Done:
        """`begun`, with the number; `not_so_many` for none or too many people, or `gone`."""
        report = await self._theirs(work, asked)
        if report is None:
            return Done("gone")
        people = Decimal(asked.known.one("how_many_others"))
        if people != int(people) or not 1 <= people <= MOST:
            return Done("not_so_many")
        number, ends_at = GroupNumber.new(self._chance.below), asked.now + LASTS
        hashed = self._keys.hash(HASHED, number.digits)
        row = GroupNumberRow(self._chance.id(), hashed, report.id, int(people), ends_at)
        await work.group_numbers.begin(row)
        if report.group_id is None:
            await work.reports.join(report.id, self._chance.id())
        await self._record(work, asked, report, "report.group_begun")
        return Done("begun", {"number": number.shown(), "until": f"{ends_at:%Y-%m-%d}"})

    async def end(self, work: Work, asked: Asked) -> Done:
        """`ended`: nobody joins with it any more; `gone` where there was none."""
        report = await self._reports.kept(work, asked)
        if report is None or not await work.group_numbers.end(report.id):
            return Done("gone")
        await self._record(work, asked, report, "report.group_ended")
        return Done("ended")

    async def _theirs(self, work: Work, asked: Asked) -> ReportRow | None:
        """The report spoken of, where somebody works on it and it did not join a group."""
        report = await self._reports.kept(work, asked)
        if report is None or await work.reports.has_agreed(report.id, JOINED):
            return None
        standings = await work.referrals.standings(report.id)
        return report if any(each.status in OPEN for each in standings) else None

    async def _record(self, work: Work, asked: Asked, report: ReportRow, act: str) -> None:
        await work.audit.add([trail.by_worker(self._chance.id(), asked.now, act, report.id)])
