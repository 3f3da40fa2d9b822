"""Deployments to try things on: folders of their own, made once and copied."""

import asyncio
import fcntl
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import aiohttp

from tests.fakes.telegram import FakeTelegram
from tests.whole.running import PROGRAM, WELCOME, Running, ended_at_last, made

SECRET = "a-secret-of-nobody-for-this-test"


@contextmanager
def folder() -> Iterator[Path]:
    """One with a short path, which is gone afterwards."""
    found = Path(tempfile.mkdtemp(prefix="haki-"))
    try:
        yield found
    finally:
        shutil.rmtree(found)


@contextmanager
def copied(home: Path) -> Iterator[Path]:
    """A deployment that was started before, for oneself."""
    with folder() as found:
        shutil.copytree(home, found / "var")
        yield found


@asynccontextmanager
async def deployed(
    home: Path, *, program: tuple[str, ...] = PROGRAM, **variables: str
) -> AsyncIterator[Running]:
    """A copy of a deployment, running."""
    with copied(home) as found:
        async with ended_at_last(made(found, **variables)) as haki:
            haki.program = program
            await haki.start()
            yield haki


def settled(shared: Path) -> Path:
    """The home of a demonstration that was started and ended once for this whole test run."""
    with (shared / "haki.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        home = shared / "haki" / "var"
        if not (shared / "haki" / "settled").exists():
            _settle(shared / "haki")
        return home


def _settle(where: Path) -> None:
    where.mkdir()
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(_started_once(made(where)))
    finally:
        loop.close()
    (where / "settled").touch()


async def _started_once(haki: Running) -> None:
    async with ended_at_last(haki):
        await haki.start()
        await haki.end()


def browser() -> aiohttp.ClientSession:
    """Keeps cookies, also of an address that is a number."""
    return aiohttp.ClientSession(
        cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(total=120)
    )


@asynccontextmanager
async def public(telegram: FakeTelegram, folder: Path) -> AsyncIterator[tuple[Running, str]]:
    """A deployment that Telegram calls, with one organisation, and its invitation.

    Its operator answers for reports in Nepali.
    """
    haki = made(folder)
    (folder / "config").mkdir()
    (folder / "config" / "languages.toml").write_text("[languages.ne]\nreports = true\n")
    haki.environment |= {
        "HAKI_CONFIG": str(folder / "config"),
        "HAKI_PUBLIC_URL": haki.url,
        "HAKI_TELEGRAM_TOKEN": telegram.token,
        "HAKI_TELEGRAM_API": telegram.url,
        "HAKI_TELEGRAM_SECRET": SECRET,
    }
    async with ended_at_last(haki):
        name, where = "Sample Desk (fictional)", ("--countries", "QA", "--languages", "en", "ne")
        told = await haki.run("people", "invite", name, "--kind", "ngo", *where)
        assert told.code == 0, told.complained
        await haki.start()
        code = WELCOME.search(told.said)
        assert code
        yield haki, code[1]
