"""`make bench`: measures, prints a table, and writes down what came out and where."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from bench import steps, stored, webhooks
from bench.figures import Figure
from bench.machines import machine
from bench.results import Result, write
from bench.servers import Server, running
from bench.sizes import Size
from bench.tables import lines

Measure = Callable[[Server, Size], Awaitable[Sequence[Figure]]]
WHOLE = 1_000_000
USUAL = Size()


async def _step(server: Server, size: Size) -> Sequence[Figure]:
    return [await steps.measure(server, size)]


async def _webhook(server: Server, size: Size) -> Sequence[Figure]:
    return [await webhooks.measure(server, size)]


MEASURES: dict[str, Measure] = {"step": _step, "webhook": _webhook, "stored": stored.measure}


def main() -> None:
    """The terminal's words become a size, and a run a table."""
    asked = _arguments().parse_args()
    size = Size(
        people=asked.people,
        messages=asked.messages,
        rounds=asked.rounds,
        stored=WHOLE if asked.whole else asked.stored,
    )
    result = asyncio.run(measured(asked.measure or list(MEASURES), size))
    for line in lines(result):
        print(line)
    print(f"\n{write(result)}")


async def measured(names: Sequence[str], size: Size, *, fsync: bool = True) -> Result:
    """Every measure that was asked for, one after the other; what fills the disk is the last."""
    before = machine()
    figures: list[Figure] = []
    with running(fsync=fsync) as server:
        postgresql = await server.settings()
        for name in (each for each in MEASURES if each in names):
            print(f"{name} ...", flush=True)
            figures += await MEASURES[name](server, size)
    return Result(
        at=datetime.now(UTC),
        before=before,
        after=machine(),
        postgresql=postgresql,
        asked={"measures": " ".join(names), "size": str(size)},
        figures=figures,
    )


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "measure", nargs="*", choices=[[], *MEASURES], help="all, if none is named"
    )
    parser.add_argument("--people", type=int, default=USUAL.people, help="at the same time")
    parser.add_argument("--messages", type=int, default=USUAL.messages, help="of each, a round")
    parser.add_argument("--rounds", type=int, default=USUAL.rounds, help="of each side")
    parser.add_argument("--stored", type=int, default=USUAL.stored, help="conversations")
    parser.add_argument("--whole", action="store_true", help=f"with {WHOLE:,} of them")
    return parser


if __name__ == "__main__":
    main()
