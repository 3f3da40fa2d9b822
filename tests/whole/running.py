"""Haki as it really runs: a process of its own, on a folder of its own, killed and started again."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parents[2]
STARTED = "Stop with Ctrl-C."
WELCOME = re.compile(r"/console/welcome/(\S+)")


@dataclass
class Running:
    """One `haki run`; its process group can be killed in one blow."""

    home: Path
    port: int
    environment: dict[str, str]
    process: asyncio.subprocess.Process | None = None
    said: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def codes(self) -> list[str]:
        return [found[1] for line in self.said if (found := WELCOME.search(line))]

    async def start(self, *arguments: str, seconds: float = 60) -> None:
        """Returns when it says that it serves."""
        log = (self.home.parent / "haki.log").open("ab")
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            *arguments,
            cwd=ROOT,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        await asyncio.wait_for(self._banner(), seconds)

    async def _banner(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        self.said = []
        while line := (await self.process.stdout.readline()).decode():
            self.said.append(line.rstrip())
            if STARTED in line:
                return
        code = await self.process.wait()
        log = (self.home.parent / "haki.log").read_text()
        raise AssertionError(f"haki ended with {code}:\n{log[-4000:]}")

    async def kill(self, *, postgres_too: bool = False) -> None:
        """kill -9 of the whole process group, and of its PostgreSQL if that is wanted."""
        assert self.process is not None
        pids = self._postmaster() if postgres_too else []
        os.killpg(self.process.pid, signal.SIGKILL)
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        await self.process.wait()

    def _postmaster(self) -> list[int]:
        found = list(self.home.glob("postgres/**/postmaster.pid"))
        return [int(file.read_text().split("\n", 1)[0]) for file in found]

    async def end(self) -> float:
        """SIGTERM; how many seconds it took to end."""
        assert self.process is not None
        loop = asyncio.get_running_loop()
        begun = loop.time()
        self.process.send_signal(signal.SIGTERM)
        code = await asyncio.wait_for(self.process.wait(), 20)
        assert code == 0
        return loop.time() - begun


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def made(folder: Path, **variables: str) -> Running:
    """A Haki that is not started yet, with nothing of our own environment but the path."""
    port = free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    home = folder / "var"
    environment = {
        **kept,
        "HAKI_HOME": str(home),
        "HAKI_LISTEN": f"127.0.0.1:{port}",
        **variables,
    }
    return Running(home, port, environment)


@asynccontextmanager
async def running(folder: Path, *arguments: str, **variables: str) -> AsyncIterator[Running]:
    """Started now, and ended whatever happens."""
    haki = made(folder, **variables)
    await haki.start(*arguments)
    try:
        yield haki
    finally:
        if haki.process is not None and haki.process.returncode is None:
            await haki.kill(postgres_too=True)


@dataclass
class Chat:
    """A worker in the web chat, who reads what is offered and answers it, knowing nothing else."""

    url: str
    session: aiohttp.ClientSession
    turn: int = 0
    messages: list[dict[str, object]] = field(default_factory=list)

    async def send(self, **message: object) -> list[dict[str, object]]:
        async with self.session.post(f"{self.url}/chat/api/messages", json=message) as answer:
            assert answer.status == 200, (answer.status, await answer.text())
            said = await answer.json()
        self.turn, self.messages = said["turn"], said["messages"]
        return self.messages

    async def choose(self, *words: str) -> None:
        """Tap the first button that has one of these words in its label."""
        labels = [(c["key"], c["label"]) for m in self.messages for c in m["choices"]]
        for word in words:
            for key, label in labels:
                if word.lower() in label.lower():
                    await self.send(turn=self.turn, choice=key)
                    return
        raise AssertionError(f"none of {words} among {labels}")

    async def say(self, text: str) -> None:
        await self.send(turn=self.turn, text=text)

    @property
    def text(self) -> str:
        return "\n".join(str(message["text"]) for message in self.messages)
