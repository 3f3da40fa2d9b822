"""Where and with what it was measured: no figure means anything without it."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

import msgspec
import psutil

LIBRARIES = ("python-telegram-bot", "aiohttp", "asyncpg", "sqlalchemy", "msgspec", "pynacl")


class Machine(msgspec.Struct, frozen=True):
    """A machine as others see it: no name of it, and no address."""

    cpu: str
    cores: int
    memory_gb: float
    system: str
    python: str
    libraries: dict[str, str]
    load: tuple[float, float, float]
    """Of the last 1, 5 and 15 minutes: on a busy machine only the ratios say something."""


def machine() -> Machine:
    return Machine(
        cpu=_cpu(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else _cores(),
        memory_gb=round(psutil.virtual_memory().total / 2**30, 1),
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        python=f"{platform.python_implementation()} {platform.python_version()}",
        libraries={name: version(name) for name in LIBRARIES},
        load=os.getloadavg(),
    )


def _cores() -> int:
    return os.cpu_count() or 1


def _cpu() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text("utf-8").splitlines() if known.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown")
