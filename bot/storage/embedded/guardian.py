"""The guardian: a tiny process that runs the server and stops it when nobody uses it any more.

It is run by its path, alone: it imports nothing of ours and nothing from outside Python.
"""

import importlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

if sys.platform != "win32":
    import fcntl
    import resource

PR_SET_PDEATHSIG = 1
OURSELVES = "-"


@dataclass(frozen=True, slots=True)
class Files:
    """What a guardian inherits."""

    held: FileIO  # it waits to have this one alone
    guarded: FileIO  # it keeps this one as long as it lives
    alive: FileIO  # it passes this one on to the server
    log: FileIO


def launch(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    files: Files,
    account: tuple[int, int] | None,
) -> None:
    """Start a guardian, which starts the server; it lives until the server is gone."""
    locks = [lock.fileno() for lock in (files.held, files.guarded, files.alive)]
    who = account or (OURSELVES, OURSELVES)
    subprocess.run(
        [sys.executable, "-I", "-S", __file__, *map(str, (*locks, *who)), *command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=files.log,
        stderr=files.log,
        pass_fds=locks,
        start_new_session=True,  # a Ctrl-C in our terminal is not for the server
        check=False,  # one that could not start holds no lock, and the log says why
    )


def main(arguments: Sequence[str]) -> None:
    held, _, alive = (int(number) for number in arguments[:3])
    uid, gid = (None if word == OURSELVES else int(word) for word in arguments[3:5])
    if os.fork():
        os._exit(0)  # whoever started us goes on; nobody has to wait for us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core holds what people wrote
    server = subprocess.Popen(
        arguments[5:],
        stdin=subprocess.DEVNULL,
        pass_fds=(alive,),
        user=uid,
        group=gid,
        extra_groups=None if uid is None else [],
        umask=0o077,
        preexec_fn=_tie(),  # noqa: PLW1509 - there is one thread yet
    )
    os.close(alive)
    for deaf in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(deaf, signal.SIG_IGN)
    threading.Thread(target=_leave_after, args=(server,), daemon=True).start()
    fcntl.flock(held, fcntl.LOCK_EX)  # granted by the kernel when the last holder is gone
    _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    # A server that recovers from a crash of its own just then never stops fast.
    for blow, seconds in ((signal.SIGINT, 10), (signal.SIGQUIT, 6), (signal.SIGKILL, 6)):
        server.send_signal(blow)
        with suppress(subprocess.TimeoutExpired):
            server.wait(seconds)


def _leave_after(server: subprocess.Popen[bytes]) -> None:
    server.wait()
    os._exit(0)


def _tie() -> Callable[[], None] | None:
    """On Linux, the server stops fast should its guardian be killed."""
    if sys.platform != "linux":
        return None
    with suppress(ImportError):  # a Python built without libffi
        prctl = importlib.import_module("ctypes").CDLL(None).prctl
        return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGINT)
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
