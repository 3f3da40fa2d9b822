"""A fault of a flow: where it is, and how to mend it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.domain.text import Text

FOLDER = "bot/flows"  # a flow is called like its file


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `step` is empty where the whole flow is meant."""

    flow: str
    step: str
    mend: str
    file: str = ""

    def __str__(self) -> str:
        where = self.file or f"{FOLDER}/{self.flow}.py"
        return f"{where}: {f'step {self.step}: ' if self.step else ''}{self.mend}"


class FlowsAreFaulty(Exception):
    """The flows cannot run; the message lists every fault that could be seen.

    How flows go together is looked at only once each of them is whole.
    """

    def __init__(self, faults: Collection[Fault]) -> None:
        more = "Once these are mended, check again: what they hid may show then."
        lines = ("The flows have faults:", *map(str, faults), more)
        super().__init__("\n".join(lines))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Declared:
    """The names that flows may use, and what is known of them."""

    rules: Mapping[str, Collection[str]]  # rule -> what it can say
    fills: Collection[str]
    effects: Mapping[str, Collection[str]]  # effect -> its outcomes
    flows: Collection[str] = ()  # those that are called by name: the first, the menu, commands
    menu: str = ""  # where a flow that nobody called leads when it ends
    sends: Collection[str] = ()  # the effects after which something is out of the person's hands
    uses: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Rule, fill or effect -> the answers it looks at (`sign_*`: all that begin like this)."""
    phrases: Mapping[str, Text] = field(default_factory=dict)
    meanings: Mapping[str, Text] = field(default_factory=dict)  # of rules and effects
