"""One person's turn of a batch: what it led to, and what is to be kept of it."""

from datetime import datetime
from uuid import UUID

import msgspec

from bot.domain.messages import Incoming, Outgoing, Paper
from bot.engine.book import Book
from bot.engine.place import Place
from bot.engine.said import Turn
from bot.engine.turns import reply, resume
from bot.engine.ways import BACK
from bot.services.effects import Asked, Effects
from bot.services.places import Places
from bot.services.rendering import Rendering
from bot.storage.conversations import ConversationRow, SavedPlace
from bot.storage.database import Work


class Step(msgspec.Struct, frozen=True):
    """Ready to be kept.  `said`: the very same was said to another file of this album.

    `late`: the person wrote so long ago that the reply waits until they are there.
    """

    incoming: Incoming
    row: ConversationRow
    saved: SavedPlace
    outgoing: Outgoing
    before: Place
    after: Place
    said: bool = False
    late: bool = False

    @property
    def taken(self) -> bool:
        """Whether anything came of the message."""
        return self.after.with_(missed=0) != self.before.with_(missed=0)

    @property
    def tells(self) -> str:
        """What is said to one file of an album that is not to be said to another."""
        of_use = self.taken or self.incoming.not_kept is not None
        return self.outgoing.text if of_use and self.row.place_sealed is not None else ""

    @property
    def held(self) -> list[UUID]:
        """The file that came in, where it was taken."""
        came = self.incoming.file
        return [came.id] if came is not None and came in self.after.files else []

    @property
    def dropped(self) -> list[UUID]:
        """The files that no draft has any more, and the one that came in for nothing."""
        came = {self.incoming.file} if self.incoming.file is not None else set()
        there = self.before.files | came
        return [file.id for file in there - self.after.files] if there else []

    @property
    def link(self) -> str | None:
        """The poster by which somebody came for the first time."""
        return self.incoming.link if self.row.place_sealed is None else None


class Steps:
    """Opens where somebody is, lets the engine answer, makes its effects so."""

    def __init__(self, book: Book, places: Places, rendering: Rendering, effects: Effects) -> None:
        self._book = book
        self._places = places
        self._rendering = rendering
        self._effects = effects

    async def of(
        self, work: Work, row: ConversationRow, incoming: Incoming, now: datetime
    ) -> Step:
        before = self._places.place(row)
        speak = self._rendering.speak(before.lang)
        turn, paper = reply(self._book, before, incoming, speak), None
        while turn.effect is not None:
            asked = Asked(row.id, turn.effect.known, now)
            done = await self._effects.make_so(work, turn.effect.name, asked)
            turn, paper = resume(self._book, turn, done), done.paper or paper
        saved = self._places.saved(row.id, turn.place)
        outgoing = self._outgoing(turn, before, incoming, paper)
        return Step(incoming, row, saved, outgoing, before, turn.place)

    def _outgoing(
        self, turn: Turn, before: Place, incoming: Incoming, paper: Paper | None
    ) -> Outgoing:
        """A question put again, or gone back to, takes the place of the message that was tapped.

        After an answer the next question comes below, and the one before loses its buttons.
        """
        stood = incoming.turn == before.turn
        again = turn.place.turn == before.turn or incoming.choice == BACK.key
        return self._rendering.outgoing(
            turn.said,
            turn.place.lang,
            replaces=incoming.message if stood and again else None,
            clears=None if stood and again else incoming.message,
            paper=paper,
        )
