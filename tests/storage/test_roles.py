"""Roles are made where they are missing, and refused where they would see too much."""

import asyncio
import base64
import secrets
from collections.abc import Iterator
from typing import Any

import pytest

from bot.storage import schema
from bot.storage.connections import connect
from bot.storage.roles import Login, Roles, RoleUnusable, _verifier, ensure
from tests.postgres import Server, Urls


@pytest.fixture
def roles(postgres: Server) -> Iterator[Roles]:
    """Names that no other test has."""
    run = f"haki_test_{secrets.token_hex(6)}"
    names = Roles(f"{run}_owner", Login(f"{run}_worker", "worker's own"), Login(f"{run}_web"))
    yield names
    postgres.drop_roles(names.owner, names.worker.name, names.web.name, f"{run}_operator")


async def test_missing_roles_are_made_and_found_again(
    roles: Roles, empty_database_urls: Urls
) -> None:
    await schema.migrate(empty_database_urls.owner, roles)
    await schema.migrate(empty_database_urls.owner, roles)

    owner = await connect(empty_database_urls.owner)
    found = await owner.fetch(
        "SELECT rolname, rolcanlogin, rolpassword FROM pg_authid"
        " WHERE rolname = ANY($1) ORDER BY rolname",
        [roles.owner, roles.worker.name, roles.web.name],
    )
    tables = await owner.fetch(
        "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    )
    await owner.close()
    assert [tuple(row)[:2] for row in found] == [
        (roles.owner, False),
        (roles.web.name, True),
        (roles.worker.name, True),
    ]
    assert [row["rolpassword"] is None for row in found] == [True, True, False]
    assert [row["tableowner"] for row in tables] == [roles.owner]


async def test_two_databases_of_one_server_may_make_them_at_once(
    roles: Roles, empty_database_urls: Urls, database_urls: Urls
) -> None:
    connections = [await connect(urls.owner) for urls in (empty_database_urls, database_urls)]

    await asyncio.gather(*(ensure(connection, roles) for connection in connections))

    for connection in connections:
        assert await connection.fetchval("SELECT current_user::text") == roles.owner
        await connection.close()


async def test_a_role_keeps_the_password_it_has(roles: Roles, empty_database_urls: Urls) -> None:
    owner = await connect(empty_database_urls.owner)
    await owner.execute(f"CREATE ROLE {roles.worker.name} LOGIN PASSWORD 'older'")
    query = "SELECT rolpassword FROM pg_authid WHERE rolname = $1"
    before = await owner.fetchval(query, roles.worker.name)

    await schema.migrate(empty_database_urls.owner, roles)

    assert await owner.fetchval(query, roles.worker.name) == before
    await owner.close()


@pytest.mark.parametrize("power", ["SUPERUSER", "BYPASSRLS", "CREATEROLE"])
async def test_a_role_that_would_see_everything_is_refused(
    power: str, roles: Roles, empty_database_urls: Urls
) -> None:
    owner = await connect(empty_database_urls.owner)
    await owner.execute(f"CREATE ROLE {roles.web.name} LOGIN {power}")

    with pytest.raises(RoleUnusable, match=f"ALTER ROLE {roles.web.name} NOSUPERUSER"):
        await schema.migrate(empty_database_urls.owner, roles)

    tables = await owner.fetch("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")
    await owner.close()
    assert tables == []


async def test_a_login_that_may_make_no_roles_is_told_who_can(
    database_urls: Urls, roles: Roles
) -> None:
    with pytest.raises(RoleUnusable, match=r"may not set up .* let it create roles"):
        await schema.migrate(database_urls.worker, roles)


async def test_an_ordinary_login_that_makes_roles_is_enough(
    postgres: Server, roles: Roles, empty_database_urls: Urls
) -> None:
    """As where the operator of a managed PostgreSQL is no superuser."""
    admin = await connect(empty_database_urls.owner)
    operator = Login(roles.owner.replace("owner", "operator"), secrets.token_hex())
    await admin.execute(
        f"CREATE ROLE {operator.name} LOGIN CREATEROLE CREATEDB PASSWORD '{operator.password}'"
    )
    name = postgres.name_of(empty_database_urls)
    await admin.execute(f"ALTER DATABASE {name} OWNER TO {operator.name}")
    await admin.close()
    url = postgres.as_login(operator, name)

    await schema.migrate(url, roles)
    await schema.migrate(url, roles)
    await schema.set_fingerprint(url, "one")

    assert await schema.fingerprint(url) == "one"


@pytest.mark.parametrize("password", ["pencil", "Pa55 and words", "कुञ्जी ½"])
async def test_a_password_is_kept_as_the_server_would_keep_it(
    password: str, roles: Roles, empty_database_urls: Urls
) -> None:
    admin = await connect(empty_database_urls.owner)
    await admin.execute(f"CREATE ROLE {roles.web.name} PASSWORD '{password}'")
    kept = await admin.fetchval(
        "SELECT rolpassword FROM pg_authid WHERE rolname = $1", roles.web.name
    )
    await admin.close()

    salt = base64.b64decode(kept.split("$")[1].partition(":")[2])

    assert _verifier(password, salt) == kept


@pytest.mark.parametrize("name", ["", "haki web", 'x"; DROP', "1haki", "Haki", "h" * 64])
def test_a_name_that_sql_would_trip_over_is_refused(name: str) -> None:
    with pytest.raises(RoleUnusable, match="small letters, digits"):
        Roles(web=Login(name))


def test_one_role_cannot_be_two() -> None:
    with pytest.raises(RoleUnusable, match="three different"):
        Roles(worker=Login("haki_web"))


def test_names_are_put_in_whole_and_once() -> None:
    roles = Roles("own", Login("haki_web_worker"), Login("haki_owner"))
    sql = "GRANT a TO haki_worker, haki_web; ALTER x OWNER TO haki_owner; haki_website"

    assert roles.put_into(sql) == (
        "GRANT a TO haki_web_worker, haki_owner; ALTER x OWNER TO own; haki_website"
    )


def test_a_password_is_in_no_repr() -> None:
    shown: Any = Roles(worker=Login("haki_worker", "Pa55-and-word"))

    assert "Pa55" not in repr(shown)
