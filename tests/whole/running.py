"""Haki as it really runs: a process of its own on a folder of its own, killed and started."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests.fakes.ties import tied

ROOT = Path(__file__).parents[2]
PROGRAM = ("-m", "bot")
# The same program, with every logger of ours saying all that it has to say.
EVERYTHING_LOGGED = (
    "import logging, sys; logging.basicConfig(level=logging.DEBUG);"
    " from bot.cli import main; sys.exit(main(sys.argv[1:]))"
)
LOUD = ("-c", EVERYTHING_LOGGED)
STARTED = "Stop with Ctrl-C."
WELCOME = re.compile(r"/console/welcome/(\S+)")
KEPT = ("PATH", "HOME", "LANG")
LOOK_EVERY = 0.02


@dataclass(frozen=True)
class Ended:
    """How a command came to its end, and what it said."""

    code: int
    said: str
    complained: str


@dataclass
class Running:
    """One deployment; its process group can be killed in one blow."""

    home: Path
    port: int
    environment: dict[str, str]
    program: tuple[str, ...] = PROGRAM
    process: asyncio.subprocess.Process | None = None
    said: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def codes(self) -> list[str]:
        """The invitations on the terminal."""
        return [found[1] for line in self.said if (found := WELCOME.search(line))]

    @property
    def out(self) -> Path:
        return self.home.parent / "out.log"

    @property
    def log(self) -> Path:
        return self.home.parent / "err.log"

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.returncode is None

    async def start(self, *arguments: str, seconds: float = 90) -> float:
        """Returns when it says that it serves: after how many seconds."""
        loop = asyncio.get_running_loop()
        begun, before = loop.time(), self.out.stat().st_size if self.out.exists() else 0
        with self.out.open("ab") as out, self.log.open("ab") as log:
            self.process = await self._spawn(("run", *arguments), out.fileno(), log.fileno())
        try:
            async with asyncio.timeout(seconds):
                await self._banner(before)
        except TimeoutError:
            raise AssertionError(f"no banner after {seconds} s:\n{self._complaints()}") from None
        return loop.time() - begun

    async def run(self, *arguments: str, seconds: float = 90) -> Ended:
        """Any command, to its end."""
        pipe = asyncio.subprocess.PIPE
        process = await self._spawn(arguments, pipe, pipe)
        try:
            async with asyncio.timeout(seconds):
                said, complained = await process.communicate()
        except TimeoutError:
            os.killpg(process.pid, signal.SIGKILL)
            said, complained = await process.communicate()
            raise AssertionError(f"{arguments} did not end: {complained.decode()}") from None
        assert process.returncode is not None
        return Ended(process.returncode, said.decode(), complained.decode())

    async def kill(self, *, postgres_too: bool = False) -> None:
        """kill -9 of the whole process group, and of its PostgreSQL if that is wanted."""
        assert self.process is not None
        others = self.postgres() if postgres_too else []
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for other in others:
            with suppress(psutil.NoSuchProcess):
                other.kill()
        await self.process.wait()

    async def end(self) -> float:
        """SIGTERM; how many seconds it took to end, with 0."""
        assert self.process is not None
        loop = asyncio.get_running_loop()
        begun = loop.time()
        self.process.send_signal(signal.SIGTERM)
        code = await asyncio.wait_for(self.process.wait(), 60)
        assert code == 0, self._complaints()
        return loop.time() - begun

    def postgres(self) -> list[psutil.Process]:
        """The embedded server's first process and its children, if it runs."""
        file = self.home / "postgres" / "data" / "postmaster.pid"
        with suppress(FileNotFoundError, psutil.NoSuchProcess):
            first = psutil.Process(int(file.read_text().split("\n", 1)[0]))
            if first.name() == "postgres":
                return [first, *first.children(recursive=True)]
        return []

    async def _spawn(
        self, arguments: tuple[str, ...], out: int, log: int
    ) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *self.program,
            *arguments,
            cwd=ROOT,
            env=self.environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=out,
            stderr=log,
            start_new_session=True,
            preexec_fn=tied(),
        )

    async def _banner(self, before: int) -> None:
        assert self.process is not None
        while True:
            ended = self.process.returncode is not None
            said = self.out.read_bytes()[before:].decode()
            if STARTED in said:
                self.said = said.splitlines()
                return
            assert not ended, f"it ended with {self.process.returncode}:\n{self._complaints()}"
            await asyncio.sleep(LOOK_EVERY)

    def _complaints(self) -> str:
        return self.log.read_text()[-4000:]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def made(folder: Path, **variables: str) -> Running:
    """A Haki that is not started yet, with nothing of our own environment but the path."""
    port = free_port()
    environment = {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "HAKI_HOME": str(folder / "var"),
        "HAKI_LISTEN": f"127.0.0.1:{port}",
        **variables,
    }
    return Running(folder / "var", port, environment)


@asynccontextmanager
async def running(folder: Path, *arguments: str, **variables: str) -> AsyncIterator[Running]:
    """Started now, and ended whatever happens."""
    haki = made(folder, **variables)
    async with ended_at_last(haki):
        await haki.start(*arguments)
        yield haki


@asynccontextmanager
async def ended_at_last(haki: Running) -> AsyncIterator[Running]:
    """Whatever happens, nothing of it runs on."""
    try:
        yield haki
    finally:
        if haki.alive:
            await haki.kill(postgres_too=True)


def say(capsys: pytest.CaptureFixture[str], line: str) -> None:
    """A figure for whoever watches the tests."""
    with capsys.disabled():
        sys.stdout.write(f"\n{line}\n")
