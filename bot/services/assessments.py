"""The deeper assessment of a case: opened for one reader, and kept as a caseworker fills it in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.answers import AgeBand, Answer
from bot.domain.assessments import Assessment, Outcome, assess, person_of
from bot.domain.drafts import Draft
from bot.domain.operational_indicators import OperationalIndicators, Person
from bot.domain.referrals import Referral
from bot.privacy.pairs import PublicKey, SecretKey, open_with, seal_to
from bot.services import trail, wheres
from bot.services.case_files import report_secret
from bot.services.cases import NoSuchCase
from bot.services.members import Caseworker
from bot.services.ports import Chance, Clock
from bot.storage.assessments import AssessmentRow
from bot.storage.database import Database, Work
from bot.storage.referrals import CaseRow


class FilledInMeanwhile(Exception):
    """Somebody else has filled in this assessment since the page was opened."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was kept last: by whom and when, what was marked, and what it comes to."""

    id: UUID
    at: datetime
    by: str | None
    assessment: Assessment
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Sheet:
    """One case's assessment as a page shows it; `may` says whether it can be filled in now."""

    reference: str
    person: Person | None
    """As the age in the report has it; None where that does not say it."""
    signs: Collection[str]
    """Those of the eleven that the report has."""
    filled: Filled | None
    may: bool


class Assessments:
    """Each look and each filling-in is one transaction under the reader's policies."""

    def __init__(
        self, database: Database, indicators: OperationalIndicators, clock: Clock, chance: Chance
    ) -> None:
        self._database = database
        self._indicators = indicators
        self._clock = clock
        self._chance = chance

    async def open(self, reference: str, by: Caseworker) -> Sheet:
        """Raises NoSuchCase, also for what another organisation was given or was erased."""
        async with self._database.transaction(visible_to=by.scope) as work:
            row, secret = await self._held(work, reference, by)
            await self._record(work, by, "assessment.seen", row.referral)
            return Sheet(
                reference=row.report.reference,
                person=person_of(_age(row, secret)),
                signs=frozenset(row.report.signs),
                filled=await self._filled(work, row, secret),
                may=row.referral.in_hand,
            )

    async def fill(
        self,
        reference: str,
        person: Person,
        answers: Mapping[str, Answer],
        by: Caseworker,
        *,
        after: str,
    ) -> None:
        """Keep what was marked; `after` is the one that the page showed, if it showed any.

        The same that comes again is kept once.  Raises NoSuchCase, NotTaken, AlreadyClosed,
        FilledInMeanwhile.
        """
        assessment = Assessment(
            version=self._indicators.version, person=person, answers=self._said(person, answers)
        )
        async with self._database.transaction(visible_to=by.scope) as work:
            row, secret = await self._held(work, reference, by)
            row.referral.see_in_hand()
            filled = await self._filled(work, row, secret)
            if filled is not None and filled.assessment == assessment:
                return
            if filled is not None and str(filled.id) != after:
                raise FilledInMeanwhile(FilledInMeanwhile.__doc__)
            await work.assessments.add(self._sealed(row, assessment, by))
            await self._record(work, by, "assessment.filled", row.referral)

    # -------------------------------------------------------------------------------------------

    async def _held(self, work: Work, reference: str, by: Caseworker) -> tuple[CaseRow, SecretKey]:
        """The case, so that nobody else changes it until we are done, and its key."""
        row = await work.referrals.case(reference, hold=True)
        secret = report_secret(row, by) if row is not None else None
        if row is None or secret is None:
            raise NoSuchCase(NoSuchCase.__doc__)
        return row, secret

    async def _filled(self, work: Work, row: CaseRow, secret: SecretKey) -> Filled | None:
        latest = await work.assessments.latest(row.report.id)
        if latest is None:
            return None
        data = open_with(secret, latest.sealed, wheres.assessment(latest.id))
        assessment = Assessment.from_bytes(data)
        names = await work.members.names()
        return Filled(
            latest.id,
            latest.at,
            names.get(latest.member_id),
            assessment,
            assess(assessment, self._indicators),
        )

    def _said(self, person: Person, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        """Of this person's list alone; what is not known needs no place."""
        listed = {each.id for each in self._indicators.listed(person)}
        known = {Answer.YES, Answer.NO}
        return {id_: said for id_, said in answers.items() if id_ in listed and said in known}

    def _sealed(self, row: CaseRow, assessment: Assessment, by: Caseworker) -> AssessmentRow:
        id_ = self._chance.id()
        public = PublicKey(row.report.public)
        return AssessmentRow(
            at=self._clock(),
            id=id_,
            report_id=row.report.id,
            organisation_id=by.organisation_id,
            member_id=by.member_id,
            sealed=seal_to(public, assessment.to_bytes(), wheres.assessment(id_)),
        )

    async def _record(self, work: Work, by: Caseworker, act: str, referral: Referral) -> None:
        event = trail.by_member(
            self._chance.id(),
            self._clock(),
            act,
            member=by.member_id,
            organisation=by.organisation_id,
            subject=("report", referral.report_id),
        )
        await work.audit.add([event])


def _age(row: CaseRow, secret: SecretKey) -> AgeBand:
    if row.report.facts is None:
        return AgeBand.UNSAID
    facts = open_with(secret, row.report.facts, wheres.facts(row.report.id))
    return Draft.from_bytes(facts).age
