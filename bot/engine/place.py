"""Where a person is in a conversation: everything the engine needs to go on, and nothing else."""

from collections.abc import Mapping
from typing import Any

import msgspec

Value = str | tuple[str, ...]


class Frame(msgspec.Struct, frozen=True):
    """A step of a flow, in the version of the flow that the conversation began with."""

    flow: str
    hash: str
    step: str
    aside: bool = False  # called by a command: what is answered in it is no part of what waits
    picked: tuple[str, ...] = ()  # what was chosen or written so far when an aside was called


class Entry(msgspec.Struct, frozen=True):
    """One answer given, and where the question stood, so that Back can undo it."""

    frames: tuple[Frame, ...]
    name: str
    value: Value


class Unfinished(msgspec.Struct, frozen=True):
    """What was chosen or written at a question that was left without an answer."""

    draft: str  # the flow that is sent, or not, as a whole; empty where there is none
    flow: str
    step: str
    picked: tuple[str, ...]


class Parked(msgspec.Struct, frozen=True):
    """A draft that was left in the middle."""

    frames: tuple[Frame, ...]
    log: tuple[Entry, ...]
    picked: tuple[str, ...]
    unfinished: tuple[Unfinished, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """One conversation between two messages.

    The answers are not kept beside the way that led to them: the log *is* the state, so undoing
    the last entry undoes everything that followed from it.
    """

    lang: str = ""
    turn: int = 0
    frames: tuple[Frame, ...] = ()
    log: tuple[Entry, ...] = ()
    picked: tuple[str, ...] = ()
    page: int = 0
    missed: int = 0
    parked: Parked | None = None
    unfinished: tuple[Unfinished, ...] = ()
    kept: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Place":
        return msgspec.json.decode(data, type=cls)

    @property
    def known(self) -> "Known":
        answers = {entry.name: entry.value for entry in self.log}
        return Known(answers, self.kept, self.lang, parked=self.parked is not None)

    def with_(self, **changes: Any) -> "Place":
        return msgspec.structs.replace(self, **changes)

    def at(self, step: str) -> "Place":
        """The same flow, at another step."""
        last = msgspec.structs.replace(self.frames[-1], step=step)
        return self.with_(frames=(*self.frames[:-1], last))


class Known(msgspec.Struct, frozen=True):
    """What rules, texts and effects may look at: the answers so far, and what the chat keeps."""

    answers: Mapping[str, Value]
    kept: Mapping[str, tuple[str, ...]]
    lang: str
    parked: bool

    def has(self, answer: str, key: str) -> bool:
        value = self.answers.get(answer, ())
        return key == value if isinstance(value, str) else key in value

    def one(self, answer: str, default: str = "") -> str:
        value = self.answers.get(answer, default)
        return value if isinstance(value, str) else default

    def many(self, answer: str) -> tuple[str, ...]:
        value = self.answers.get(answer, ())
        return () if isinstance(value, str) else value
