"""PostgreSQL for this process: the embedded one or the operator's, and a login for each role."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from bot.privacy.server import ServerKeys
from bot.settings import Settings, SettingsUnusable
from bot.settings.keys import looked_at, made_first, server_keys
from bot.storage import embedded, schema
from bot.storage.database import Database
from bot.storage.roles import Login, Roles

DATABASE = "haki"
MADE = "A new server key was made at {file}; keep a copy of it apart from the data."


@dataclass(frozen=True, slots=True)
class Databases:
    """One PostgreSQL, twice: as the channels and jobs see it, and as the console does."""

    worker: Database
    web: Database
    keys: ServerKeys
    worker_url: str
    new: bool


@asynccontextmanager
async def opened(settings: Settings, say: Callable[[str], None]) -> AsyncIterator[Databases]:
    """Started if it is ours, migrated, and closed at the end; a key that had to be made is told.

    Raises EmbeddedUnavailable, DatabaseUnavailable, RoleUnusable, SettingsUnusable.
    """
    looked_at(settings.key_file)
    if settings.database_url is not None:
        async with _opened(settings, settings.database_url.reveal(), say) as databases:
            yield databases
        return
    cluster = embedded.start(settings.home)
    try:
        owner_url = cluster.url(user=cluster.superuser, database=DATABASE)
        await schema.create(cluster.url(user=cluster.superuser, database="postgres"), DATABASE)
        async with _opened(settings, owner_url, say) as databases:
            yield databases
    finally:
        embedded.stop(cluster)


@asynccontextmanager
async def _opened(
    settings: Settings, owner_url: str, say: Callable[[str], None]
) -> AsyncIterator[Databases]:
    fingerprint = await schema.fingerprint(owner_url)
    if fingerprint is None and made_first(settings.key_file):
        say(MADE.format(file=settings.key_file))
    keys = server_keys(settings.key_file)
    if fingerprint is not None and not keys.knows(fingerprint):
        raise SettingsUnusable(
            settings.key_file,
            "is not the key that this database was sealed with; put that one back from your "
            "backup, or name it with HAKI_KEY_FILE.",
        )
    roles = _roles(settings, keys)
    await schema.migrate(owner_url, roles)
    await schema.set_fingerprint(owner_url, keys.fingerprint())
    worker_url = _as(owner_url, roles.worker)
    web_url = (settings.web_database_url and settings.web_database_url.reveal()) or _as(
        owner_url, roles.web
    )
    worker, web = Database(worker_url), Database(web_url)
    try:
        await worker.ready()
        await web.ready()
        yield Databases(worker, web, keys, worker_url, new=fingerprint is None)
    finally:
        await worker.close()
        await web.close()


def _roles(settings: Settings, keys: ServerKeys) -> Roles:
    """Embedded: known by their socket.  Else a password each, which only the server key gives."""
    if settings.database_url is None:
        return Roles()
    given = settings.web_database_url
    web = urlsplit(given.reveal()) if given else None
    return Roles(
        worker=Login("haki_worker", _password(keys, "haki_worker")),
        web=Login(web.username or "haki_web", web.password)
        if web
        else Login("haki_web", _password(keys, "haki_web")),
    )


def _password(keys: ServerKeys, role: str) -> str:
    return keys.hash("database role", role).hex()


def _as(url: str, login: Login) -> str:
    """The same address, with another role going in."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    who = quote(login.name) + (f":{quote(login.password)}" if login.password else "")
    return urlunsplit(parts._replace(netloc=f"{who}@{host}"))
