"""What was said, in the shape that the API promises."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from bot.channels.webchat.parts import PAPERS
from bot.domain.messages import Direction
from bot.services.delivery import Parcel


class Choice(msgspec.Struct, frozen=True):
    key: str
    label: str


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """`id` grows: what is sent with it as `after` acknowledges everything up to it.

    `hides` says that it takes the place of everything on the screen; it is left out otherwise.
    `paper` is where a file lies that comes with it, until the message is acknowledged.
    """

    id: int
    text: str
    lang: str
    dir: Direction
    choices: tuple[Choice, ...]
    hides: bool = False
    paper: str = ""


class Answer(msgspec.Struct, frozen=True):
    """`turn` is the question that choices answer; null where nothing was said."""

    turn: int | None
    messages: tuple[Message, ...]


def answer(parcels: Sequence[Parcel]) -> Answer:
    turns = [parcel.outgoing.turn for parcel in parcels]
    return Answer(max(turns, default=0) or None, tuple(map(_message, answerable(parcels))))


def answerable(parcels: Sequence[Parcel]) -> list[Parcel]:
    """The same; of several questions only the newest keeps its buttons, the others have passed."""
    newest = max((parcel.id for parcel in parcels if parcel.outgoing.turn), default=0)
    return [
        replace(parcel, outgoing=replace(parcel.outgoing, rows=()))
        if parcel.outgoing.turn and parcel.id != newest
        else parcel
        for parcel in parcels
    ]


def takes_files(parcels: Sequence[Parcel]) -> bool:
    """Whether the newest question that is among them can be answered with a file."""
    asked = [parcel.outgoing for parcel in parcels if parcel.outgoing.turn]
    return bool(asked) and asked[-1].files


def _message(parcel: Parcel) -> Message:
    said = parcel.outgoing
    buttons = (button for row in said.rows for button in row)
    choices = tuple(Choice(button.key, button.label) for button in buttons)
    paper = paper_of(parcel)
    return Message(parcel.id, said.text, said.lang, said.dir, choices, said.hides, paper)


def paper_of(parcel: Parcel) -> str:
    """Where the file lies that comes with a message; empty where none does."""
    return f"{PAPERS}{parcel.id}" if parcel.outgoing.paper else ""
