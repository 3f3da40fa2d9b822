"""What a run leaves behind: one JSON file with the figures and where they come from."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from bench.figures import Figure
from bench.machines import Machine

FOLDER = Path(__file__).parent / "results"


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run."""

    at: datetime
    before: Machine
    after: Machine
    postgresql: dict[str, str]
    """Its version and how durable a commit is, as the server itself says."""
    asked: dict[str, str]
    figures: Sequence[Figure]


def write(result: Result, folder: Path = FOLDER) -> Path:
    """The file, named after the moment."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{result.at:%Y-%m-%dT%H%M%SZ}.json"
    file.write_bytes(msgspec.json.format(msgspec.json.encode(result)) + b"\n")
    return file
