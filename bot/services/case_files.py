"""The files of a case: listed, and opened chunk by chunk for one who takes them as they are.

Nothing here looks into a file.  What cleans one, and tells of what kind it truly is, comes between
`Opened.pieces` and the reader.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from bot.privacy.files import FileKey, chunks_of, open_chunk
from bot.privacy.pairs import SecretKey, open_with, unwrap
from bot.services import trail, wheres
from bot.services.case_views import CaseFile
from bot.services.contents import Contents
from bot.services.members import Caseworker
from bot.services.ports import Chance, Clock
from bot.storage.database import Database, Scope, Work
from bot.storage.files import FileRow
from bot.storage.referrals import CaseRow


class NoSuchFile(Exception):
    """There is no such file here."""


class FileIncomplete(Exception):
    """A chunk of this file is not there: it was taken back meanwhile, or the row was lost."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that somebody may have; each chunk is fetched and opened when it is asked for."""

    size: int
    at: datetime
    id: UUID
    key: FileKey = field(repr=False)
    scope: Scope
    database: Database = field(repr=False)

    async def pieces(self) -> AsyncGenerator[bytes]:
        """Raises CannotOpen for what was altered, and FileIncomplete."""
        for number in range(chunks_of(self.size)):
            async with self.database.transaction(visible_to=self.scope) as work:
                sealed = await work.files.chunk(self.at, self.id, number)
            if sealed is None:
                raise FileIncomplete(FileIncomplete.__doc__)
            yield open_chunk(self.key, self.id, number, sealed, size=self.size)


class CaseFiles:
    """What a caseworker may take from a case; each time is on the record."""

    def __init__(self, database: Database, clock: Clock, chance: Chance) -> None:
        self._database = database
        self._clock = clock
        self._chance = chance

    async def open(self, reference: str, number: int, by: Caseworker) -> Opened:
        """Raises NoSuchFile, also for a case of another organisation's."""
        async with self._database.transaction(visible_to=by.scope) as work:
            row = await work.referrals.case(reference)
            secret = report_secret(row, by) if row is not None else None
            if row is None or secret is None:
                raise NoSuchFile(NoSuchFile.__doc__)
            files = await work.files.of_report(row.report.id)
            if not 1 <= number <= len(files):
                raise NoSuchFile(NoSuchFile.__doc__)
            found = files[number - 1]
            contents = _contents(found, secret)
            event = trail.by_member(
                self._chance.id(),
                self._clock(),
                "file.taken",
                member=by.member_id,
                organisation=by.organisation_id,
                subject=("report", row.report.id),
                detail={"file": str(found.id)},
            )
            await work.audit.add([event])
        return Opened(contents.size, found.at, found.id, contents.opens, by.scope, self._database)


def report_secret(row: CaseRow, by: Caseworker) -> SecretKey | None:
    """The report's key, opened with the organisation's; None once the report is erased."""
    if row.wrapped is None:
        return None
    where = wheres.report_key(row.report.id, by.organisation_id)
    return unwrap(row.wrapped, by.keys[row.organisation_key_id], where)


async def files_of(work: Work, report_id: UUID, secret: SecretKey) -> tuple[CaseFile, ...]:
    """In the order in which they were sent."""
    found = enumerate(await work.files.of_report(report_id), start=1)
    return tuple(_listed(number, row, _contents(row, secret)) for number, row in found)


def _listed(number: int, row: FileRow, contents: Contents) -> CaseFile:
    return CaseFile(number, contents.kind, contents.size, row.sent_at)


def _contents(row: FileRow, secret: SecretKey) -> Contents:
    return Contents.from_bytes(open_with(secret, row.sealed, wheres.file(row.id)))
