"""Every setting in force is listed with where it comes from, and no secret is."""

from pathlib import Path

from bot.settings.environment import DEFAULTS
from bot.settings.reading import CONFIG
from tests.settings.conftest import Lay, Read

TOKEN = "123456:fictional-token-of-nobody"
SECRET = "fictional-secret-of-nobody"
DATABASE = "postgresql://fictional-user:fictional-password@db.example:5432/haki?password=fictional"


def test_every_variable_is_listed_with_its_value_and_origin(read: Read, tmp_path: Path) -> None:
    listed = {name: (value, origin) for name, value, origin in read(HAKI_HOME=str(tmp_path)).lines}

    assert set(DEFAULTS) <= set(listed)
    assert listed["HAKI_HOME"] == (str(tmp_path), "environment")
    assert listed["HAKI_KEY_FILE"] == (f"{tmp_path}/server.key", "default")
    assert listed["HAKI_LISTEN"] == ("127.0.0.1:8087", "default")
    assert listed["HAKI_DATABASE_URL"] == ("embedded", "default")
    assert listed["HAKI_PUBLIC_URL"] == ("-", "default")


def test_no_secret_is_listed(read: Read) -> None:
    settings = read(
        HAKI_DATABASE_URL=DATABASE,
        HAKI_WEB_DATABASE_URL=DATABASE,
        HAKI_TELEGRAM_TOKEN=TOKEN,
        HAKI_TELEGRAM_SECRET=SECRET,
    )
    shown = f"{settings.listing()} {settings!r}"

    assert "fictional" not in shown
    assert ("HAKI_TELEGRAM_TOKEN", "•••", "environment") in settings.lines
    assert (
        "HAKI_DATABASE_URL",
        "postgresql://•••@db.example:5432/haki?•••",
        "environment",
    ) in settings.lines


def test_every_key_is_listed_with_the_file_that_sets_it(lay: Lay, read: Read) -> None:
    own = lay("default.toml", '[names]\ntitle = "Our diary"\n')
    lines = read().lines

    assert ("default.toml: names.title", "Our diary", str(own)) in lines
    assert [line[2] for line in lines if line[0] == "default.toml: names.icon"] == [
        str(CONFIG / "default.toml")
    ]


def test_content_is_listed_by_version_and_by_a_hash_of_what_it_was_made_of(
    lay: Lay, read: Read
) -> None:
    before = {line[0]: line[1] for line in read().lines}
    text = (CONFIG / "indicators.yaml").read_text()
    own = lay("indicators.yaml", text.replace("They do not give me my pay", "I get no pay"))
    after = {line[0]: line[1:] for line in read().lines}

    assert before["indicators.yaml"].startswith("version 2026-11-21, hash ")
    assert before["indicators.yaml"] != after["indicators.yaml"][0]
    assert after["indicators.yaml"][1] == str(own)
    assert before["topics/pay.yaml"] == after["topics/pay.yaml"][0]
