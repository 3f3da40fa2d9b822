"""One conversation with the flows alone, where somebody says how effects go."""

from collections.abc import Callable

from bot.domain.messages import Incoming
from bot.engine.book import Book
from bot.engine.hearing import Speak
from bot.engine.place import Place
from bot.engine.said import Done, Effect, Said
from bot.engine.turns import reply, resume
from bot.engine.vocabulary import Do

Voices = Callable[[str], Speak]
"""A language's code to how it speaks."""

Doing = Callable[[Effect, Do], Done]
"""Says how an effect went, in the place of the service that would make it so."""


class Talk:
    def __init__(self, book: Book, voices: Voices, doing: Doing, place: Place) -> None:
        self.place = place
        self._book, self._voices, self._doing = book, voices, doing

    def hears(self, incoming: Incoming) -> Said:
        """What comes back.  Between two messages the place is bytes, as it is in a database."""
        turn = reply(self._book, self.place, incoming, self._voices(self.place.lang))
        while turn.effect is not None:
            step = self._book.step(turn.place)
            if not isinstance(step, Do):
                raise TypeError(f"Step {step.name} does nothing.")
            turn = resume(self._book, turn, self._doing(turn.effect, step))
        self.place = Place.from_bytes(turn.place.to_bytes())
        return turn.said
