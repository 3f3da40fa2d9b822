"""What keeps Haki from starting: one sentence that says what to do, 2, and nothing half-made."""

import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.privacy.server import ServerKeys
from tests.fakes.telegram import FakeTelegram
from tests.whole.deployments import copied
from tests.whole.running import Running, free_port, made

SENTENCE = re.compile(r"haki: [^\n]+[^\s]\n")
SECRET = "hush-hush-hush"


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"HAKI_TELEGRAM_TOKN": SECRET}, "did you mean HAKI_TELEGRAM_TOKEN?"),
        ({"HAKI_TELEGRAM_TOKEN": SECRET}, "HAKI_TELEGRAM_TOKEN"),
        ({"HAKI_LISTEN": "192.0.2.1:80"}, "HAKI_LISTEN"),  # nobody's address, so not ours
        ({"HAKI_HOME": "/proc/haki"}, "HAKI_HOME"),
    ],
)  # fmt: skip
async def test_a_setting_that_cannot_be_used_is_named(
    folder: Path, variables: dict[str, str], says: str
) -> None:
    complaint = await refused(made(folder, **variables))
    assert says in complaint
    assert SECRET not in complaint
    assert inside(folder) == []


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("default.toml", '[names]\ntitel = "Notes"\n', "names.titel is unknown; did you mean"),
        ("defaults.toml", '[names]\ntitle = "Notes"\n', "did you mean default.toml?"),
    ],
)
async def test_a_file_of_settings_that_cannot_be_used_is_named(
    folder: Path, file: str, text: str, says: str
) -> None:
    overlay = folder / "config"
    overlay.mkdir()
    (overlay / file).write_text(text)
    complaint = await refused(made(folder, HAKI_CONFIG=str(overlay)))
    assert says in complaint
    assert str(overlay) in complaint
    assert inside(folder) == ["config"]


async def test_a_database_that_does_not_answer_is_named_without_its_password(folder: Path) -> None:
    url = f"postgresql://me:{SECRET}@127.0.0.1:{free_port()}/haki"
    complaint = await refused(made(folder, HAKI_DATABASE_URL=url))
    assert "127.0.0.1" in complaint
    assert SECRET not in complaint
    assert inside(folder) == []


async def test_a_port_in_use_is_named_before_anything_is_made(folder: Path) -> None:
    with listening() as port:
        complaint = await refused(made(folder, HAKI_LISTEN=f"127.0.0.1:{port}"))
    assert f"127.0.0.1:{port}" in complaint
    assert inside(folder) == []


@pytest.mark.parametrize("token", [f"1:{SECRET}", f"1000000001:{SECRET}-{SECRET}-{SECRET}"])
@pytest.mark.parametrize("role", ["all", "web", "worker"])
async def test_a_token_that_telegram_does_not_know_is_named_before_anything_is_made(
    folder: Path, token: str, role: str
) -> None:
    async with FakeTelegram(pace=None) as telegram:
        variables = {"HAKI_TELEGRAM_TOKEN": token, "HAKI_TELEGRAM_API": telegram.url}
        complaint = await refused(made(folder, **variables), "--role", role)
        assert [call.method for call in telegram.calls] == ["getme"]
    assert complaint.startswith(f"haki: HAKI_TELEGRAM_TOKEN is not known at {telegram.url}; copy")
    assert SECRET not in complaint
    assert inside(folder) == []


def lost(key: Path) -> str:
    key.unlink()
    return "is missing"


def another(key: Path) -> str:
    key.write_text(ServerKeys.new().dump())
    key.chmod(0o600)
    return "is not the key that this database was sealed with"


def opened(key: Path) -> str:
    key.chmod(0o644)
    return "chmod 600"


async def test_without_its_key_a_database_is_left_as_it_is(home: Path) -> None:
    with copied(home) as folder:
        haki = made(folder)
        key = haki.home / "server.key"
        for happened in (lost, another, opened):
            says = happened(key)
            before = outside_of_postgres(haki.home)
            complaint = await refused(haki)
            assert says in complaint
            assert str(key) in complaint
            assert outside_of_postgres(haki.home) == before
            assert not haki.postgres()
        shutil.copy2(home / "server.key", key)
        await haki.start()  # with its own key again, all is as it was
        assert len(haki.codes) == 3
        await haki.end()


async def refused(haki: Running, *arguments: str) -> str:
    """One line on stderr, nothing on stdout."""
    ended = await haki.run("run", *arguments)
    assert ended.code == 2, ended.complained
    assert ended.said == ""
    assert SENTENCE.fullmatch(ended.complained), ended.complained
    return ended.complained


def inside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def outside_of_postgres(home: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and not path.is_relative_to(home / "postgres")
    }


@contextmanager
def listening() -> Iterator[int]:
    """Somebody else's port; whoever connects hears nothing."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])
