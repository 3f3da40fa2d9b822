"""Files sealed in chunks under a key of their own: none can be moved, left out or cut off."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from nacl.bindings import randombytes

from bot.privacy.sealed import (
    HEAD_BYTES,
    Kind,
    Where,
    closed,
    head,
    key_expected,
    open_under,
    seal_under,
)
from bot.privacy.subkeys import KEY_BYTES, key_id

CHUNK = 256 << 10  # bytes of a file in one chunk
# A file lies in the smallest that holds it, so that its length says little; larger than the last
# one, it is filled up to whole chunks.
BUCKETS = (16 << 10, 64 << 10, CHUNK, *(n << 20 for n in (1, 2, 4, 8, 12, 16, 20)))


@dataclass(frozen=True, slots=True, eq=False)
class FileKey:
    """What opens the chunks of one file; no `repr` shows it."""

    raw: bytes = field(repr=False)

    @classmethod
    def new(cls) -> "FileKey":
        return cls(randombytes(KEY_BYTES))

    @property
    def id(self) -> str:
        return key_id(self.raw, "file-key")


class Sealing:
    """A file that comes in piece by piece, and goes out in sealed chunks.  One is for one file."""

    def __init__(self, key: FileKey, file: UUID) -> None:
        self._key = key
        self._file = file
        self._rest = bytearray()
        self._sealed = 0
        self._print = sha256()
        self.size = 0

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of what came in so far, which anybody can compute of the same file."""
        return self._print.hexdigest()

    def add(self, piece: bytes) -> Iterator[bytes]:
        """The chunks that are full, and surely not the last one."""
        self.size += len(piece)
        self._print.update(piece)
        self._rest += piece
        while len(self._rest) > CHUNK:
            chunk = bytes(self._rest[:CHUNK])
            del self._rest[:CHUNK]
            yield self._chunk(chunk, last=False)

    def end(self) -> Iterator[bytes]:
        """What is left, filled up to a bucket.  Nothing can be added after it."""
        left = _bucket(self.size) - self._sealed * CHUNK
        while left > CHUNK:
            yield self._chunk(self._taken(CHUNK), last=False)
            left -= CHUNK
        yield self._chunk(self._taken(left), last=True)

    def _taken(self, length: int) -> bytes:
        plain = bytes(self._rest[:length]).ljust(length, b"\0")
        self._rest.clear()
        return plain

    def _chunk(self, plain: bytes, *, last: bool) -> bytes:
        where = _where(self._file, self._sealed, last=last)
        self._sealed += 1
        return seal_under(self._key.raw, head(Kind.FILE, self._key.id), plain, where)


def chunks_of(size: int) -> int:
    """How many chunks a file of so many bytes lies in."""
    return -(-_bucket(size) // CHUNK)


def open_chunk(key: FileKey, file: UUID, number: int, sealed: bytes, *, size: int) -> bytes:
    """The bytes that chunk `number` has of a file of this size, without what fills it up.

    Raises CannotOpen for a chunk of another file or number, or one that was altered; and where
    the last one is not the last, or another one is.
    """
    where = _where(file, number, last=number == chunks_of(size) - 1)
    if key_expected(sealed, Kind.FILE, where) != key.id:
        raise closed(where)
    plain = open_under(key.raw, HEAD_BYTES, sealed, where)
    return plain[: max(0, size - number * CHUNK)]


def _bucket(size: int) -> int:
    return next((each for each in BUCKETS if size <= each), -(-size // CHUNK) * CHUNK)


def _where(file: UUID, number: int, *, last: bool) -> Where:
    return Where("file_chunks", "sealed", f"{file}/{number}/{'last' if last else 'more'}")
