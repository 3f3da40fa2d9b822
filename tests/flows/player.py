"""Plays transcripts against the flows, and writes them down anew if asked to.

`python -m tests.flows.player --write` writes what the flows answer now into every transcript (or
into those that are named after it): read the difference before you commit it.
"""

import sys
from functools import cache
from pathlib import Path

from bot.channels.terminal.render import spoken, written
from bot.channels.terminal.talk import Talk, Voices
from bot.engine.book import Book
from bot.engine.hearing import Speak
from bot.engine.place import Place
from bot.engine.said import Done, Effect
from bot.engine.vocabulary import AnyStep, Do
from bot.flows.plan import plan
from bot.i18n import LOCALES, Catalogs
from tests.flows.contents import delivered
from tests.flows.transcripts import Exchange, Transcript, every
from tests.languages import DELIVERED

__all__ = ["Player", "english", "spoken", "translations", "voices", "written"]


class NotAsDeclared(Exception):
    """A transcript declares what no service was asked for, or leaves out what one was."""


class NotedBook(Book):
    """A book that notes which steps somebody came to, and how they were left."""

    def __init__(self, *, reports: bool = True) -> None:
        languages = frozenset(DELIVERED if reports else ())
        super().__init__(plan(delivered(report_languages=languages)))
        self.come_to: set[tuple[str, str]] = set()
        self.left_by: set[tuple[str, str, str]] = set()

    def step(self, place: Place) -> AnyStep:
        frame = place.frames[-1]
        self.come_to.add((frame.flow, frame.step))
        return super().step(place)

    def after(self, place: Place, event: str) -> Place:
        frame = place.frames[-1]
        self.left_by.add((frame.flow, frame.step, event))
        return super().after(place, event)


class Player:
    """Says what a transcript says, and hears what the flows answer."""

    def __init__(self, book: NotedBook, voices: Voices) -> None:
        self.book = book
        self._voices = voices

    def play(self, transcript: Transcript) -> Transcript:
        """The same transcript with what the flows answer now.  Raises NotAsDeclared."""
        place = Place(lang=transcript.settings.get("lang", ""))
        exchanges = []
        for each in transcript.exchanges:
            place, answer = self._answered(place, each)
            exchanges.append(Exchange(each.typed, each.done, answer))
        return Transcript(transcript.title, transcript.settings, exchanges)

    def _answered(self, place: Place, exchange: Exchange) -> tuple[Place, str]:
        declared = list(exchange.outcomes())

        def doing(effect: Effect, _: Do) -> Done:
            if not declared or declared[0][0] != effect.name:
                raise NotAsDeclared(f"> {exchange.typed} asks for {effect.name}.")
            return declared.pop(0)[1]

        talk = Talk(self.book, self._voices, doing, place)
        said = talk.hears(exchange.incoming)
        if declared:
            raise NotAsDeclared(f"> {exchange.typed} never asks for {declared[0][0]}.")
        for entry in talk.place.log:
            for key in (entry.value,) if isinstance(entry.value, str) else entry.value:
                self.book.left_by.add((entry.frames[-1].flow, entry.name, str(key)))
        return talk.place, written(said, self._voices(talk.place.lang))


def player(transcript: Transcript) -> Player:
    """Who plays this transcript, by its settings."""
    reports = transcript.settings.get("reports", "open") == "open"
    return Player(noted_book(reports=reports), voices(transcript))


def voices(transcript: Transcript) -> Voices:
    """English in every language, unless the transcript is about the words of one."""
    return translations() if transcript.settings.get("words") == "translated" else english


@cache
def noted_book(*, reports: bool) -> NotedBook:
    """One for all transcripts: to compile the flows takes longer than to play them."""
    return NotedBook(reports=reports)


def english(_: str) -> Speak:
    return str


@cache
def translations() -> Voices:
    return Catalogs.load(LOCALES, delivered().languages).speak


def main(arguments: list[str]) -> int:
    if arguments[:1] != ["--write"]:
        sys.stderr.write(str(__doc__))
        return 2
    for file in map(Path, arguments[1:] or every()):
        transcript = Transcript.read(file)
        player(transcript).play(transcript).write(file)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
