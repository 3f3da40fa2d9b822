"""PgQueuer's own log: what goes wrong is said, what an error quotes is not."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

LOG = "pgqueuer"


class Brief(logging.Filter):
    """An error may quote a row of the database: its class is enough."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(map(_plain, record.args))
        if record.exc_info and record.exc_info[0] is not None:
            record.msg = f"{record.msg} ({record.exc_info[0].__name__})"
            record.exc_info = None
        return True


def _plain(argument: object) -> object:
    return argument if isinstance(argument, int | str) else type(argument).__name__


@contextmanager
def quiet() -> Iterator[None]:
    """Until the end of the block, PgQueuer warns and keeps to itself what it worked on."""
    log, brief = logging.getLogger(LOG), Brief()
    before = log.level
    log.addFilter(brief)
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(before)
        log.removeFilter(brief)
