"""What the environment says: every HAKI_ variable, checked, and none that nobody knows."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.settings.addresses import Listen, NotAnAddress, loopback, split_address, web_address
from bot.settings.masked import Secret
from bot.settings.refusals import SettingsUnusable, unknown

PREFIX = "HAKI_"
DEFAULTS = {
    "HAKI_HOME": "var",
    "HAKI_CONFIG": "",
    "HAKI_DATABASE_URL": "",
    "HAKI_WEB_DATABASE_URL": "",
    "HAKI_KEY_FILE": "",
    "HAKI_LISTEN": "127.0.0.1:8087",
    "HAKI_PUBLIC_URL": "",
    "HAKI_TELEGRAM_TOKEN": "",
    "HAKI_TELEGRAM_API": "https://api.telegram.org",
    "HAKI_TELEGRAM_SECRET": "",
}
POSTGRESQL = {"postgresql", "postgres"}

# Telegram's own: digits, a colon, letters.  Short ones are allowed, since test servers give them.
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,100}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Where this deployment keeps things, listens, and how it reaches Telegram."""

    home: Path
    config: Path | None
    database_url: Secret | None
    """None: Haki's own, embedded PostgreSQL."""
    web_database_url: Secret | None
    key_file: Path
    listen: Listen
    public_url: str | None
    telegram_token: Secret | None
    telegram_api: str
    telegram_secret: Secret | None

    @property
    def webhook(self) -> bool:
        """Whether Telegram calls us; it cannot over Tor, and without a public URL we call it."""
        return bool(self.telegram_token and self.public_url and not _onion(self.public_url))

    @property
    def demonstration_allowed(self) -> bool:
        """Whether only someone at this machine can reach us, so that no report is a real one.

        A Telegram API on this machine is a test server: real people are not behind it.
        """
        real_telegram = self.telegram_token is not None and not loopback(_host(self.telegram_api))
        elsewhere = self.database_url is not None or self.public_url is not None
        return self.listen.is_loopback and not elsewhere and not real_telegram


def read_environment(environ: Mapping[str, str]) -> Environment:
    """Raises SettingsUnusable.  A variable that is there and empty counts as not there."""
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in DEFAULTS:
            raise SettingsUnusable("The environment variable", unknown(name, DEFAULTS))
    said = {name: environ.get(name, "").strip() or default for name, default in DEFAULTS.items()}
    home = Path(said["HAKI_HOME"]).expanduser().absolute()
    found = Environment(
        home=home,
        config=_folder(said["HAKI_CONFIG"]),
        database_url=_database(said, "HAKI_DATABASE_URL"),
        web_database_url=_database(said, "HAKI_WEB_DATABASE_URL"),
        key_file=Path(said["HAKI_KEY_FILE"] or home / "server.key").expanduser().absolute(),
        listen=_checked(said, "HAKI_LISTEN", Listen.parse, "is host:port, as in 127.0.0.1:8087"),
        public_url=_public_url(said),
        telegram_token=_token(said),
        telegram_api=_telegram_api(said),
        telegram_secret=_telegram_secret(said),
    )
    return _consistent(found)


def _consistent(found: Environment) -> Environment:
    if found.home.exists() and not found.home.is_dir():
        raise SettingsUnusable(
            "HAKI_HOME", f"is {found.home}, which is no folder; name a folder for data."
        )
    _keyed(found.key_file, found.home)
    if found.web_database_url is not None and found.database_url is None:
        raise SettingsUnusable(
            "HAKI_WEB_DATABASE_URL",
            "is of no use without HAKI_DATABASE_URL; set both of them or neither.",
        )
    if found.webhook and found.telegram_secret is None:
        raise SettingsUnusable(
            "HAKI_TELEGRAM_SECRET",
            "is needed for Telegram to call HAKI_PUBLIC_URL; set it to the output of "
            "`openssl rand -hex 32`.",
        )
    return found


def _keyed(file: Path, home: Path) -> None:
    """A new database gets its key where this names it: not in a folder that a slip would make."""
    if os.path.isdir(file):  # noqa: PTH112 - Path.is_dir fails where one may not look
        raise SettingsUnusable(
            "HAKI_KEY_FILE", f"is {file}, which is a folder; name a file in it."
        )
    there = os.path.isdir(file.parent)  # noqa: PTH112 - as above
    if not there and not file.is_relative_to(home):
        raise SettingsUnusable(
            "HAKI_KEY_FILE",
            f"is in {file.parent}, and no such folder can be seen; correct the path, or make the "
            "folder.",
        )


def _checked(
    said: Mapping[str, str], name: str, parse: Callable[[str], Value], advice: str
) -> Value:
    try:
        return parse(said[name])
    except NotAnAddress:
        raise SettingsUnusable(name, f"{advice}; what is set is not.") from None


def _folder(text: str) -> Path | None:
    if not text:
        return None
    folder = Path(text).expanduser().absolute()
    if not folder.is_dir():
        raise SettingsUnusable(
            "HAKI_CONFIG", f"is {folder}, which is no folder; name the one with your own settings."
        )
    return folder


def _database(said: Mapping[str, str], name: str) -> Secret | None:
    if not said[name]:
        return None
    advice = "is postgresql://user:password@host:5432/name"
    parts = _checked(said, name, split_address, advice)
    if parts.scheme not in POSTGRESQL or not parts.path.strip("/"):
        raise SettingsUnusable(name, f"{advice}; what is set is not.")
    return Secret(said[name])


def _public_url(said: Mapping[str, str]) -> str | None:
    name, advice = "HAKI_PUBLIC_URL", "is https://host, without a path"
    if not said[name]:
        return None
    parts = _checked(said, name, web_address, advice)
    if parts.path.strip("/"):
        raise SettingsUnusable(name, f"{advice}; what is set is not.")
    url = said[name].rstrip("/")
    if parts.scheme != "https" and not loopback(parts.hostname or "") and not _onion(url):
        raise SettingsUnusable(
            name, "begins with https://; without it everybody on the way could read along."
        )
    return url


def _token(said: Mapping[str, str]) -> Secret | None:
    token = said["HAKI_TELEGRAM_TOKEN"]
    if token and not _TOKEN.fullmatch(token):
        raise SettingsUnusable(
            "HAKI_TELEGRAM_TOKEN",
            "is digits, a colon and letters; copy it from Telegram's @BotFather again.",
        )
    return Secret(token) if token else None


def _telegram_api(said: Mapping[str, str]) -> str:
    advice = "is the base of a Bot API, as in https://api.telegram.org"
    _checked(said, "HAKI_TELEGRAM_API", web_address, advice)
    return said["HAKI_TELEGRAM_API"].rstrip("/")


def _telegram_secret(said: Mapping[str, str]) -> Secret | None:
    secret = said["HAKI_TELEGRAM_SECRET"]
    if secret and not _SECRET.fullmatch(secret):
        raise SettingsUnusable(
            "HAKI_TELEGRAM_SECRET",
            "is 16 to 256 of A-Z, a-z, 0-9, _ and -; set it to the output of "
            "`openssl rand -hex 32`.",
        )
    return Secret(secret) if secret else None


def _host(url: str) -> str:
    return split_address(url).hostname or ""


def _onion(url: str) -> bool:
    return _host(url).endswith(".onion")
