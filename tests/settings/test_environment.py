"""What the environment may say, and the sentence that answers everything else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import SettingsUnusable
from bot.settings.addresses import Listen
from bot.settings.environment import DEFAULTS, Environment, read_environment
from bot.settings.masked import Secret

TOKEN = "123456:fictional-token-of-nobody"
SECRET = "fictional-secret-of-nobody"
DATABASE = "postgresql://haki:fictional-password@db.example:5432/haki"


def refusal(**variables: str) -> str:
    with pytest.raises(SettingsUnusable) as refused:
        read_environment(variables)
    return str(refused.value)


def test_without_variables_haki_stays_on_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert read_environment({"PATH": "/bin"}) == Environment(
        home=tmp_path / "var",
        config=None,
        database_url=None,
        web_database_url=None,
        key_file=tmp_path / "var" / "server.key",
        listen=Listen("127.0.0.1", 8087),
        public_url=None,
        telegram_token=None,
        telegram_api="https://api.telegram.org",
        telegram_secret=None,
    )


def test_every_variable_is_read(tmp_path: Path) -> None:
    found = read_environment(
        {
            "HAKI_HOME": str(tmp_path / "data"),
            "HAKI_CONFIG": str(tmp_path),
            "HAKI_DATABASE_URL": DATABASE,
            "HAKI_WEB_DATABASE_URL": DATABASE + "?sslmode=require",
            "HAKI_KEY_FILE": str(tmp_path / "key"),
            "HAKI_LISTEN": "[::]:80",
            "HAKI_PUBLIC_URL": "https://notes.example/",
            "HAKI_TELEGRAM_TOKEN": TOKEN,
            "HAKI_TELEGRAM_API": "http://telegram-bot-api:8081/",
            "HAKI_TELEGRAM_SECRET": SECRET,
        }
    )

    assert found == Environment(
        home=tmp_path / "data",
        config=tmp_path,
        database_url=Secret(DATABASE),
        web_database_url=Secret(DATABASE + "?sslmode=require"),
        key_file=tmp_path / "key",
        listen=Listen("::", 80),
        public_url="https://notes.example",
        telegram_token=Secret(TOKEN),
        telegram_api="http://telegram-bot-api:8081",
        telegram_secret=Secret(SECRET),
    )


@pytest.mark.parametrize("name", sorted(DEFAULTS))
def test_an_empty_variable_counts_as_not_there(name: str) -> None:
    assert read_environment({name: "  "}) == read_environment({})


def test_a_key_file_is_in_a_folder_that_is_there_or_in_the_home(tmp_path: Path) -> None:
    """So a slip in its path does not make another key, somewhere that nobody keeps."""
    lost, home = tmp_path / "keys" / "server.key", str(tmp_path / "var")

    assert refusal(HAKI_KEY_FILE=str(lost), HAKI_HOME=home) == (
        f"HAKI_KEY_FILE is in {lost.parent}, and no such folder can be seen; correct the path, "
        "or make the folder."
    )
    inside = str(tmp_path / "var" / "keys" / "server.key")
    assert read_environment({"HAKI_KEY_FILE": inside, "HAKI_HOME": home}).key_file == Path(inside)
    lost.parent.mkdir()
    assert read_environment({"HAKI_KEY_FILE": str(lost), "HAKI_HOME": home}).key_file == lost


def test_a_folder_is_no_key_file(tmp_path: Path) -> None:
    assert refusal(HAKI_KEY_FILE=str(tmp_path)) == (
        f"HAKI_KEY_FILE is {tmp_path}, which is a folder; name a file in it."
    )


def test_a_slip_in_a_name_is_refused_with_the_likely_name() -> None:
    assert refusal(HAKI_TELEGRAM_TOKN=TOKEN) == (
        "The environment variable HAKI_TELEGRAM_TOKN is unknown; did you mean HAKI_TELEGRAM_TOKEN?"
    )


def test_a_name_like_no_other_is_refused_with_all_there_are() -> None:
    said = refusal(HAKI_ZZZ="1")

    assert said.startswith("The environment variable HAKI_ZZZ is unknown; ")
    assert all(name in said for name in DEFAULTS)


@pytest.mark.parametrize("name", ["HAKIM", "XHAKI_HOME", "haki_home"])
def test_the_variables_of_others_are_left_alone(name: str) -> None:
    assert read_environment({name: "x"}) == read_environment({})


@pytest.mark.parametrize(
    "value",
    ["8087", ":8087", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "::1:8087",
     "[127.0.0.1]:80", "[::g]:80", "http://127.0.0.1:8087", "a b:80", "127.0.0.1:80/x"],
)  # fmt: skip
def test_what_is_no_host_and_port_is_refused(value: str) -> None:
    assert refusal(HAKI_LISTEN=value) == (
        "HAKI_LISTEN is host:port, as in 127.0.0.1:8087; what is set is not."
    )


@pytest.mark.parametrize("name", ["HAKI_DATABASE_URL", "HAKI_WEB_DATABASE_URL"])
@pytest.mark.parametrize(
    "value",
    ["sqlite:///x", "db.example/haki", "postgresql://db.example", "postgresql://db.example/",
     "postgresql+asyncpg://db.example/haki", "postgresql://[::1/haki",
     "postgresql://db.example:port/haki"],
)  # fmt: skip
def test_what_is_no_address_of_a_postgresql_is_refused(name: str, value: str) -> None:
    other = {"HAKI_DATABASE_URL": DATABASE} if name == "HAKI_WEB_DATABASE_URL" else {}

    assert refusal(**other, **{name: value}) == (
        f"{name} is postgresql://user:password@host:5432/name; what is set is not."
    )


def test_a_database_over_a_socket_is_taken() -> None:
    url = "postgresql:///haki?host=/run/postgresql"

    assert read_environment({"HAKI_DATABASE_URL": url}).database_url == Secret(url)


def test_a_database_for_the_web_alone_is_refused() -> None:
    assert refusal(HAKI_WEB_DATABASE_URL=DATABASE) == (
        "HAKI_WEB_DATABASE_URL is of no use without HAKI_DATABASE_URL; set both of them or "
        "neither."
    )


@pytest.mark.parametrize(
    "value",
    ["notes.example", "ftp://notes.example", "https://", "https://a:b@notes.example",
     "https://notes.example/path", "https://notes.example?x=1", "https://notes.example#x",
     "https://notes example", "https://notes.example:x"],
)  # fmt: skip
def test_what_is_no_public_address_is_refused(value: str) -> None:
    assert refusal(HAKI_PUBLIC_URL=value) == (
        "HAKI_PUBLIC_URL is https://host, without a path; what is set is not."
    )


@pytest.mark.parametrize("value", ["http://notes.example", "http://10.0.0.1", "http://0.0.0.0"])
def test_a_public_address_that_others_can_read_along_with_is_refused(value: str) -> None:
    assert refusal(HAKI_PUBLIC_URL=value) == (
        "HAKI_PUBLIC_URL begins with https://; without it everybody on the way could read along."
    )


@pytest.mark.parametrize("value", ["http://localhost:8087", "http://notesnotesnotes.onion"])
def test_on_this_machine_and_over_tor_a_plain_address_will_do(value: str) -> None:
    assert read_environment({"HAKI_PUBLIC_URL": value}).public_url == value


@pytest.mark.parametrize("value", ["api.telegram.org", "file:///x", "http://", "https://a:b@c"])
def test_what_is_no_bot_api_is_refused(value: str) -> None:
    assert refusal(HAKI_TELEGRAM_API=value) == (
        "HAKI_TELEGRAM_API is the base of a Bot API, as in https://api.telegram.org; what is set "
        "is not."
    )


@pytest.mark.parametrize(
    "value", ["token", "123456", "123456:", ":abc", "1:a b", "1:a/b", "١:abc"]
)
def test_what_has_not_the_shape_of_a_token_is_refused_and_not_repeated(value: str) -> None:
    assert refusal(HAKI_TELEGRAM_TOKEN=value) == (
        "HAKI_TELEGRAM_TOKEN is digits, a colon and letters; copy it from Telegram's @BotFather "
        "again."
    )


@pytest.mark.parametrize(
    "value", ["short", "with a space in the middle", "x" * 257, "ünïcödé" * 5]
)
def test_what_telegram_would_not_send_back_as_a_secret_is_refused(value: str) -> None:
    assert refusal(HAKI_TELEGRAM_SECRET=value) == (
        "HAKI_TELEGRAM_SECRET is 16 to 256 of A-Z, a-z, 0-9, _ and -; set it to the output of "
        "`openssl rand -hex 32`."
    )


def test_a_webhook_without_a_secret_is_refused() -> None:
    said = refusal(HAKI_TELEGRAM_TOKEN=TOKEN, HAKI_PUBLIC_URL="https://notes.example")

    assert said == (
        "HAKI_TELEGRAM_SECRET is needed for Telegram to call HAKI_PUBLIC_URL; set it to the "
        "output of `openssl rand -hex 32`."
    )


@pytest.mark.parametrize(
    ("variables", "webhook"),
    [
        ({}, False),
        ({"HAKI_TELEGRAM_TOKEN": TOKEN}, False),
        ({"HAKI_TELEGRAM_TOKEN": TOKEN, "HAKI_PUBLIC_URL": "https://notes.example"}, True),
        ({"HAKI_TELEGRAM_TOKEN": TOKEN, "HAKI_PUBLIC_URL": "http://notesnotes.onion"}, False),
        ({"HAKI_PUBLIC_URL": "https://notes.example"}, False),
    ],
)
def test_telegram_calls_us_only_where_it_can(variables: dict[str, str], *, webhook: bool) -> None:
    found = read_environment({"HAKI_TELEGRAM_SECRET": SECRET, **variables})

    assert found.webhook is webhook


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")

    assert refusal(HAKI_HOME=str(file)) == (
        f"HAKI_HOME is {file}, which is no folder; name a folder for data."
    )


def test_a_folder_of_settings_that_is_not_there_is_refused(tmp_path: Path) -> None:
    gone = tmp_path / "gone"

    assert refusal(HAKI_CONFIG=str(gone)) == (
        f"HAKI_CONFIG is {gone}, which is no folder; name the one with your own settings."
    )


CORRECT = {
    "HAKI_DATABASE_URL": DATABASE,
    "HAKI_WEB_DATABASE_URL": DATABASE,
    "HAKI_TELEGRAM_TOKEN": TOKEN,
    "HAKI_TELEGRAM_SECRET": SECRET,
}


@given(st.sampled_from(sorted(CORRECT)), st.text(st.characters(codec="utf-8"), max_size=30))
def test_no_refusal_repeats_a_secret(name: str, rubbish: str) -> None:
    value = f"{rubbish}sesame-open{rubbish}"
    try:
        found = read_environment({**CORRECT, name: value})
    except SettingsUnusable as refused:
        told = f"{refused!r} {refused} {refused.__context__!r} {refused.__cause__!r}"
    else:
        told = repr(found)
    assert "sesame-open" not in told


def test_no_repr_shows_a_secret() -> None:
    shown = repr(read_environment(CORRECT))

    for secret in ("fictional-password", TOKEN, SECRET):
        assert secret not in shown
