"""How much is measured: enough to mean something, or just enough to see that it runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The work of one run."""

    people: int = 64
    """How many at the same time."""
    messages: int = 40
    """How many each of them writes in a round."""
    rounds: int = 15
    warming: int = 2
    stored: int = 100_000
    """How many conversations are there already, in the measure that asks for it."""
    few: int = 1_000
    """How many there are in the database that this is compared with."""

    @property
    def steps(self) -> int:
        """Of one side in one round."""
        return self.people * self.messages


SMALLEST = Size(people=3, messages=4, rounds=2, warming=1, stored=60, few=20)
