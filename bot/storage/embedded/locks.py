"""Locks that the kernel drops when whoever holds them dies, however they die."""

import os
import sys
import time
from collections.abc import Callable
from io import FileIO
from pathlib import Path

if sys.platform != "win32":
    import fcntl

PAUSE = 0.01


def opened(path: Path) -> FileIO:
    """Open a lock file: each opening is a holder of its own, and so is whoever inherits it."""
    return FileIO(path, "a", opener=_private)


def shared(lock: FileIO, seconds: float = 0) -> bool:
    return within(seconds, lambda: _taken(lock, fcntl.LOCK_SH))


def alone(lock: FileIO, seconds: float = 0) -> bool:
    return within(seconds, lambda: _taken(lock, fcntl.LOCK_EX))


def within(seconds: float, reached: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not reached():
        if time.monotonic() >= until:
            return False
        time.sleep(PAUSE)
    return True


def _taken(lock: FileIO, kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
