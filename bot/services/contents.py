"""What is sealed beside a file's chunks: its key, its kind and its true size."""

from typing import Self
from uuid import UUID

import msgspec

from bot.domain.files import File, FileKind
from bot.privacy.files import FileKey


class Contents(msgspec.Struct, frozen=True):
    """Whoever has this can read the file; no `repr` shows it."""

    key: bytes
    kind: FileKind
    size: int

    def __repr__(self) -> str:
        return "Contents()"

    @classmethod
    def of(cls, file: File, key: FileKey) -> Self:
        return cls(key.raw, file.kind, file.size)

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
