"""`haki play`: talk to the bot in a terminal, with no database and no server."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain

from bot.app.house import book
from bot.app.languages import language
from bot.channels.terminal.receive import incoming
from bot.channels.terminal.render import INDENT, turned, written
from bot.channels.terminal.state import state
from bot.channels.terminal.talk import Talk
from bot.domain.text import Text
from bot.engine.place import Place
from bot.engine.said import Done, Effect
from bot.engine.vocabulary import Do
from bot.i18n import LOCALES, Catalogs
from bot.settings import Settings

WELCOME = (
    "This is a rehearsal: nothing is stored or sent.",
    "Where a service would do something, you say how it goes.",
    "Write what a worker would write; [key] is a tap, (voice) a voice note. Ctrl-D ends it.",
)
FIRST = "/start"


@dataclass(frozen=True, slots=True)
class Play:
    """How `haki play` was called: in which language, and whether to show what is behind."""

    lang: str = ""
    state: bool = False


class _NoMoreLines(Exception):
    """Whoever plays has gone."""


def play(settings: Settings, how: Play, lines: Iterator[str], say: Callable[[str], None]) -> None:
    """Until there are no more lines.  Raises LanguageUnknown or FlowsAreFaulty."""
    if how.lang:
        language(settings, how.lang)
    catalogs = Catalogs.load(LOCALES, settings.content.languages)
    spoken = book(settings)
    stage = _Stage(spoken.plan.meanings, lines, say)
    talk = Talk(spoken, catalogs.speak, stage.doing, Place(lang=how.lang))
    for line in WELCOME:
        say(line)
    with suppress(_NoMoreLines):
        for typed in chain([FIRST], lines):
            said = written(talk.hears(incoming(typed)), catalogs.speak(talk.place.lang))
            say(turned(said, catalogs.direction(talk.place.lang)).rstrip("\n"))
            for line in state(talk.place) if how.state else ():
                say(f"{INDENT}| {line}")


class _Stage:
    """Where services would act: whoever plays says how it goes."""

    def __init__(
        self, meanings: Mapping[str, Text], lines: Iterator[str], say: Callable[[str], None]
    ) -> None:
        self._meanings, self._lines, self._say = meanings, lines, say

    def doing(self, effect: Effect, step: Do) -> Done:
        """Raises _NoMoreLines."""
        outcomes = list(step.to)
        choices = "  ".join(f"{number} {each}" for number, each in enumerate(outcomes, start=1))
        self._say(f"  ~ {effect.name}: {self._meanings.get(effect.name, '')}".rstrip(": "))
        self._say(f"    How does it go?  {choices}")
        for typed in self._lines:
            if outcome := _outcome(typed.strip(), outcomes):
                return Done(outcome, {name: f"({name})" for name in step.gives})
            self._say(f"    Please choose one:  {choices}")
        raise _NoMoreLines


def _outcome(typed: str, outcomes: Sequence[str]) -> str | None:
    """By its number or its name."""
    numbered = {str(number): each for number, each in enumerate(outcomes, start=1)}
    return numbered.get(typed) or (typed if typed in outcomes else None)
