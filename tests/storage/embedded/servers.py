"""What the tests do to servers: ask them, hold them from other processes, look at them, wait."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import psutil

from bot.storage.embedded import Cluster

ROOT = Path(__file__).parents[3]
HOLDER = """
import signal, sys
from pathlib import Path
from bot.storage import embedded

signal.signal(signal.SIGINT, signal.SIG_IGN)
cluster = embedded.start(Path(sys.argv[1]), fsync=False)
print(cluster.pid, flush=True)
sys.stdin.read()
embedded.stop(cluster)
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """Another process that started, or joined, the server of a home."""

    process: subprocess.Popen[str]
    server: int

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def let_go(self) -> int:
        """Have it stop properly; return how it ended."""
        self.process.communicate("")
        return self.process.returncode


def begun(home: Path) -> subprocess.Popen[str]:
    """Begin a process that will hold the home's server, without waiting for that."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(home)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,
    )


def holder(home: Path) -> Holder:
    process = begun(home)
    assert process.stdout is not None
    return Holder(process, int(process.stdout.readline()))


def ask(cluster: Cluster, *statements: str) -> Any:
    """Run statements, each its own transaction; return the first value of the last one."""

    async def run() -> Any:
        link = await asyncpg.connect(cluster.url(user="postgres", database="postgres"))
        try:
            for statement in statements[:-1]:
                await link.execute(statement)
            return await link.fetchval(statements[-1])
        finally:
            await link.close()

    return asyncio.run(run())


def runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def guardian(pid: int) -> int:
    """Return the number of the process that watches over this server."""
    return psutil.Process(pid).ppid()


def eventually(reached: Callable[[], bool], seconds: float = 8) -> bool:
    until = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
