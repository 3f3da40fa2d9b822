"""Who has a report: one organisation more, one less, or nobody who may write to the chat."""

from collections.abc import Sequence
from uuid import UUID

from bot.domain.referrals import Referral
from bot.domain.routing import Why
from bot.domain.text import Text
from bot.engine.said import Done
from bot.services import trail
from bot.services.effects import Asked
from bot.services.ports import Chance
from bot.services.reports import Reports
from bot.services.routes import Routes
from bot.storage.database import Work
from bot.storage.reports import ConsentRow, ReportRow

SPOKEN_OF = "sharing"  # what the chat keeps: the organisation that was named last
WHY = Text("The worker asked for this organisation, too.")


class Sharing:
    """Only organisations that the worker agreed to at Send: their keys lie sealed beside it."""

    def __init__(
        self,
        *,
        reports: Reports,
        routes: Routes,
        chance: Chance,
        consent_version: str,
        demonstration: bool = False,
    ) -> None:
        """`demonstration`: only someone at this machine can reach us, so no report is real."""
        self._reports = reports
        self._routes = routes
        self._chance = chance
        self._version = consent_version
        self._demonstration = demonstration

    async def offer(self, work: Work, asked: Asked) -> Done:
        """The next organisation that could have it, too: `some`, or `none`."""
        report = await self._reports.kept(work, asked)
        return _named(await self._others(work, report) if report else [], asked)

    async def having(self, work: Work, asked: Asked) -> Done:
        """The next organisation that has it now: `some`, or `none`."""
        report = await self._reports.kept(work, asked)
        if report is None:
            return Done("none")
        names = await work.organisations.names_by_id()
        having = [each for each in await work.referrals.of_report(report.id) if each.open]
        return _named(
            [(each.organisation_id, names[each.organisation_id]) for each in having], asked
        )

    async def give(self, work: Work, asked: Asked) -> Done:
        """`given` to the organisation that was named, or `gone` where that cannot be any more."""
        report, to = await self._reports.kept(work, asked), _spoken_of(asked)
        if report is None or to not in [id_ for id_, _ in await self._others(work, report)]:
            return Done("gone")
        await work.reports.release(report.id, to, asked.now)
        referral = Referral(
            id=self._chance.id(),
            report_id=report.id,
            organisation_id=to,
            reported_at=report.submitted_at,
            screened_at=report.submitted_at,
            referred_at=asked.now,
        )
        await work.referrals.add(referral, why=Why(WHY, {}))
        await self._note(work, asked, report, f"shared_with_{to}")
        await self._record(work, asked, report, "report.shared", to)
        return Done("given")

    async def stop(self, work: Work, asked: Asked) -> Done:
        """The organisation that was named cannot open it any more: `stopped`, or `gone`."""
        report, whom = await self._reports.kept(work, asked), _spoken_of(asked)
        found = await work.referrals.of_report(report.id, hold=True) if report else []
        theirs = [each for each in found if each.open and each.organisation_id == whom]
        if report is None or not theirs:
            return Done("gone")
        for referral in theirs:
            await work.referrals.save(referral.revoked(at=asked.now))
            await work.reports.close_to(report.id, referral.organisation_id)
            await self._note(work, asked, report, f"not_shared_with_{whom}")
            await self._record(work, asked, report, "report.revoked", referral.organisation_id)
        return Done("stopped")

    async def silence(self, work: Work, asked: Asked) -> Done:
        """This chat is told of no answer any more, others still are: `silent`, or `gone`.

        So whoever got hold of the number cannot see to it that the worker hears nothing.
        """
        report = await self._reports.kept(work, asked)
        if report is None:
            return Done("gone")
        if report.route is not None:
            await self._routes.leave(work, asked.conversation_id, (str(report.id),))
            event = trail.by_worker(self._chance.id(), asked.now, "report.silenced", report.id)
            await work.audit.add([event])
        return Done("silent")

    # -------------------------------------------------------------------------------------------

    async def _others(self, work: Work, report: ReportRow) -> list[tuple[UUID, str]]:
        """Those whose key lies there, who never had it, and who take reports now."""
        waiting = await work.reports.waiting_keys(report.id)
        had = {each.organisation_id for each in await work.referrals.of_report(report.id)}
        partners = await work.organisations.taking_reports(demonstration=self._demonstration)
        able = [row.partner for row in partners if row.partner.covers(report.country)]
        return [(each.id, each.name) for each in able if each.id in waiting and each.id not in had]

    async def _note(self, work: Work, asked: Asked, report: ReportRow, kind: str) -> None:
        row = ConsentRow(report.id, kind, self._version, asked.known.lang, asked.now)
        await work.reports.add_consents([row])

    async def _record(
        self, work: Work, asked: Asked, report: ReportRow, act: str, organisation: UUID
    ) -> None:
        detail = {"organisation": str(organisation)}
        await work.audit.add(
            [trail.by_worker(self._chance.id(), asked.now, act, report.id, detail)]
        )


def _named(found: Sequence[tuple[UUID, str]], asked: Asked) -> Done:
    """The one after that which was named last; behind the last one the first."""
    if not found:
        return Done("none", keeps={SPOKEN_OF: ()})
    ids, last = [id_ for id_, _ in found], _spoken_of(asked)
    id_, name = found[(ids.index(last) + 1) % len(found) if last in ids else 0]
    return Done("some", {"partner": name}, {SPOKEN_OF: (str(id_),)})


def _spoken_of(asked: Asked) -> UUID | None:
    kept = asked.known.kept.get(SPOKEN_OF, ())
    return UUID(kept[0]) if kept else None
