"""The steps at which people may stand who began in an earlier version, kept beside the flows."""

from pathlib import Path

import msgspec

from bot.engine.book import Plan
from bot.engine.successors import Released, to_note

RELEASED = Path(__file__).parents[1] / "flows" / "released.json"


def released() -> Released:
    """By flow; a name goes from this file only by hand, when nobody can stand there any more."""
    return msgspec.json.decode(RELEASED.read_bytes(), type=dict[str, list[str]])


def noted(today: Plan, before: Released) -> bytes:
    """The file with the steps of today."""
    names = {flow.name: to_note(flow) for flow in today.flows}
    every = {
        name: sorted({*before.get(name, ()), *names.get(name, ())})
        for name in sorted({*before, *names})
    }
    return msgspec.json.format(msgspec.json.encode(every), indent=2) + b"\n"
