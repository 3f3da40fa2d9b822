"""How a bot introduces itself in each language: harmless words, for whoever looks at the phone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.content import Names
from bot.domain.text import Text
from bot.engine.hearing import Speak
from bot.services.rendering import Rendering

ALWAYS = ("/start", "/menu", "/back")  # the engine's own
BEGIN = Text("Tap Start, then choose your language.")
COMMANDS: Mapping[str, Text] = {
    "/menu": Text("Menu"),
    "/back": Text("Back"),
    "/language": Text("Change language"),
    "/help": Text("How this works"),
    "/hours": Text("When I may write to you"),
    "/hide": Text("Clear this chat"),
    "/stop": Text("No more messages"),
    "/delete": Text("Delete everything"),
    "/privacy": Text("What is kept"),
    "/start": Text("Begin"),
}
"""What a chat company shows beside the box to write in, in this order, if the command is there."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is shown in one language before anything was said."""

    commands: tuple[tuple[str, str], ...]
    description: str
    short: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """`by_language` has "" for everybody whose language is not among them."""

    title: str
    by_language: Mapping[str, Words]


def introduction(
    names: Names, languages: Collection[str], commands: Collection[str], rendering: Rendering
) -> Introduction:
    """`commands` are those of the flows; no other is offered."""
    known = {*ALWAYS, *commands}
    return Introduction(
        names.title,
        {
            lang: _words(names, known, rendering.speak(lang))
            for lang in ("", *(each for each in languages))
        },
    )


def _words(names: Names, known: Collection[str], speak: Speak) -> Words:
    greeting = speak(names.greeting)
    return Words(
        commands=tuple(
            (name.removeprefix("/"), speak(text))
            for name, text in COMMANDS.items()
            if name in known
        ),
        description=f"{greeting}\n{speak(BEGIN)}",
        short=greeting,
    )
