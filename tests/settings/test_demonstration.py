"""Where a demonstration may be set up: no real person can reach it, so no real report can."""

import pytest

from bot.settings.environment import read_environment

TOKEN = "123456:fictional-token-of-nobody"
FAKE_API = "http://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("variables", "allowed"),
    [
        ({}, True),
        ({"HAKI_LISTEN": "localhost:1"}, True),
        ({"HAKI_LISTEN": "[::1]:1"}, True),
        ({"HAKI_LISTEN": "127.8.8.8:1"}, True),
        ({"HAKI_TELEGRAM_API": FAKE_API}, True),
        ({"HAKI_TELEGRAM_TOKEN": TOKEN, "HAKI_TELEGRAM_API": FAKE_API}, True),
        ({"HAKI_TELEGRAM_TOKEN": TOKEN, "HAKI_TELEGRAM_API": "http://[::1]:1"}, True),
        ({"HAKI_TELEGRAM_TOKEN": TOKEN, "HAKI_TELEGRAM_API": "http://localhost"}, True),
        ({"HAKI_DATABASE_URL": "postgresql://localhost/haki"}, False),
        ({"HAKI_LISTEN": "0.0.0.0:1"}, False),
        ({"HAKI_LISTEN": "[::]:1"}, False),
        ({"HAKI_LISTEN": "192.168.0.1:1"}, False),
        ({"HAKI_LISTEN": "notes.example:1"}, False),
        ({"HAKI_LISTEN": "localhost.example:1"}, False),
        ({"HAKI_PUBLIC_URL": "http://127.0.0.1:8087"}, False),
        ({"HAKI_TELEGRAM_TOKEN": TOKEN}, False),
        ({"HAKI_TELEGRAM_TOKEN": TOKEN, "HAKI_TELEGRAM_API": "http://10.0.0.1"}, False),
        ({"HAKI_TELEGRAM_TOKEN": TOKEN, "HAKI_TELEGRAM_API": "http://127.0.0.1.example"}, False),
    ],
)  # fmt: skip
def test_a_demonstration_is_only_where_no_real_person_can_reach_it(
    variables: dict[str, str], *, allowed: bool
) -> None:
    assert read_environment(variables).demonstration_allowed is allowed
