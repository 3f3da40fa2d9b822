"""One person's turn of a batch: what it led to, and what is to be kept of it."""

from uuid import UUID

import msgspec

from bot.domain.files import File
from bot.domain.messages import Incoming, Outgoing
from bot.storage.conversations import ConversationRow, SavedPlace


class Step(msgspec.Struct, frozen=True):
    """Ready to be kept.  `taken` says whether anything came of the message.

    `before` and `after` are the files of what was not sent yet; `said`, that the very same was
    said to another file of this album.
    """

    incoming: Incoming
    row: ConversationRow
    saved: SavedPlace
    outgoing: Outgoing
    taken: bool
    before: frozenset[File]
    after: frozenset[File]
    said: bool = False

    @property
    def tells(self) -> str:
        """What is said to one file of an album that is not to be said to another."""
        of_use = self.taken or self.incoming.not_kept is not None
        return self.outgoing.text if of_use and self.row.place_sealed is not None else ""

    @property
    def held(self) -> list[UUID]:
        """The file that came in, where it was taken."""
        return [self.incoming.file.id] if self.incoming.file in self.after else []

    @property
    def dropped(self) -> list[UUID]:
        """The files that no draft has any more, and the one that came in for nothing."""
        came = {self.incoming.file} if self.incoming.file is not None else set()
        return [file.id for file in (self.before | came) - self.after]

    @property
    def link(self) -> str | None:
        """The poster by which somebody came for the first time."""
        return self.incoming.link if self.row.place_sealed is None else None
