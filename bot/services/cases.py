"""The caseworker's side of a report: the queue, a case, taking it, answering, closing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from uuid import UUID

from bot.domain.referrals import CloseReason, Referral
from bot.privacy.pairs import PublicKey, seal_to
from bot.privacy.server import ServerKeys
from bot.privacy.texts import is_blank, storable
from bot.services import trail, wheres
from bot.services.case_views import Case, Queue
from bot.services.members import Caseworker
from bot.services.ports import Chance, Clock
from bot.services.reachable import Reachability
from bot.services.views import Views
from bot.storage.database import Database, Work
from bot.storage.entries import EntryRow
from bot.storage.referrals import CaseRow

LONGEST_ANSWER = 4_000  # characters; what fits one message of a chat with its button
NOTIFY = "notify"  # the job that tells the worker that there is something to read


class NoSuchCase(Exception):
    """There is no such case here."""


class EmptyAnswer(Exception):
    """The answer is empty: write something first."""


class AnswerTooLong(Exception):
    """The answer is longer than a chat message: shorten it, or send it in two."""


class NeedsReason(Exception):
    """A case is closed with a reason: choose one."""


@dataclass(frozen=True, slots=True)
class CaseRoom:
    """What cases are worked on with."""

    database: Database
    keys: ServerKeys
    views: Views
    reachability: Reachability
    clock: Clock
    chance: Chance


class Cases:
    """Each look and each act is one transaction under the reader's policies, with its trail."""

    def __init__(self, room: CaseRoom) -> None:
        self._room = room

    async def queue(self, by: Caseworker, *, show: str = "waiting", page: int = 1) -> Queue:
        """A page of the organisation's cases, the most urgent first."""
        async with self._room.database.transaction(visible_to=by.scope) as work:
            queue = await self._room.views.queue(
                work, by, show=show, page=page, now=self._room.clock()
            )
            detail = {"show": queue.show, "page": str(queue.page)}
            await self._record(work, by, "queue.seen", detail=detail)
            return queue

    async def open(self, reference: str, by: Caseworker) -> Case:
        """All of a case.  Raises NoSuchCase, also for what another organisation was given."""
        now = self._room.clock()
        async with self._room.database.transaction(visible_to=by.scope) as work:
            row = await self._held(work, reference)
            seen = row.referral.opened(at=now) if row.referral.open else row.referral
            if seen != row.referral:
                await work.referrals.save(seen)
            await self._record(work, by, "case.seen", row.referral)
            await work.referrals.see_news(row.referral.id)
            case = await self._room.views.case(work, by, row.with_(referral=seen), now=now)
        if case.row.erased:
            return case
        return replace(case, reachable=await self._room.reachability.of(row.report.id))

    async def take(self, reference: str, by: Caseworker) -> None:
        """Raises NoSuchCase, NotWaiting, AlreadyClosed."""
        async with self._room.database.transaction(visible_to=by.scope) as work:
            row = await self._held(work, reference)
            taken = row.referral.accepted(by=by.member_id, at=self._room.clock())
            await work.referrals.save(taken)
            await self._record(work, by, "case.taken", taken)

    async def answer(
        self, reference: str, words: str, by: Caseworker, *, once: UUID | None = None
    ) -> None:
        """The same words that come again with the same `once` are one answer.

        Raises NoSuchCase, NotTaken, AlreadyClosed, EmptyAnswer, AnswerTooLong.
        """
        words = storable(words).strip()
        if is_blank(words):
            raise EmptyAnswer(EmptyAnswer.__doc__)
        if len(words) > LONGEST_ANSWER:
            raise AnswerTooLong(AnswerTooLong.__doc__)
        async with self._room.database.transaction(visible_to=by.scope) as work:
            row = await self._held(work, reference)
            id_ = _only(once, words) if once else self._room.chance.id()
            entry = self._sealed(row, words, by, id_)
            if await work.entries.holds(row.report.id, entry.id):
                return
            answered = row.referral.answered(at=self._room.clock())
            await work.referrals.save(answered)
            await work.entries.add(entry)
            await work.jobs.enqueue(NOTIFY, str(row.report.id).encode())
            await self._record(work, by, "case.answered", answered)

    async def close(self, reference: str, *, reason: str, by: Caseworker) -> None:
        """The worker is told as of an answer.

        Raises NoSuchCase, NotTaken, AlreadyClosed, NeedsReason, NobodyWrote.
        """
        if reason not in set(CloseReason):
            raise NeedsReason(NeedsReason.__doc__)
        async with self._room.database.transaction(visible_to=by.scope) as work:
            row = await self._held(work, reference)
            if reason == CloseReason.COUNTED and not self._only_counted(row, by):
                raise NeedsReason(NeedsReason.__doc__)
            closed = row.referral.closed(CloseReason(reason), at=self._room.clock())
            await work.referrals.save(closed)
            await work.jobs.enqueue(NOTIFY, str(row.report.id).encode())
            await self._record(work, by, "case.closed", closed, {"reason": reason})

    # -------------------------------------------------------------------------------------------

    async def _held(self, work: Work, reference: str) -> CaseRow:
        """The case, so that nobody else changes it until we are done."""
        row = await work.referrals.case(reference, hold=True)
        if row is None:
            raise NoSuchCase(NoSuchCase.__doc__)
        return row

    def _only_counted(self, row: CaseRow, by: Caseworker) -> bool:
        """Nobody else is closed like this: who wants help is not counted and forgotten."""
        draft = self._room.views.draft(row, by)
        return draft is not None and draft.only_counted

    def _sealed(self, row: CaseRow, words: str, by: Caseworker, id_: UUID) -> EntryRow:
        """To the report for whoever may read it, and to the server until the worker has it."""
        public = PublicKey(row.report.public)
        return EntryRow(
            at=self._room.clock(),
            id=id_,
            report_id=row.report.id,
            author="caseworker",
            organisation_id=by.organisation_id,
            member_id=by.member_id,
            sealed=seal_to(public, words.encode(), wheres.entry(id_)),
            for_worker=self._room.keys.seal(words.encode(), wheres.entry_for_worker(id_)),
        )

    async def _record(
        self,
        work: Work,
        by: Caseworker,
        act: str,
        referral: Referral | None = None,
        detail: Mapping[str, str] | None = None,
    ) -> None:
        event = trail.by_member(
            self._room.chance.id(),
            self._room.clock(),
            act,
            member=by.member_id,
            organisation=by.organisation_id,
            subject=("report", referral.report_id) if referral else None,
            detail=detail,
        )
        await work.audit.add([event])


def _only(once: UUID, words: str) -> UUID:
    """The same for the same words in the same form; without its number nobody can tell which."""
    return UUID(bytes=blake2b(words.encode(), key=once.bytes, digest_size=16).digest())
