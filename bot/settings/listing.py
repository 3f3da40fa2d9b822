"""Every setting in force, with where it comes from: what somebody who runs Haki asks first."""

from collections.abc import Iterable, Iterator, Mapping

from bot.settings.environment import DEFAULTS, Environment
from bot.settings.files import Document, Keys
from bot.settings.masked import Secret, masked_url

Line = tuple[str, str, str]
"""A name, what it is set to (nothing secret), and where."""


def listed_environment(found: Environment, environ: Mapping[str, str]) -> Iterator[Line]:
    values = {
        "HAKI_HOME": found.home,
        "HAKI_CONFIG": found.config,
        "HAKI_DATABASE_URL": _database(found.database_url),
        "HAKI_WEB_DATABASE_URL": _database(found.web_database_url),
        "HAKI_KEY_FILE": found.key_file,
        "HAKI_LISTEN": found.listen,
        "HAKI_PUBLIC_URL": found.public_url,
        "HAKI_TELEGRAM_TOKEN": found.telegram_token,
        "HAKI_TELEGRAM_API": found.telegram_api,
        "HAKI_TELEGRAM_SECRET": found.telegram_secret,
    }
    for name in DEFAULTS:
        value = values[name]
        origin = "environment" if environ.get(name, "").strip() else "default"
        yield name, "-" if value is None else str(value), origin


def listed_files(documents: Iterable[Document]) -> Iterator[Line]:
    """Short files value by value; content by its version and what it was made of."""
    for document in documents:
        if "version" in document.data or not document.name.endswith(".toml"):
            version = document.data.get("version", "-")
            yield document.name, f"version {version}, hash {document.digest}", str(document.file)
        else:
            yield from _values(document)


def _values(document: Document) -> Iterator[Line]:
    for keys, file in document.origins.items():
        yield f"{document.name}: {'.'.join(keys)}", _value(document, keys), str(file)


def _value(document: Document, keys: Keys) -> str:
    value = document.data
    for key in keys:
        value = value[key]
    return str(value)


def _database(url: Secret | None) -> str:
    return "embedded" if url is None else masked_url(url)
