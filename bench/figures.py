"""What came out: each measure of ours beside the peer's, and the ratio of neighbouring rounds."""

from collections.abc import Sequence
from statistics import median, quantiles

import msgspec


class Spread(msgspec.Struct, frozen=True):
    """A middle, and between what half of all values lie."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        if len(values) < 2:
            return cls(values[0], values[0], values[0])
        low, _, high = quantiles(values, n=4, method="inclusive")
        return cls(low, median(values), high)


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table.  `aim` is what the ratio is to reach, or to stay below."""

    measure: str
    unit: str
    ours: Spread
    peer: Spread
    ratio: Spread
    rounds: int
    aim: float
    less_is_better: bool = False
    beside: dict[str, float] = {}

    @property
    def met(self) -> bool:
        if self.less_is_better:
            return self.ratio.median <= self.aim
        return self.ratio.median >= self.aim


def compared(
    measure: str,
    unit: str,
    ours: Sequence[float],
    peer: Sequence[float],
    aim: float,
    *,
    less_is_better: bool = False,
    beside: dict[str, float] | None = None,
) -> Figure:
    """The ratio is that of each round with its neighbour: what slowed one slowed the other."""
    return Figure(
        measure=measure,
        unit=unit,
        ours=Spread.of(ours),
        peer=Spread.of(peer),
        ratio=Spread.of([a / b for a, b in zip(ours, peer, strict=True)]),
        rounds=len(ours),
        aim=aim,
        less_is_better=less_is_better,
        beside=beside or {},
    )
