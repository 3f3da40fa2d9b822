"""Files at Send: their keys go to the report, and the server's own copies of the keys are gone.

What stays for the worker is a fingerprint, which opens nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from bot.domain.files import LARGEST_TOGETHER, MOST, File
from bot.privacy.files import CHUNK
from bot.privacy.pairs import PublicKey, seal_to
from bot.privacy.server import ServerKeys
from bot.services import wheres
from bot.services.contents import Contents, Described
from bot.services.effects import Asked
from bot.storage.database import Work


class FilesGone(Exception):
    """A file of this draft is not there any more, so it is not said to be sent."""


async def send_files(
    work: Work,
    keys: ServerKeys,
    asked: Asked,
    files: Sequence[File],
    report: tuple[UUID, PublicKey],
) -> None:
    """The content stays as it lies: no byte of it is sealed anew.  Raises FilesGone."""
    if not files:
        return
    report_id, public = report
    found = await work.files.of_draft(asked.conversation_id, [file.id for file in files])
    if len(found) < len(files):
        raise FilesGone(FilesGone.__doc__)
    for file in files:
        contents = keys.open(found[file.id], wheres.file_of_draft(file.id))
        sealed = seal_to(public, contents, wheres.file(file.id))
        described = Contents.from_bytes(contents).described.to_bytes()
        for_worker = keys.seal(described, wheres.file_for_worker(file.id))
        await work.files.send(file.id, report_id, sealed, asked.now, for_worker=for_worker)


async def is_full(work: Work, report_id: UUID, files: Sequence[File]) -> bool:
    """Whether a report has no room for these.  What it has counts as it lies, filled up."""
    if not files:
        return False
    count, chunks = await work.files.kept_of(report_id)
    together = chunks * CHUNK + sum(file.size for file in files)
    return count + len(files) > MOST or together > LARGEST_TOGETHER


async def described(
    work: Work, keys: ServerKeys, report_id: UUID
) -> list[tuple[datetime, Described]]:
    """The files of a report, as they were sent; not those of which the chat was deleted."""
    return [
        (row.sent_at, Described.from_bytes(keys.open(row.sealed, wheres.file_for_worker(row.id))))
        for row in await work.files.for_worker(report_id)
    ]
