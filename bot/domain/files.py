"""Files that people send: what is known of one, how large it may be, and how many there may be."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import msgspec

FileKind = Literal["voice", "picture", "video", "document"]

LARGEST = 20 << 20  # bytes; more than that Telegram gives no bot
LARGEST_TOGETHER = 50 << 20
MOST = 10  # files, of one report


class File(msgspec.Struct, frozen=True, gc=False):
    """One that is kept: its content lies elsewhere, sealed, and its name is not kept at all."""

    id: UUID
    kind: FileKind
    size: int


def room_beside(files: Sequence[File]) -> int:
    """How many bytes may still come beside these."""
    return 0 if len(files) >= MOST else LARGEST_TOGETHER - sum(file.size for file in files)
