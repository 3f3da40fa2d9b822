"""Who may do what to which table, written down once more: every other grant is a mistake."""

from typing import Any

import pytest

from bot.storage.connections import connect
from tests.postgres import Server, Urls

READ, ADD, CHANGE, DELETE, USE = "SELECT", "INSERT", "UPDATE", "DELETE", "USAGE"
# A verb with columns is granted on those only.
WORKER: dict[str, set[str]] = {
    "organisations": {READ, ADD},
    "organisation_keys": {READ, ADD},
    "members": {"SELECT(id,organisation_id,removed_at,role)"},
    "invitations": {ADD},
    "sign_in_tries": {READ, ADD, DELETE},
    "conversations": {READ, ADD, CHANGE, DELETE},
    "flow_versions": {READ, ADD},
    "seen": {READ, ADD, DELETE},
    "outbox": {READ, ADD, CHANGE, DELETE},
    "dead_letters": {READ, ADD, DELETE},
    "group_chats": {READ, ADD},
    "links": {READ, ADD},
    "link_weeks": {READ, ADD, CHANGE},
    "hours": {READ, ADD, CHANGE, DELETE},
    "timers": {READ, ADD, CHANGE, DELETE},
    "diaries": {READ, ADD, "UPDATE(touched)", DELETE},
    "diary_days": {READ, ADD, DELETE},
    "group_numbers": {READ, ADD, "UPDATE(places)", DELETE},
    "subscriptions": {READ, ADD, CHANGE, DELETE},
    "survey_counts": {READ, ADD, "UPDATE(people)"},
    "broadcasts": {READ, CHANGE},
    "broadcast_recipients": {READ, ADD, CHANGE, DELETE},
    "reports": {READ, ADD, CHANGE},
    "report_keys": {
        "SELECT(organisation_id,organisation_key_id,released_at,report_id)",
        "UPDATE(released_at,wrapped)",
        ADD,
        DELETE,
    },
    "consents": {READ, ADD},
    "entries": {READ, ADD, "UPDATE(for_worker,read_at)", DELETE},
    "assessments": {"SELECT(report_id)", DELETE},
    "files": {READ, ADD, CHANGE, DELETE},
    "file_chunks": {"SELECT(at,file_id,number)", ADD},
    "referrals": {READ, ADD, CHANGE},
    "audit_events": {READ, ADD},
    "audit_links": {READ, ADD},
    "deployment": {READ, ADD, CHANGE},
    "instance_numbers": {USE},
    "pgqueuer.pgqueuer": {READ, ADD, CHANGE, DELETE},
    "pgqueuer.pgqueuer_id_seq": {USE},
    "pgqueuer.pgqueuer_log_id_seq": {USE},
    "pgqueuer.pgqueuer_schedules_id_seq": {USE},
    "pgqueuer.pgqueuer_statistics_id_seq": {USE},
    "pgqueuer.pgqueuer_log": {READ, ADD, CHANGE, DELETE},
    "pgqueuer.pgqueuer_schedules": {READ, ADD, CHANGE, DELETE},
    "pgqueuer.pgqueuer_statistics": {READ, ADD, CHANGE, DELETE},
}
WEB: dict[str, set[str]] = {
    "organisations": {READ},
    "organisation_keys": {READ},
    "members": {"SELECT(created_at,id,key_id,name,organisation_id,public,removed_at,role)", ADD},
    "member_keys": {READ, ADD},
    "invitations": {
        "SELECT(created_at,expires_at,id,organisation_id,role,used_at,used_by)",
        "UPDATE(used_at,used_by)",
        ADD,
    },
    "broadcasts": {
        READ,
        (
            "UPDATE(checked_at,checked_by,countries,ended_at,sealed,sectors,status,topic,"
            "written_by)"
        ),
        ADD,
    },
    "sessions": {"SELECT(expires_at,member_id)", ADD, DELETE},
    "sign_in_tries": {READ, ADD, DELETE},
    "reports": {
        (
            "SELECT(consent_version,country,facts,group_id,id,key_id,lang,public,reasons,reference,risk,"
            "rule_version,sector,signs,status,submitted_at,suggested_risk,week,withdrawn_at)"
        )
    },
    "report_keys": {READ},
    "consents": {READ},
    "entries": {READ, ADD},
    "assessments": {READ, ADD},
    "files": {"SELECT(at,id,report_id,sealed,sent_at)"},
    "file_chunks": {READ},
    "referrals": {
        READ,
        (
            "UPDATE(acknowledged_at,close_reason,closed_at,done_at,end_seen_at,feedback_at,"
            "first_contact_at,first_opened_at,helped,helped_at,new_words,notified_at,outcome,"
            "referred_at,reject_reason,reopened_at,responded_at,service_started_at,status,taken_by)"
        ),
    },
    "audit_events": {ADD},
    "deployment": {READ},
    "pgqueuer.pgqueuer_id_seq": {USE},
    "pgqueuer.pgqueuer": {"SELECT(dedupe_key,entrypoint,id,priority)", ADD},
    "pgqueuer.pgqueuer_log": {ADD},
}
ON_TABLES = """
    SELECT c.oid::regclass::text AS name, a.privilege_type AS verb
    FROM pg_class c, aclexplode(c.relacl) a
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND a.grantee = to_regrole($1)
"""
ON_COLUMNS = """
    SELECT c.oid::regclass::text AS name,
        a.privilege_type || '(' || string_agg(t.attname, ',' ORDER BY t.attname) || ')' AS verb
    FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid, aclexplode(t.attacl) a
    WHERE a.grantee = to_regrole($1) GROUP BY c.oid, a.privilege_type
"""


async def rows(urls: Urls, query: str, *arguments: Any) -> list[tuple[Any, ...]]:
    connection = await connect(urls.owner)
    try:
        return [tuple(row) for row in await connection.fetch(query, *arguments)]
    finally:
        await connection.close()


@pytest.mark.parametrize("role", ["worker", "web"])
async def test_every_grant_is_meant(role: str, database_urls: Urls, postgres: Server) -> None:
    name = {"worker": postgres.roles.worker.name, "web": postgres.roles.web.name}[role]
    granted: dict[str, set[str]] = {}
    for query in (ON_TABLES, ON_COLUMNS):
        for table, verb in await rows(database_urls, query, name):
            granted.setdefault(table, set()).add(verb)

    assert granted == {"worker": WORKER, "web": WEB}[role]


async def test_everybody_at_large_may_do_nothing(database_urls: Urls) -> None:
    tables = """
        SELECT c.oid::regclass::text FROM pg_class c, aclexplode(c.relacl) a
        WHERE a.grantee = 0 AND c.relnamespace::regnamespace::text IN ('public', 'pgqueuer')
    """
    functions = """
        SELECT p.oid::regprocedure::text FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace
        AND has_function_privilege('public', p.oid, 'EXECUTE')
    """

    assert await rows(database_urls, tables) == []
    assert await rows(database_urls, functions) == []


async def test_every_table_has_its_policies_on_and_forced(database_urls: Urls) -> None:
    bare = """
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND NOT (relrowsecurity AND relforcerowsecurity)
    """

    assert await rows(database_urls, bare) == [("alembic_version",)]


async def test_policies_are_for_named_roles_each(database_urls: Urls, postgres: Server) -> None:
    found = await rows(
        database_urls,
        "SELECT tablename, policyname, array_to_string(roles, ','), permissive FROM pg_policies",
    )
    roles = postgres.roles

    assert {role for _, _, role, _ in found} == {roles.owner, roles.worker.name, roles.web.name}
    assert {table for table, _, role, _ in found if role == roles.owner} == {
        "organisations",
        "members",
        "invitations",
        "sessions",
        "deployment",
        "subscriptions",
        "survey_counts",
        "conversations",
    }


async def test_no_role_of_ours_sees_through_policies(
    database_urls: Urls, postgres: Server
) -> None:
    roles = postgres.roles
    found = await rows(
        database_urls,
        "SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname = ANY($1) AND NOT (rolsuper"
        " OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit)",
        [roles.owner, roles.worker.name, roles.web.name],
    )

    assert dict(found) == {roles.owner: False, roles.worker.name: True, roles.web.name: True}
    members = await rows(
        database_urls,
        "SELECT 1 FROM pg_auth_members WHERE member IN (to_regrole($1), to_regrole($2))",
        roles.worker.name,
        roles.web.name,
    )
    assert members == []


async def test_all_tables_belong_to_the_owner(database_urls: Urls, postgres: Server) -> None:
    found = await rows(
        database_urls,
        "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname IN ('public', 'pgqueuer')",
    )

    assert found == [(postgres.roles.owner,)]


async def test_doors_run_as_the_owner_with_a_search_path_of_their_own(
    database_urls: Urls, postgres: Server
) -> None:
    found = await rows(
        database_urls,
        "SELECT proname, array_to_string(proconfig, ';'), pg_get_userbyid(proowner) FROM pg_proc"
        " WHERE prosecdef AND pronamespace = 'public'::regnamespace",
    )

    doors = ("sign_in_member", "open_invitation", "open_session", "end_session")
    counting = ("subscribers", "survey_quarters", "survey_shown")
    assert sorted(found) == sorted(
        (door, "search_path=pg_catalog, pg_temp", postgres.roles.owner)
        for door in (*doors, *counting)
    )


async def test_keys_of_what_grows_hold_the_time_to_part_it_by(database_urls: Urls) -> None:
    unique = """
        SELECT i.indrelid::regclass::text, array_agg(a.attname::text ORDER BY a.attname)
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
        WHERE i.indisunique AND i.indrelid = ANY($1::regclass[]) GROUP BY i.indrelid, i.indexrelid
    """
    by_time = {"outbox": "created_at", "entries": "at", "assessments": "at"}
    by_time |= {"audit_events": "at"}

    found = await rows(database_urls, unique, list(by_time))

    assert {table for table, _ in found} == set(by_time)
    assert all(by_time[table] in columns for table, columns in found)
