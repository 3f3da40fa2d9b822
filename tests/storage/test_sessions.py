"""A session holds until it ends, is over, or its member is removed."""

from datetime import datetime, timedelta

from bot.storage.connections import connect
from bot.storage.database import Database
from bot.storage.sessions import OpenedSession, SessionRow
from tests.postgres import Urls
from tests.storage.cast import NOON, Office

HOURS = timedelta(hours=8)


async def sign_in(web: Database, office: Office, id_: bytes, at: datetime = NOON) -> None:
    async with web.transaction(visible_to=office.scope) as work:
        await work.sessions.add(
            SessionRow(
                id=id_,
                organisation_id=office.id,
                member_id=office.member_id,
                locked=b"locked by the cookie",
                created_at=at,
                expires_at=at + HOURS,
            )
        )


async def test_a_session_says_who_it_is_of(web_database: Database, ana: Office) -> None:
    await sign_in(web_database, ana, b"hash")

    async with web_database.transaction() as work:
        opened = await work.sessions.opened(b"hash", NOON)
        assert await work.sessions.opened(b"guess", NOON) is None
        assert await work.sessions.opened(b"hash", NOON + HOURS) is None

    assert opened == OpenedSession(
        ana.id,
        ana.partner.name,
        ana.member_id,
        ana.member.name,
        "caseworker",
        b"locked by the cookie",
    )


async def test_whoever_signs_out_is_out(web_database: Database, ana: Office, ben: Office) -> None:
    await sign_in(web_database, ana, b"hash")
    await sign_in(web_database, ben, b"other")
    async with web_database.transaction() as work:
        await work.sessions.end(b"hash")

        assert await work.sessions.opened(b"hash", NOON) is None
        assert await work.sessions.opened(b"other", NOON) is not None


async def test_whoever_is_removed_is_out_at_once(
    web_database: Database, ana: Office, database_urls: Urls
) -> None:
    await sign_in(web_database, ana, b"hash")
    owner = await connect(database_urls.owner)
    await owner.execute("UPDATE members SET removed_at = now()")
    await owner.close()

    async with web_database.transaction() as work:
        assert await work.sessions.opened(b"hash", NOON) is None
        assert await work.members.named(ana.member.name) is None


async def test_sessions_that_are_over_go_with_the_next_sign_in(
    web_database: Database, ana: Office, ben: Office, database_urls: Urls
) -> None:
    await sign_in(web_database, ana, b"over")
    await sign_in(web_database, ana, b"still good", NOON + timedelta(hours=1))
    await sign_in(web_database, ben, b"of another")

    await sign_in(web_database, ana, b"new", NOON + HOURS)

    owner = await connect(database_urls.owner)
    left = await owner.fetch("SELECT id FROM sessions ORDER BY id")
    await owner.close()
    assert [row["id"] for row in left] == [b"new", b"of another", b"still good"]


async def test_when_somebody_was_here_last_is_kept_to_the_minute(
    web_database: Database, ana: Office, database_urls: Urls
) -> None:
    await sign_in(web_database, ana, b"hash")
    async with web_database.transaction() as work:
        await work.sessions.opened(b"hash", NOON + timedelta(minutes=5))
        await work.sessions.opened(b"hash", NOON + timedelta(minutes=5, seconds=30))

    owner = await connect(database_urls.owner)
    seen_at = await owner.fetchval("SELECT seen_at FROM sessions")
    await owner.close()
    assert seen_at == NOON + timedelta(minutes=5)
