"""Tests that are killed leave nothing behind: neither a server, nor a Haki of their own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[1]
# Each starts what a test run starts, says its number, and waits to be killed.
WITH_A_SERVER = """
import sys, time
from pathlib import Path
from tests import postgres
with postgres.running(None, Path(sys.argv[1])) as server:
    print(postgres._roomy() / f"haki_test_{server.run}", flush=True)
    time.sleep(600)
"""
WITH_A_PROCESS = """
import asyncio, sys
from pathlib import Path
from tests.whole.running import made
async def main():
    haki = made(Path(sys.argv[1]))
    haki.program = ("-c", "import time; time.sleep(600)")
    process = await haki._spawn((), 1, 2)
    print(process.pid, flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


@contextmanager
def begun(script: str, folder: Path) -> Iterator[tuple[int, str]]:
    """The number of a process like that of a test run, and what it says first."""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        yield process.pid, process.stdout.readline().strip()


def is_gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def ended(processes: Sequence[psutil.Process], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if all(is_gone(each) for each in processes):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM])
def test_the_server_of_a_test_run_ends_with_it(tmp_path: Path, blow: int) -> None:
    with begun(WITH_A_SERVER, tmp_path) as (run, place):
        (file,) = Path(place).rglob("postmaster.pid")
        server = psutil.Process(int(file.read_text().split("\n", 1)[0]))
        all_of_it = [server, *server.children(recursive=True)]
        os.kill(run, blow)

    assert ended(all_of_it, 40)


def test_what_a_test_has_started_ends_with_it(tmp_path: Path) -> None:
    with begun(WITH_A_PROCESS, tmp_path) as (run, said):
        child = psutil.Process(int(said))
        os.kill(run, signal.SIGKILL)
        gone = ended([child], 10)
        if not gone:
            child.kill()

    assert gone
