"""A file that somebody's draft holds, as if it had come over a channel."""

from datetime import datetime
from uuid import UUID

from bot.app.chance import SystemChance
from bot.domain.files import File, FileKind
from bot.privacy.files import FileKey, Sealing
from bot.privacy.server import ServerKeys
from bot.services import wheres
from bot.services.contents import Contents
from bot.storage.database import Work


async def kept(  # noqa: PLR0917 - a fixture in all but name
    work: Work,
    keys: ServerKeys,
    conversation: UUID,
    at: datetime,
    content: bytes,
    kind: FileKind = "voice",
) -> File:
    file, key = File(SystemChance().id(), kind, len(content)), FileKey.new()
    sealing = Sealing(key, file.id)
    await work.files.begin(file.id, conversation, at)
    for number, chunk in enumerate([*sealing.add(content), *sealing.end()]):
        await work.files.add_chunk(at, file.id, number, chunk)
    sealed = keys.seal(Contents.of(file, key, sealing).to_bytes(), wheres.file_of_draft(file.id))
    await work.files.finish(at, file.id, sealed)
    await work.files.hold([file.id])
    return file
