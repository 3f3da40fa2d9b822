"""Interleaved rounds: both sides do the same work in turn, so that a noisy minute hits both."""

import gc
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from bench.sizes import Size

Work = TypeVar("Work")


@dataclass(frozen=True, slots=True)
class Round:
    """One side's turn: how many steps, how long, and the processor time of each part."""

    steps: int
    seconds: float
    cpu: Mapping[str, float]

    @property
    def per_second(self) -> float:
        return self.steps / self.seconds

    def each(self, part: str) -> float:
        """Microseconds of processor time a step took in this part."""
        return self.cpu[part] / self.steps * 1e6


@dataclass(frozen=True, slots=True)
class Side(Generic[Work]):
    """Who is measured: does the work of a round, and says what processor time was taken so far."""

    name: str
    run: Callable[[Work], Awaitable[None]]
    cpu: Mapping[str, Callable[[], float]]


async def interleaved(
    sides: tuple[Side[Work], Side[Work]],
    work: Callable[[], Work],
    steps: int,
    size: Size,
) -> tuple[list[Round], list[Round]]:
    """A B A B …; the rounds that warm up are not counted."""
    done: tuple[list[Round], list[Round]] = ([], [])
    for _ in range(size.warming + size.rounds):
        given = work()
        for kept, side in zip(done, sides, strict=True):
            kept.append(await _round(side, given, steps))
    return done[0][size.warming :], done[1][size.warming :]


async def _round(side: Side[Work], work: Work, steps: int) -> Round:
    gc.collect()  # nobody pays for what another left behind; while it runs it is as usual
    before = {part: taken() for part, taken in side.cpu.items()}
    begun = time.perf_counter()
    await side.run(work)
    seconds = time.perf_counter() - begun
    return Round(
        steps, seconds, {part: taken() - before[part] for part, taken in side.cpu.items()}
    )
