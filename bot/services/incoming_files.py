"""Files on their way in: fetched only where one is asked for, sealed as they come."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from bot.domain.files import LARGEST, File, FileKind, room_beside
from bot.domain.messages import Incoming
from bot.engine.book import Book
from bot.engine.carrying import carried
from bot.engine.place import Place, files_in
from bot.engine.ways import takes_files
from bot.privacy.files import FileKey, Sealing
from bot.privacy.server import ServerKeys
from bot.services import wheres
from bot.services.contents import Contents
from bot.services.places import Places
from bot.services.ports import Chance, Clock, NotFetched
from bot.storage.database import Database

ORPHANED = timedelta(hours=12)  # how long a file stays that no draft holds
MOST_BEGUN = 40  # files of one conversation in that time that are not sent

Fetch = Callable[[], AsyncGenerator[bytes]]
"""The content piece by piece.  Raises NotFetched; may be called again after that."""


class TooLarge(Exception):
    """This file is larger than there is room for."""


@dataclass(frozen=True, slots=True)
class _Room:
    """Where a file may go, and how many bytes of it."""

    conversation_id: UUID
    left: int


class IncomingFiles:
    """Each is sealed under a key of its own, which until Send only the server key opens."""

    def __init__(
        self,
        *,
        database: Database,
        book: Book,
        places: Places,
        keys: ServerKeys,
        clock: Clock,
        chance: Chance,
    ) -> None:
        self._database = database
        self._book = book
        self._places = places
        self._keys = keys
        self._clock = clock
        self._chance = chance

    async def taken(self, incoming: Incoming, fetch: Fetch) -> Incoming:
        """The same message with its file, if the question that stands takes it; else as it was.

        It belongs to nothing until the message is received.  Raises TryAgain.
        """
        kind = _kind(incoming)
        if kind is None:
            return incoming
        room = await self._room(incoming)
        if room is None:
            return incoming
        if room.left <= 0:
            return replace(incoming, not_kept="many")
        try:
            return replace(incoming, file=await self._kept(room, kind, fetch))
        except TooLarge:
            return replace(incoming, not_kept="large" if room.left >= LARGEST else "many")
        except NotFetched:
            return replace(incoming, not_kept="lost")

    async def _room(self, incoming: Incoming) -> _Room | None:
        """None where nothing is to be fetched: nobody asked for it, or it was here before."""
        address = incoming.address
        async with self._database.transaction() as work:
            seen = self._places.seen_hash(incoming)
            if await work.seen.knows(address.channel, seen):
                return None
            hashed = self._places.chat_hash(address)
            row = await work.conversations.by_address(address.channel, hashed)
            if row is None:
                return None
            left = self._left(self._places.place(row))
            if left is None:
                return None
            since = self._clock() - ORPHANED
            full = await work.files.begun_by(row.id, since=since) >= MOST_BEGUN
            return _Room(row.id, 0 if full else left)

    def _left(self, place: Place) -> int | None:
        """How many bytes the question that stands still takes; None where it takes no files."""
        place = carried(self._book, place)
        if not place.frames or not takes_files(self._book.question(place)):
            return None
        return room_beside(files_in(place.picked))

    async def _kept(self, room: _Room, kind: FileKind, fetch: Fetch) -> File:
        """Each chunk is a transaction of its own, so that a slow phone holds up nobody."""
        at, id_, key = self._clock(), self._chance.id(), FileKey.new()
        sealing, number = Sealing(key, id_), 0
        async with self._database.transaction() as work:
            await work.files.begin(id_, room.conversation_id, at)
        async with aclosing(_sealed(sealing, fetch, min(LARGEST, room.left))) as chunks:
            async for chunk in chunks:
                async with self._database.transaction() as work:
                    await work.files.add_chunk(at, id_, number, chunk)
                number += 1
        file = File(id_, kind, sealing.size)
        contents = Contents.of(file, key, sealing)
        for_draft = self._keys.seal(contents.to_bytes(), wheres.file_of_draft(id_))
        async with self._database.transaction() as work:
            await work.files.finish(at, id_, for_draft)
        return file


def _kind(incoming: Incoming) -> FileKind | None:
    """None for what is no file, such as a place or a sticker."""
    match incoming.media:
        case "voice" | "picture" | "video" | "document" as kind:
            return kind
        case _:
            return None


async def _sealed(sealing: Sealing, fetch: Fetch, most: int) -> AsyncGenerator[bytes]:
    """Chunks as they fill up.  Raises TooLarge; NotFetched, also where there is not a byte."""
    async with aclosing(fetch()) as pieces:
        async for piece in pieces:
            if sealing.size + len(piece) > most:
                raise TooLarge(TooLarge.__doc__)
            for chunk in sealing.add(piece):
                yield chunk
    if not sealing.size:
        raise NotFetched(NotFetched.__doc__)
    for chunk in sealing.end():
        yield chunk
