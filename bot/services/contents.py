"""What is sealed beside a file's chunks: its key, kind, true size and fingerprint."""

from typing import Self
from uuid import UUID

import msgspec

from bot.domain.files import File, FileKind
from bot.privacy.files import FileKey, Sealing


class Contents(msgspec.Struct, frozen=True):
    """Whoever has this can read the file; no `repr` shows it."""

    key: bytes
    kind: FileKind
    size: int
    fingerprint: str = ""  # of a draft that is older than fingerprints: none

    def __repr__(self) -> str:
        return "Contents()"

    @classmethod
    def of(cls, file: File, key: FileKey, sealing: Sealing) -> Self:
        return cls(key.raw, file.kind, file.size, sealing.fingerprint)

    @property
    def opens(self) -> FileKey:
        return FileKey(self.key)

    def about(self, id_: UUID) -> File:
        return File(id_, self.kind, self.size)

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        return msgspec.json.decode(data, type=cls)

    @property
    def described(self) -> "Described":
        return Described(self.kind, self.size, self.fingerprint)


class Described(msgspec.Struct, frozen=True):
    """What the worker's chat may still say of a file that was sent: nothing that opens it."""

    kind: FileKind
    size: int
    fingerprint: str

    def __repr__(self) -> str:
        return "Described()"

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        return msgspec.json.decode(data, type=cls)
