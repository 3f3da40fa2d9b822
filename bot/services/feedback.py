"""Whether the work helped: the worker says so, and what did not help is open again."""

from bot.domain.referrals import Outcome, Referral, last_ended
from bot.engine.said import Done
from bot.services import trail
from bot.services.effects import Asked
from bot.services.ports import Chance
from bot.services.reports import Reports
from bot.storage.database import Work


class Feedback:
    """What the worker says about work that has ended."""

    def __init__(self, *, reports: Reports, chance: Chance, demonstration: bool = False) -> None:
        """`demonstration`: only someone at this machine can reach us, so no report is real."""
        self._reports = reports
        self._chance = chance
        self._demonstration = demonstration

    async def judge(self, work: Work, asked: Asked) -> Done:
        """`kept`; `reopened`, where it did not help; `nobody`, where nobody is there any more.

        `gone` where there is nothing to say any more: it was taken back, or is open again.
        """
        report = await self._reports.kept(work, asked)
        found = await work.referrals.of_report(report.id, hold=True) if report else []
        last = last_ended(found)
        if last is None or any(each.open for each in found):
            return Done("gone")
        outcome = Outcome(asked.known.one("helped"))
        judged = last.judged(outcome, at=asked.now)
        event = trail.by_worker(
            self._chance.id(), asked.now, "report.judged", last.report_id, {"helped": str(outcome)}
        )
        await work.audit.add([event])
        if outcome is not Outcome.NOT_SOLVED:
            await work.referrals.save(judged)
            return Done("kept")
        if not await self._is_there(work, last):
            await work.referrals.save(judged)
            return Done("nobody")
        await work.referrals.save(judged.reopened(at=asked.now))
        event = trail.by_worker(self._chance.id(), asked.now, "report.reopened", last.report_id)
        await work.audit.add([event])
        return Done("reopened")

    async def _is_there(self, work: Work, referral: Referral) -> bool:
        """Whether the organisation takes reports now: nothing is put where nobody looks."""
        partners = await work.organisations.taking_reports(demonstration=self._demonstration)
        return any(each.partner.id == referral.organisation_id for each in partners)
