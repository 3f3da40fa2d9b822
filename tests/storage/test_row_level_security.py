"""Nobody sees a report that their organisation was not given, whatever a statement asks for."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from bot.storage.connections import connect
from bot.storage.database import Database, Scope
from tests.postgres import Server, Urls
from tests.storage.cast import ANA, BEN, NOON, WHY, Office, uid
from tests.storage.rows import NOT_FOR_THE_WEB, OF_ANA, OF_EVERYBODY, fill

TABLES = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    " AND relkind IN ('r', 'p') ORDER BY 1"
)


@pytest.fixture(autouse=True)
async def _rows(
    worker_database: Database, web_database: Database, ana: Office, ben: Office
) -> None:
    await fill(worker_database, web_database)


@pytest.fixture
async def web(database_urls: Urls) -> AsyncIterator[Any]:
    connection = await connect(database_urls.web)
    yield connection
    await connection.close()


@pytest.fixture
async def worker(database_urls: Urls) -> AsyncIterator[Any]:
    connection = await connect(database_urls.worker)
    yield connection
    await connection.close()


@pytest.fixture
async def admin(database_urls: Urls) -> AsyncIterator[Any]:
    connection = await connect(database_urls.owner)
    yield connection
    await connection.close()


WITHOUT_ORGANISATION = {
    *("organisations", "reports", "consents", "sessions"),
    *("files", "file_chunks"),
}


async def work_for(connection: Any, scope: Scope) -> None:
    """For the whole session, as a statement that slipped in would have it."""
    await connection.execute(
        "SELECT set_config('haki.organisation_id', $1, false),"
        " set_config('haki.member_id', $2, false)",
        str(scope.organisation_id),
        str(scope.member_id),
    )


async def counts(connection: Any, tables: Any) -> dict[str, int]:
    return {name: await connection.fetchval(f"SELECT count(*) FROM {name}") for name in tables}


async def allowed(connection: Any, statements: list[str]) -> list[str]:
    """Those that were not refused."""
    passed = []
    for statement in statements:
        try:
            await connection.execute(statement)
        except asyncpg.InsufficientPrivilegeError:
            continue
        passed.append(statement)
    return passed


async def test_every_table_has_a_row_and_a_place_here(admin: Any) -> None:
    tables = [row["relname"] for row in await admin.fetch(TABLES)]

    assert sorted([*OF_ANA, *OF_EVERYBODY, *NOT_FOR_THE_WEB]) == tables
    assert all((await counts(admin, tables)).values())


async def test_one_sees_ones_own_and_nothing_of_the_other(web: Any) -> None:
    await work_for(web, ANA.scope)

    assert await counts(web, OF_ANA) == OF_ANA
    for table in set(OF_ANA) - WITHOUT_ORGANISATION:
        found = await web.fetch(f"SELECT DISTINCT organisation_id FROM {table}")
        assert {row["organisation_id"] for row in found} - {None} == {ANA.id}
    assert [row["id"] for row in await web.fetch("SELECT id FROM reports")] == [uid(10)]
    for table in ("consents", "files"):
        found = await web.fetch(f"SELECT report_id FROM {table}")
        assert [row["report_id"] for row in found] == [uid(10)]
    assert [row["file_id"] for row in await web.fetch("SELECT file_id FROM file_chunks")] == [
        uid(500)
    ]


@pytest.mark.parametrize("setting", [None, "", "00000000-0000-0000-0000-000000000000"])
async def test_nobody_in_particular_sees_nothing_at_all(setting: str | None, web: Any) -> None:
    if setting is not None:
        for name in ("organisation_id", "member_id"):
            await web.execute(f"SET haki.{name} = '{setting}'")

    assert await counts(web, OF_ANA) == dict.fromkeys(OF_ANA, 0)
    assert await counts(web, OF_EVERYBODY) == OF_EVERYBODY


async def test_a_scope_ends_with_its_transaction(database_urls: Urls) -> None:
    database = Database(database_urls.web, pool=1)
    async with database.transaction(visible_to=ANA.scope) as work:
        assert await work.referrals.case("REF10") is not None
    async with database.transaction() as work:
        assert await work.referrals.case("REF10") is None
    async with database.transaction(visible_to=BEN.scope) as work:
        assert await work.referrals.case("REF10") is None
        await work.narrow(ANA.scope)
        assert await work.referrals.case("REF10") is not None
    await database.close()


async def test_a_fallback_sees_nothing_until_it_is_released(web: Any, admin: Any) -> None:
    await work_for(web, BEN.scope)
    tables = ("reports", "report_keys", "consents", "entries", "assessments", "files")
    before = await counts(web, tables)

    await admin.execute("UPDATE report_keys SET released_at = now()")

    assert before == {**dict.fromkeys(tables, 1), "entries": 2}
    assert await counts(web, before) == {name: 2 * number for name, number in before.items()}


async def test_what_is_not_for_the_web_is_closed_to_it(web: Any) -> None:
    await work_for(web, ANA.scope)
    ways = ("SELECT FROM {}", "DELETE FROM {}", "TRUNCATE {}", "COPY {} TO STDOUT")

    assert await allowed(web, [way.format(name) for way in ways for name in NOT_FOR_THE_WEB]) == []


async def test_these_columns_are_closed_to_the_web(web: Any) -> None:
    await work_for(web, ANA.scope)
    closed = [
        *("locked FROM members", "wrapped FROM invitations", "lookup FROM invitations"),
        *("id FROM sessions", "locked FROM sessions", "payload FROM pgqueuer.pgqueuer"),
        *("conversation_id FROM files", "for_draft FROM files", "held FROM files"),
        "for_worker FROM files",
        *("route FROM reports", "receipt_hash FROM reports", "receipt_locked FROM reports"),
    ]

    assert await allowed(web, [f"SELECT {column}" for column in closed]) == []


async def test_these_columns_and_doors_are_closed_to_the_worker(worker: Any) -> None:
    closed = [
        *("locked FROM members", "name FROM members", "wrapped FROM member_keys"),
        *("id FROM sessions", "locked FROM sessions", "wrapped FROM report_keys"),
        *("wrapped FROM invitations", "lookup FROM invitations", "sealed FROM file_chunks"),
        "sign_in_member('Member of 1000')",
        "open_invitation('lookup 100', now())",
        "open_session('session 1000', now())",
        "end_session('session 1000')",
    ]

    assert await allowed(worker, [f"SELECT {each}" for each in closed]) == []


async def test_the_web_cannot_change_what_is_anothers(web: Any) -> None:
    await work_for(web, ANA.scope)

    for statement in (
        f"UPDATE referrals SET status = 'closed' WHERE organisation_id = '{BEN.id}'",
        f"UPDATE invitations SET used_at = now() WHERE organisation_id = '{BEN.id}'",
        f"DELETE FROM sessions WHERE member_id = '{BEN.member_id}'",
    ):
        assert (await web.execute(statement)).endswith(" 0")


async def test_the_web_may_not_do_what_it_need_not(web: Any) -> None:
    await work_for(web, ANA.scope)
    statements = [
        f"UPDATE referrals SET organisation_id = '{BEN.id}'",
        "UPDATE referrals SET risk_rank = 0",
        "UPDATE reports SET risk = 'low'",
        "UPDATE report_keys SET released_at = now()",
        "UPDATE entries SET sealed = ''",
        "UPDATE members SET role = 'coordinator'",
        "UPDATE organisations SET takes_reports = true",
        "UPDATE sessions SET expires_at = now() + interval '1 year'",
        "UPDATE deployment SET value = 'yes'",
        "UPDATE pgqueuer.pgqueuer SET payload = ''",
        "DELETE FROM entries",
        *("DELETE FROM assessments", "UPDATE assessments SET sealed = ''"),
        "DELETE FROM files",
        "DELETE FROM file_chunks",
        "UPDATE files SET sealed = ''",
        "UPDATE file_chunks SET sealed = ''",
        "DELETE FROM members",
        "DELETE FROM pgqueuer.pgqueuer",
        f"INSERT INTO report_keys VALUES ('{uid(20)}', '{ANA.id}', 'k', '', now())",
        f"INSERT INTO consents VALUES ('{uid(10)}', 'all', '1', 'en', now())",
        "INSERT INTO deployment VALUES ('demonstration', 'yes')",
        "INSERT INTO organisations SELECT * FROM organisations",
    ]

    assert await allowed(web, statements) == []


async def test_nobody_writes_where_they_may_not_or_as_another(web_database: Database) -> None:
    for entry in (
        ANA.answer(20, 400),  # of a report whose key lies still
        replace(ANA.answer(10, 400), organisation_id=BEN.id),
        replace(ANA.answer(10, 400), member_id=BEN.member_id),
        replace(ANA.answer(10, 400), author="worker"),
    ):
        with pytest.raises(DBAPIError, match="row-level security"):
            async with web_database.transaction(visible_to=ANA.scope) as work:
                await work.entries.add(entry)
    for row in (
        ANA.assessment(20, 400),
        replace(ANA.assessment(10, 400), organisation_id=BEN.id),
        replace(ANA.assessment(10, 400), member_id=BEN.member_id),
    ):
        with pytest.raises(DBAPIError, match="row-level security"):
            async with web_database.transaction(visible_to=ANA.scope) as work:
                await work.assessments.add(row)


async def test_nobody_joins_signs_in_or_invites_for_another(web_database: Database) -> None:
    as_ben = Scope(BEN.id, uid(7))
    joining = replace(ANA.member, id=uid(7), name="Somebody else")
    for scope in (as_ben, Scope(ANA.id, uid(8))):
        with pytest.raises(DBAPIError, match="row-level security"):
            async with web_database.transaction(visible_to=scope) as work:
                await work.members.add(joining)
    with pytest.raises(DBAPIError, match="row-level security"):
        async with web_database.transaction(visible_to=as_ben) as work:
            await work.invitations.add(ANA.invitation(500, expires_at=NOON))
    with pytest.raises(DBAPIError, match=r"permission denied|row-level security"):
        async with web_database.transaction(visible_to=BEN.scope) as work:
            await work.referrals.add(ANA.referral(10, 500), why=WHY)


async def test_no_role_becomes_another(web: Any, worker: Any, postgres: Server) -> None:
    names = postgres.roles
    for connection, others in (
        (web, (names.worker.name, names.owner, "postgres")),
        (worker, (names.web.name, names.owner, "postgres")),
    ):
        for other in others:
            for statement in (f"SET ROLE {other}", f"SET SESSION AUTHORIZATION {other}"):
                with pytest.raises(asyncpg.PostgresError, match="permission denied"):
                    await connection.execute(statement)
    await web.execute("RESET ROLE; RESET SESSION AUTHORIZATION; RESET ALL")

    assert await web.fetchval("SELECT current_user") == names.web.name
    assert await counts(web, OF_ANA) == dict.fromkeys(OF_ANA, 0)


async def test_only_the_owner_sets_the_rules(web: Any, worker: Any) -> None:
    statements = [
        "ALTER TABLE reports DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE reports NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY web ON reports",
        "CREATE POLICY mine ON reports USING (true)",
        "CREATE TABLE public.mine (id integer)",
        "CREATE OR REPLACE FUNCTION scope_organisation() RETURNS uuid LANGUAGE sql RETURN NULL",
        "CREATE ROLE mine SUPERUSER",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
        "DROP TABLE reports",
    ]

    assert await allowed(web, statements) == []
    assert await allowed(worker, statements) == []
    await web.execute("GRANT SELECT ON sessions TO CURRENT_USER")  # a warning, and no grant
    assert await allowed(web, ["SELECT locked FROM sessions"]) == []


async def test_row_security_cannot_be_turned_off(web: Any) -> None:
    await work_for(web, ANA.scope)
    await web.execute("SET row_security = off")

    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        await web.fetch("SELECT id FROM reports")


async def test_the_owner_is_under_the_policies_too(admin: Any, postgres: Server) -> None:
    """It counts subscribers for the console; what somebody has said in a chat it does not see."""
    await admin.execute(f"SET ROLE {postgres.roles.owner}")

    unseen = ("reports", "entries", "member_keys", "outbox", "diaries")
    assert await counts(admin, unseen) == dict.fromkeys(unseen, 0)
