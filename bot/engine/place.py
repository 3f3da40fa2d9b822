"""Where a person is in a conversation: everything the engine needs to go on, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Any

import msgspec

from bot.domain.files import File

Picked = tuple[str | File, ...]
"""What was chosen, written or sent so far."""
Value = str | Picked


class Frame(msgspec.Struct, frozen=True, omit_defaults=True):
    """A step of a flow, in the version of the flow that the conversation began with."""

    flow: str
    hash: str
    step: str
    aside: bool = False  # called by a command: what is answered in it is no part of what waits
    picked: Picked = ()  # what was chosen or written so far when an aside was called
    begun: int = 0  # of a call for each of several answers: for how many it was made
    item: str = ""  # the answer for which this flow was called


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
    picked: Picked
    item: str = ""


class Parked(msgspec.Struct, frozen=True):
    """A draft that was left in the middle.

    `before` is one that waited already, and that nobody was asked about when this one began.
    """

    frames: tuple[Frame, ...]
    log: tuple[Entry, ...]
    picked: Picked
    unfinished: tuple[Unfinished, ...] = ()
    before: "Parked | None" = None


class Place(msgspec.Struct, frozen=True):
    """One conversation between two messages.

    The answers are not kept beside the way that led to them: the log *is* the state, so undoing
    the last entry undoes everything that followed from it.
    """

    lang: str = ""
    turn: int = 0
    frames: tuple[Frame, ...] = ()
    log: tuple[Entry, ...] = ()
    picked: Picked = ()
    page: int = 0
    missed: int = 0
    guesses: tuple[str, ...] = ()
    """What the last words may have meant: the person is asked whether it is the first of them."""
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
        item = self.frames[-1].item if self.frames else ""
        return Known(
            dict(_answers(self.log, item)),
            self.kept,
            self.lang,
            parked=self.parked is not None,
            item=item,
            log=self.log,
        )

    @property
    def files(self) -> frozenset[File]:
        """All that belong to what was not sent yet, wherever in it they are."""
        picked = [value for value in self._values() if value and not isinstance(value, str)]
        return frozenset(file for each in picked for file in files_in(each))

    def _values(self) -> list[Value]:
        values = [self.picked, *_values(self.frames, self.log, self.unfinished)]
        parked = self.parked
        while parked is not None:
            values += [parked.picked, *_values(parked.frames, parked.log, parked.unfinished)]
            parked = parked.before
        return values

    def with_(self, **changes: Any) -> "Place":
        return msgspec.structs.replace(self, **changes)

    def at(self, step: str) -> "Place":
        """The same flow, at another step."""
        last = msgspec.structs.replace(self.frames[-1], step=step)
        return self.with_(frames=(*self.frames[:-1], last))


class Known(msgspec.Struct, frozen=True):
    """What rules, texts and effects may look at: the answers so far, and what the chat keeps.

    What was answered for one of several items is called ``question:item``, and while that item is
    gone through also by the question alone.
    """

    answers: Mapping[str, Value]
    kept: Mapping[str, tuple[str, ...]]
    lang: str
    parked: bool
    item: str = ""
    log: tuple[Entry, ...] = ()
    """The same answers in the order in which they were given."""

    def has(self, answer: str, key: str) -> bool:
        value = self.answers.get(answer, ())
        return key == value if isinstance(value, str) else key in value

    def one(self, answer: str, default: str = "") -> str:
        value = self.answers.get(answer, default)
        return value if isinstance(value, str) else default

    def latest(self, *questions: str) -> str:
        """Which of these was answered last, of those whose answer is one key; or none."""
        keys = {each for each in questions if self.one(each)}
        order = (entry.name for entry in reversed(self.log))
        return next((name for name in order if name in keys), min(keys, default=""))

    def in_a_row(self, question: str, *keys: str) -> tuple[str, ...]:
        """What was answered to it with these keys since anything else was answered."""
        if self.one(question) not in keys:
            return ()
        back = takewhile(
            lambda entry: entry.name == question and entry.value in keys, reversed(self.log)
        )
        return tuple(str(entry.value) for entry in back)

    def many(self, answer: str) -> tuple[str, ...]:
        """The keys, or the words, without the files."""
        value = self.answers.get(answer, ())
        return () if isinstance(value, str) else words_in(value)

    def files(self, answer: str) -> tuple[File, ...]:
        return files_in(self.answers.get(answer, ()))


def _answers(log: Iterable[Entry], item: str) -> Iterator[tuple[str, Value]]:
    for entry in log:
        its = entry.frames[-1].item if entry.frames else ""
        if its:
            yield f"{entry.name}:{its}", entry.value
        if not its or its == item:
            yield entry.name, entry.value


def words_in(picked: Picked) -> tuple[str, ...]:
    return tuple(each for each in picked if isinstance(each, str))


def files_in(value: Value) -> tuple[File, ...]:
    if isinstance(value, str):
        return ()
    return tuple(each for each in value if not isinstance(each, str))


def _values(
    frames: Iterable[Frame], log: Iterable[Entry], unfinished: Iterable[Unfinished]
) -> list[Value]:
    return [
        *[frame.picked for frame in frames],
        *[entry.value for entry in log],
        *[each.picked for each in unfinished],
    ]
