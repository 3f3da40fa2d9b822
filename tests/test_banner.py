"""What `haki run` says it does is what that process does."""

from pathlib import Path

import pytest

from bot.app import banner
from bot.settings import Settings, read_settings
from tests.whole.running import running

CHAT, CONSOLE = "The worker's chat:  ", "The console:        "
JOBS = "This process does the jobs and listens on nothing."
CODES = {"Sample Desk (fictional)": "code"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"HAKI_HOME": str(tmp_path), "HAKI_TELEGRAM_TOKEN": "1:a"})


@pytest.fixture
def called(tmp_path: Path) -> Settings:
    return read_settings(
        {
            "HAKI_HOME": str(tmp_path),
            "HAKI_PUBLIC_URL": "https://notes.example",
            "HAKI_TELEGRAM_TOKEN": "1:a",
            "HAKI_TELEGRAM_SECRET": "a-secret-of-nobody",
        }
    )


def test_one_process_for_everything_says_all_of_it(settings: Settings) -> None:
    assert list(banner.lines(settings, "all", CODES)) == [
        f"{CHAT}http://127.0.0.1:8087/chat",
        f"{CONSOLE}http://127.0.0.1:8087/console",
        "Telegram:           polled",
        "This is a demonstration: its organisations are fictional. First sign-in, once each:",
        "  Sample Desk (fictional)\n    http://127.0.0.1:8087/console/welcome/code",
        "Stop with Ctrl-C.",
    ]


def test_a_worker_names_no_address_since_nobody_listens_there(
    settings: Settings, called: Settings
) -> None:
    for each, telegram in ((settings, "polled"), (called, "told where to call")):
        assert list(banner.lines(each, "worker", CODES)) == [
            JOBS,
            f"Telegram:           {telegram}",
            "Stop with Ctrl-C.",
        ]


def test_a_web_process_does_not_poll(settings: Settings, called: Settings) -> None:
    assert not [line for line in banner.lines(settings, "web", {}) if "Telegram" in line]
    assert list(banner.lines(called, "web", {})) == [
        f"{CHAT}https://notes.example/chat",
        f"{CONSOLE}https://notes.example/console",
        "Telegram:           called by it",
        "Stop with Ctrl-C.",
    ]


async def test_a_real_worker_says_so(tmp_path: Path) -> None:
    async with running(tmp_path, "--role", "worker") as haki:
        said = haki.said
        await haki.end()

    assert said[-2:] == [JOBS, "Stop with Ctrl-C."]
    assert "http" not in "".join(said)
