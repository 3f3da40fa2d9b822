"""A report after Send, for its worker: find it, read the answer, write more, take it back."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.content import Spans
from bot.domain.drafts import Draft
from bot.domain.moments import stamp
from bot.domain.referrals import OPEN, Referral, last_ended
from bot.domain.reports import ReportStatus
from bot.domain.text import Text
from bot.engine.said import Done, Line
from bot.privacy.pairs import PublicKey, SecretKey, open_with, seal_to
from bot.privacy.receipts import NotAReceipt, Receipt, unlock_with_receipt
from bot.privacy.sealed import CannotOpen
from bot.privacy.server import ServerKeys
from bot.privacy.texts import storable
from bot.services import trail, tries, wheres
from bot.services.contents import Described
from bot.services.effects import Asked
from bot.services.notices import unread
from bot.services.outgoing_files import described, is_full, send_files
from bot.services.ports import Chance
from bot.services.standing import standing_with
from bot.services.urgency import (
    URGENT,
    due_by,
    is_urgent,
    urgent,
    waits_shorter,
    without,
)
from bot.storage.database import Work
from bot.storage.entries import EntryRow
from bot.storage.reports import ReportRow

ONE_OF = Text("This chat has {count} reports. This is the one that was sent on {date}.")
ANSWER = Text("Answer of {date}:\n{words}")
SHOWN_BEFORE = Text("Answer of {date}, which was shown before:\n{words}")


class Reports:
    """The worker's side of a report.  Each method is an effect, named after what it does."""

    def __init__(self, *, keys: ServerKeys, chance: Chance, spans: Spans) -> None:
        self._keys = keys
        self._chance = chance
        self._spans = spans

    async def read(self, work: Work, asked: Asked) -> Done:
        """`none`, `waiting`, `answered` (something is new), or how it ended; it is read now.

        `asks` where the work has ended and the worker has not said if it helped, `closed` where
        they have, `ended` where there is nothing to say about it.

        What was shown before can be read again for a while, behind what is new; where nothing
        is new it stands with the status, so that it is not taken for an answer of now.
        """
        reports = await self._unread_first(work, await self._all(work, asked))
        if not reports:
            return Done("none")
        kept, report = {"report": _ids(reports)}, reports[0]
        standings = await work.referrals.standings(report.id)
        answers = await work.entries.for_worker(report.id)
        new = [entry for entry in answers if entry.read_at is None]
        await work.entries.mark_read([entry.id for entry in new], asked.now)
        await work.referrals.see_end(report.id, asked.now)
        due = due_by(self._spans, shorter=is_urgent(asked, report.id))
        told = (line for each in standings for line in standing_with(each, due, asked.now))
        status = (*_which(reports), *told)
        fresh = tuple(self._answer(ANSWER, entry) for entry in new)
        known = tuple(self._answer(SHOWN_BEFORE, entry) for entry in answers if entry.read_at)
        if not any(each.status in OPEN for each in standings):
            how = _ended(await work.referrals.of_report(report.id))
            return Done(how, {"status": status, "answers": (*fresh, *known)}, kept)
        if not fresh:
            return Done("waiting", {"status": (*status, *known), "answers": ()}, kept)
        return Done("answered", {"status": status, "answers": (*fresh, *known)}, kept)

    async def turn(self, work: Work, asked: Asked) -> Done:
        """The `next` report of this chat is spoken of from now on; `only` if it has no other."""
        reports = await self._all(work, asked)
        if not reports[1:]:
            return Done("only")
        return Done("next", keeps={"report": _ids([*reports[1:], reports[0]])})

    async def add(self, work: Work, asked: Asked) -> Done:
        """More of the worker: `added`, or `ended` where nobody would read it.

        `full` where the words were added, and the files were not: the report has too many.
        """
        report = await self.kept(work, asked)
        if report is None or not await self._is_read(work, report):
            return Done("ended")
        public = PublicKey(report.public)
        words = storable("\n\n".join(asked.known.many("more_words")))
        files = asked.known.files("more_words")
        full = await is_full(work, report.id, files)
        adds = words or (files and not full)
        if adds and not await work.referrals.add_news(report.id):
            return Done("ended")  # while it was being added
        if words:
            await work.entries.add(self._entry(report.id, public, words, asked.now))
        if not full:
            await send_files(work, self._keys, asked, files, (report.id, public))
        await self._record(work, asked, "report.added", report.id)
        return Done("full" if full else "added")

    async def correct(self, work: Work, asked: Asked) -> Done:
        """What puts right something said before: `added`, or `ended` where nobody reads it."""
        report = await self.kept(work, asked)
        if report is None or not await work.referrals.add_news(report.id):
            return Done("ended")
        words = storable("\n\n".join(asked.known.many("correction")))
        entry = self._entry(report.id, PublicKey(report.public), words, asked.now)
        await work.entries.add(replace(entry, correction=True))
        await self._record(work, asked, "report.corrected", report.id)
        return Done("added")

    async def withdraw(self, work: Work, asked: Asked) -> Done:
        """The report spoken of is taken back: what was said in it is erased; `none` if not here.

        `another` where it is taken back and this chat has one more.
        """
        reports = await self._all(work, asked)
        if not reports:
            return Done("none")
        await self._taken_back(work, asked, reports[0])
        others = {**without(asked, reports[0].id), "report": _ids(reports[1:])}
        return Done("another" if reports[1:] else "withdrawn", keeps=others)

    async def withdraw_all(self, work: Work, asked: Asked) -> Done:
        """Every report of this chat is taken back: `withdrawn`, or `none` if there is none."""
        reports = await self._all(work, asked)
        for report in reports:
            await self._taken_back(work, asked, report)
        return Done("withdrawn" if reports else "none", keeps={"report": (), URGENT: ()})

    async def _taken_back(self, work: Work, asked: Asked, report: ReportRow) -> None:
        for referral in await work.referrals.of_report(report.id, hold=True):
            if referral.open:
                await work.referrals.save(referral.withdrawn(at=asked.now))
        await work.reports.erase(report.id, asked.now)
        await self._record(work, asked, "report.withdrawn", report.id)

    async def find(self, work: Work, asked: Asked) -> Done:
        """A report by its receipt, from any chat: `found`, `not_found`, `too_many_tries`.

        `untold` where it was found, and its worker wants to be told of nothing in any chat.
        """
        if not await tries.are_left(work, self._keys, asked, tries.RECEIPT):
            return Done("too_many_tries")
        found = await self._by_receipt(work, asked.known.one("receipt"))
        if found is None:
            return Done("not_found")
        report, secret = found
        await self._offer_here(work, asked, report, secret)
        others = [each for each in asked.known.kept.get("report", ()) if each != str(report.id)]
        keeps = {"report": (str(report.id), *others)}
        if self._waits_shorter(report, secret):
            keeps |= urgent(asked, report.id)
        how = "untold" if report.route is None else "found"
        return Done(how, keeps=keeps)

    async def moments(
        self, work: Work, asked: Asked
    ) -> tuple[Sequence[datetime], Sequence[datetime]]:
        """When the reports of this chat were sent, and when what was answered was written."""
        reports = await self._all(work, asked)
        answers = [await work.entries.for_worker(each.id) for each in reports]
        return [each.submitted_at for each in reports], [one.at for of in answers for one in of]

    async def files(self, work: Work, asked: Asked) -> list[tuple[datetime, Described]]:
        """What is known of the files that were sent with the reports of this chat."""
        reports = await self._all(work, asked)
        return [file for each in reports for file in await described(work, self._keys, each.id)]

    async def kept(self, work: Work, asked: Asked) -> ReportRow | None:
        """The report of this chat that is spoken of."""
        reports = await self._all(work, asked)
        return reports[0] if reports else None

    # -------------------------------------------------------------------------------------------

    def _entry(self, report: UUID, public: PublicKey, words: str, now: datetime) -> EntryRow:
        id_ = self._chance.id()
        sealed = seal_to(public, words.encode(), wheres.entry(id_))
        return EntryRow(at=now, id=id_, report_id=report, author="worker", sealed=sealed)

    async def _by_receipt(self, work: Work, typed: str) -> tuple[ReportRow, SecretKey] | None:
        try:
            receipt = Receipt.read(typed)
            report = await self._located(work, receipt)
            if report is None:
                return None
            # the key derivation is slow on purpose, so it has a thread of its own
            secret = await asyncio.to_thread(
                unlock_with_receipt,
                report.receipt_locked,
                receipt,
                self._keys,
                wheres.receipt(report.id),
            )
        except (NotAReceipt, CannotOpen):
            return None
        return report, secret

    async def _located(self, work: Work, receipt: Receipt) -> ReportRow | None:
        for hashed in self._keys.hashes("receipt", receipt.locator):
            if report := await work.reports.by_receipt(hashed):
                return report
        return None

    async def _offer_here(
        self, work: Work, asked: Asked, report: ReportRow, secret: SecretKey
    ) -> None:
        """What was answered can be read in this chat.  Who is told of more stays as it is."""
        for entry in await work.entries.of_report(report.id):
            if entry.author == "caseworker":
                words = open_with(secret, entry.sealed, wheres.entry(entry.id))
                again = self._keys.seal(words, wheres.entry_for_worker(entry.id))
                await work.entries.offer_again(entry.id, again)
        await self._record(work, asked, "report.found", report.id)

    async def _all(self, work: Work, asked: Asked) -> list[ReportRow]:
        """Those of this chat that were not taken back; the one that is spoken of is first."""
        found = [await work.reports.get(UUID(id_)) for id_ in asked.known.kept.get("report", ())]
        return [each for each in found if each and each.status is not ReportStatus.WITHDRAWN]

    async def _unread_first(self, work: Work, reports: list[ReportRow]) -> list[ReportRow]:
        """A notice leads to the report that it was about."""
        first = [each for each in reports if await unread(work, each.id)][:1]
        return [*first, *(each for each in reports if each not in first)]

    def _waits_shorter(self, report: ReportRow, secret: SecretKey) -> bool:
        """Whether they were told of the shorter wait."""
        facts = open_with(secret, report.facts or b"", wheres.facts(report.id))
        return waits_shorter(Draft.from_bytes(facts).danger, report.suggested_risk)

    async def _is_read(self, work: Work, report: ReportRow) -> bool:
        standings = await work.referrals.standings(report.id)
        return any(each.status in OPEN for each in standings)

    def _answer(self, text: Text, entry: EntryRow) -> Line:
        sealed = entry.for_worker or b""
        words = self._keys.open(sealed, wheres.entry_for_worker(entry.id)).decode()
        return Line(text, {"date": f"{entry.at:%Y-%m-%d}", "words": words})

    async def _record(self, work: Work, asked: Asked, act: str, report: UUID) -> None:
        event = trail.by_worker(self._chance.id(), asked.now, act, report)
        await work.audit.add([event])


def _ids(reports: list[ReportRow]) -> tuple[str, ...]:
    return tuple(str(each.id) for each in reports)


def _which(reports: list[ReportRow]) -> tuple[Line, ...]:
    """Where a chat has several reports, the one that is spoken of."""
    if len(reports) == 1:
        return ()
    sent = stamp(reports[0].submitted_at)
    return (Line(ONE_OF, {"count": str(len(reports)), "date": sent}),)


def _ended(referrals: list[Referral]) -> str:
    """Whether there is something to say about the work that ended last."""
    last = last_ended(referrals)
    if last is None:
        return "ended"
    return "closed" if last.helped else "asks"
