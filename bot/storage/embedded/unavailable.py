"""Why there is no embedded PostgreSQL: one sentence for whoever runs Haki."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

OTHERWISE = "or set HAKI_DATABASE_URL to a PostgreSQL of your own"


class EmbeddedUnavailable(Exception):
    """The embedded PostgreSQL cannot be used; the message says what to do."""


class DiskFull(EmbeddedUnavailable):
    def __init__(self, where: object) -> None:
        super().__init__(f"The disk that holds {where} is full: make room there and start again.")


class FolderUnusable(EmbeddedUnavailable):
    @classmethod
    def because(cls, where: object, error: OSError) -> EmbeddedUnavailable:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return DiskFull(where)
        reason = ": ".join(str(part) for part in (error.strerror, error.filename) if part)
        return cls(
            f"Haki cannot keep its database in {where} ({reason or error}): "
            "set HAKI_HOME to a folder that you may write to."
        )


class NotStarted(EmbeddedUnavailable):
    @classmethod
    def because(cls, where: object, said: str) -> EmbeddedUnavailable:
        """Turn the last words of a PostgreSQL program into the sentence that fits them."""
        if "No space left on device" in said or "Disk quota exceeded" in said:
            return DiskFull(where)
        lines = [line for line in said.splitlines() if "LOG:" not in line]
        loud = [line for line in lines if "FATAL:" in line or "error:" in line]
        words = (loud or lines or ["it was ended before it was ready"])[-1]
        reason = words.rpartition("FATAL:")[2].rpartition("error:")[2].strip()
        return cls(f"PostgreSQL did not start in {where}: {reason}; mend that, {OTHERWISE}.")


@contextmanager
def in_words(where: object) -> Iterator[None]:
    """Turn what the system refused into the sentence for it."""
    try:
        yield
    except OSError as error:
        raise FolderUnusable.because(where, error) from error
