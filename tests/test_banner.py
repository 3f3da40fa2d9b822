"""What `haki run` says it does is what that process does."""

from pathlib import Path

import pytest

from bot.app import banner
from bot.app.banner import Fictional
from bot.settings import Settings, read_settings
from tests.whole.running import running

CHAT, CONSOLE = "The worker's chat:  ", "The console:        "
JOBS = "This process does the jobs and listens on nothing."
DEMONSTRATION = Fictional(there=True, codes={"Sample Desk (fictional)": "code"})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings(
        {
            "HAKI_HOME": str(tmp_path),
            "HAKI_TELEGRAM_TOKEN": "1:a",
            "HAKI_TELEGRAM_API": "http://127.0.0.1:8081",
        }
    )


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
    assert list(banner.lines(settings, "all", DEMONSTRATION)) == [
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
        assert list(banner.lines(each, "worker", Fictional())) == [
            JOBS,
            f"Telegram:           {telegram}",
            "Stop with Ctrl-C.",
        ]


def test_a_web_process_does_not_poll(settings: Settings, called: Settings) -> None:
    assert not [line for line in banner.lines(settings, "web", Fictional()) if "Telegram" in line]
    assert list(banner.lines(called, "web", Fictional())) == [
        f"{CHAT}https://notes.example/chat",
        f"{CONSOLE}https://notes.example/console",
        "Telegram:           called by it",
        "Stop with Ctrl-C.",
    ]


@pytest.mark.parametrize("role", ["all", "web", "worker"])
def test_a_demonstration_that_real_people_can_reach_is_named_with_what_to_do(
    called: Settings, role: str
) -> None:
    said = " ".join(" ".join(banner.lines(called, role, Fictional(there=True))).split())

    assert "this database holds the demonstration" in said
    assert "take no report here" in said
    assert "name a new folder in HAKI_HOME" in said
    assert "haki people invite" in said
    assert "Careful" not in " ".join(banner.lines(called, role, Fictional()))


def test_of_a_database_of_ones_own_another_one_is_asked_for(tmp_path: Path) -> None:
    url = "postgresql://nobody@db.example/haki"
    settings = read_settings({"HAKI_HOME": str(tmp_path), "HAKI_DATABASE_URL": url})

    said = " ".join(banner.lines(settings, "all", Fictional(there=True)))

    assert "an empty database in HAKI_DATABASE_URL" in said
    assert "HAKI_HOME" not in said
    assert url not in said


async def test_a_real_worker_says_so(tmp_path: Path) -> None:
    async with running(tmp_path, "--role", "worker") as haki:
        said = haki.said
        await haki.end()

    assert said[-2:] == [JOBS, "Stop with Ctrl-C."]
    assert "http" not in "".join(said)
