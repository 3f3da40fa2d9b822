"""A file of config/ as plain data, as anybody reads it: without our own reading of it."""

import tomllib
from pathlib import Path
from typing import Any

import yaml

CONFIG = Path(__file__).parents[1] / "config"

# Ten times as fast where the library was built with libyaml, as its wheels are; else the same.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain(name: str) -> Any:
    """What stands in this file, whether it is TOML or YAML."""
    text = (CONFIG / name).read_text("utf-8")
    return tomllib.loads(text) if name.endswith(".toml") else yaml.load(text, _Loader)


def names(folder: str) -> list[str]:
    """The files of a folder of config/, for `plain`."""
    return sorted(f"{folder}/{file.name}" for file in (CONFIG / folder).iterdir())
