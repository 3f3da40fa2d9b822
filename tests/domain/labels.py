"""Messages with what they speak of, written down by hand, and what is heard in them.

`tuned.tsv` holds what the phrases in config/crisis were tuned on.  `held_out.tsv` was written
after the phrases were last changed and is not looked at when they are: whoever changes them moves
it to the tuned ones and writes a new one, so that some measure always knows nothing of them.
A line is the language (-Latn: in Latin letters), the kind of danger or "ordinary", the message.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.domain.crisis import Crisis, CrisisPhrases
from bot.domain.dangers import Dangers
from tests.plain import names, plain

FOLDER = Path(__file__).parent / "labelled"
ORDINARY = "ordinary"
GRAVE = (Crisis.WISH_TO_DIE, Crisis.DANGER_NOW)


@dataclass(frozen=True, slots=True)
class Labelled:
    lang: str
    kind: str
    message: str

    @property
    def grave(self) -> bool:
        return self.kind in GRAVE

    @property
    def ordinary(self) -> bool:
        return self.kind == ORDINARY


@dataclass(frozen=True, slots=True)
class Heard:
    """Of how many messages of danger how many were heard, and of ordinary ones how many, too."""

    grave: int
    grave_heard: int
    other: int
    other_heard: int
    ordinary: int
    false_alarms: int

    @property
    def recall(self) -> float:
        return self.grave_heard / self.grave

    @property
    def false_alarm_rate(self) -> float:
        return self.false_alarms / self.ordinary


def labelled(name: str) -> list[Labelled]:
    lines = (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    return [Labelled(*line.split("\t")) for line in lines]


@cache
def delivered() -> Dangers:
    """The phrases in config/crisis."""
    return Dangers(phrases())


def phrases() -> Iterator[CrisisPhrases]:
    for name in names("crisis"):
        yield CrisisPhrases.from_data(plain(name), where=name)


def heard(messages: Iterable[Labelled]) -> Heard:
    """How well the delivered phrases hear."""
    found = [(each, delivered().heard(each.message) is not None) for each in messages]
    grave = [was for each, was in found if each.grave]
    ordinary = [was for each, was in found if each.ordinary]
    other = [was for each, was in found if not each.grave and not each.ordinary]
    return Heard(len(grave), sum(grave), len(other), sum(other), len(ordinary), sum(ordinary))
