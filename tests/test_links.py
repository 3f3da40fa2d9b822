"""`haki links`: codes made, counted and drawn, and no token in anything it says."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import linking
from bot.app.linking import NoSuchWay, NotWritten, Wish
from bot.services.links import NoSuchLink
from bot.settings import Settings, read_settings
from tests.fakes.telegram import FakeTelegram

SECRET = "not-a-token-of-any-bot"  # a part of the fake's


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def settings(tmp_path: Path, telegram: FakeTelegram) -> Settings:
    return read_settings(
        {
            "HAKI_HOME": str(tmp_path / "var"),
            "HAKI_PUBLIC_URL": "https://example.org",
            "HAKI_TELEGRAM_TOKEN": telegram.token,
            "HAKI_TELEGRAM_API": telegram.url,
            "HAKI_TELEGRAM_SECRET": "x" * 32,
        }
    )


async def test_a_poster_from_the_code_to_the_paper(
    settings: Settings, tmp_path: Path, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    await linking.new(settings, "Bus station", said.append)
    code = next(line for line in said if "The code is" in line).split()[3].rstrip(".")
    assert f"  https://t.me/fake_bot?start={code}" in said
    assert f"  https://example.org/chat?code={code}" in said

    await linking.listed(settings, said.append)
    assert said[-1] == f"{code}  Bus station  nobody yet"

    for name in ("code.svg", "code.png"):
        await linking.drawn(settings, Wish(code, "telegram", tmp_path / name), said.append)
        begin = b"\x89PNG\r\n" if name.endswith("png") else b"<?xml"
        assert (tmp_path / name).read_bytes().startswith(begin)
    await linking.hung_up(settings, Wish(code, "chat"), tmp_path / "sheet.svg", said.append)
    assert f"example.org/chat?code={code}" in (tmp_path / "sheet.svg").read_text()

    telegram.faults.add("bad gateway", times=2)
    await linking.new(settings, "", said.append)
    assert "Telegram did not say what the bot is called" in "".join(said)
    with pytest.raises(NoSuchWay) as missing:
        await linking.drawn(settings, Wish(code, "telegram"), said.append)
    with pytest.raises(NoSuchLink) as unknown:
        await linking.drawn(settings, Wish("zzz", "chat"), said.append)

    every_word = "\n".join([*said, caplog.text, str(missing.value), str(unknown.value)])
    assert SECRET not in every_word
    assert "\n" not in str(missing.value)


async def test_a_picture_of_another_kind_or_in_no_folder_is_refused(
    settings: Settings, tmp_path: Path
) -> None:
    said: list[str] = []
    with pytest.raises(NotWritten, match=r"neither \.svg nor \.png"):
        await linking.drawn(settings, Wish("abc", "chat", tmp_path / "code.gif"), said.append)
    await linking.new(settings, "Market", said.append)
    code = next(line for line in said if "The code is" in line).split()[3].rstrip(".")

    with pytest.raises(NotWritten, match="cannot be written"):
        await linking.drawn(
            settings, Wish(code, "chat", tmp_path / "no" / "code.svg"), said.append
        )


async def test_without_a_bot_the_link_leads_to_the_web_chat(tmp_path: Path) -> None:
    settings = read_settings({"HAKI_HOME": str(tmp_path / "var")})
    said: list[str] = []

    await linking.listed(settings, said.append)
    await linking.new(settings, "", said.append)

    assert "make one with `haki links new`" in "".join(said)
    assert "http://127.0.0.1:8087/chat?code=" in "".join(said)
    with pytest.raises(NoSuchWay, match="--to chat"):
        await linking.drawn(settings, Wish(said[-3].split()[3].rstrip("."), "telegram"), print)
