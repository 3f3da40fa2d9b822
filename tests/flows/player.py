"""Plays transcripts against the flows, and writes them down anew if asked to.

`python -m tests.flows.player --write` writes what the flows answer now into every transcript (or
into those that are named after it): read the difference before you commit it.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from bot.engine.book import Book
from bot.engine.hearing import Speak
from bot.engine.place import Place
from bot.engine.said import Fill, Line, Offer, Said
from bot.engine.turns import reply, resume
from bot.engine.vocabulary import AnyStep
from bot.flows.plan import plan
from bot.i18n import LOCALES, Catalogs
from tests.flows.contents import delivered
from tests.flows.transcripts import Exchange, Transcript, every

Voices = Callable[[str], Speak]
"""A language's code to how it speaks."""

INDENT = " " * 5
WIDTH = 95  # of a line of buttons on paper


class NotAsDeclared(Exception):
    """A transcript declares what no service was asked for, or leaves out what one was."""


class NotedBook(Book):
    """A book that notes which steps somebody came to, and how they were left."""

    def __init__(self, *, reports: bool = True) -> None:
        languages = frozenset({"en", "ne", "ar"} if reports else {})
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
        turn = reply(self.book, place, exchange.incoming, self._voices(place.lang))
        declared = list(exchange.outcomes())
        while turn.effect is not None:
            if not declared or declared[0][0] != turn.effect.name:
                raise NotAsDeclared(f"> {exchange.typed} asks for {turn.effect.name}.")
            turn = resume(self.book, turn, declared.pop(0)[1])
        if declared:
            raise NotAsDeclared(f"> {exchange.typed} never asks for {declared[0][0]}.")
        for entry in turn.place.log:
            for key in (entry.value,) if isinstance(entry.value, str) else entry.value:
                self.book.left_by.add((entry.frames[-1].flow, entry.name, key))
        after = Place.from_bytes(turn.place.to_bytes())
        return after, written(turn.said, self._voices(after.lang))


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


def written(said: Said, speak: Speak) -> str:
    """A message as a person sees it: its lines, then the buttons."""
    text = "\n".join(spoken(line, speak) for line in said.lines)
    lines = [line for line in text.splitlines() if line.strip()]
    lines += _rows([[_button(offer, speak) for offer in row] for row in said.offers])
    return "".join(f"{INDENT if number else 'bot: '}{line}\n" for number, line in enumerate(lines))


def spoken(line: Line, speak: Speak) -> str:
    """A text with what is in its placeholders; without the marks of direction of a screen."""
    return re.sub(r"\{(\w+)\}", lambda name: _filled(line.fills[name[1]], speak), speak(line.text))


def _filled(fill: Fill, speak: Speak) -> str:
    match fill:
        case str():
            return fill
        case Line():
            return spoken(fill, speak)
        case _:
            return "\n".join(_filled(each, speak) for each in fill)


def _button(offer: Offer, speak: Speak) -> str:
    return f"[{' '.join(filter(None, (offer.digit, offer.emoji, speak(offer.label))))}]"


def _rows(rows: Iterable[list[str]]) -> Iterator[str]:
    """On a phone choices stand one below the other; on paper, beside each other if they fit."""
    line = ""
    for row in rows:
        together = " ".join(row)
        if line and (len(row) > 1 or len(line) + len(together) >= WIDTH):
            yield line
            line = ""
        line = f"{line} {together}".strip()
    yield line


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
