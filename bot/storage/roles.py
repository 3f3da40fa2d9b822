"""The three database roles: the owner of all tables, the worker, and the web, which sees least."""

import base64
import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import asyncpg

ROUNDS = 4096  # what PostgreSQL itself takes for SCRAM-SHA-256
PLAIN = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class RoleUnusable(Exception):
    """A role that would see too much, is missing, or has a name we cannot use."""


@dataclass(frozen=True, slots=True)
class Login:
    """A role that logs in as itself; without a password the server knows it by its socket."""

    name: str
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Roles:
    """The owner never logs in: whoever migrates becomes it."""

    owner: str = "haki_owner"
    worker: Login = Login("haki_worker")
    web: Login = Login("haki_web")

    def __post_init__(self) -> None:
        names = [self.owner, self.worker.name, self.web.name]
        for name in names:
            if not PLAIN.fullmatch(name):
                raise RoleUnusable(
                    "A database role's name is made of small letters, digits and _ only: "
                    "correct it in the address of the database."
                )
        if len(set(names)) < len(names):
            raise RoleUnusable(
                "The owner, the worker and the web need three different database roles: "
                "give each its own in the addresses of the database."
            )

    def put_into(self, sql: str) -> str:
        """SQL written for the usual names, with the names of this deployment."""
        given = {
            "haki_owner": self.owner,
            "haki_worker": self.worker.name,
            "haki_web": self.web.name,
        }
        return re.sub(r"\bhaki_(owner|worker|web)\b", lambda found: given[found[0]], sql)


async def ensure(connection: Any, roles: Roles) -> None:
    """Make the roles that are missing, let them in, and become the owner.

    Roles that are there keep their passwords.  Raises RoleUnusable.
    """
    try:
        await _create(connection, roles.owner, "NOLOGIN")
        for login in (roles.worker, roles.web):
            await _create(connection, login.name, _way_in(login))
        await _become(connection, roles)
    except asyncpg.InsufficientPrivilegeError as error:
        raise RoleUnusable(
            f"The database role of HAKI_DATABASE_URL may not set up {roles.owner}, "
            f"{roles.worker.name} and {roles.web.name} ({error.args[0]}): let it create roles, "
            "or let an administrator run the migration once."
        ) from None


async def _create(connection: Any, name: str, way_in: str) -> None:
    found = await connection.fetchrow(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = $1", name
    )
    if found is not None and found[0]:
        raise RoleUnusable(
            f"The database role {name} sees through row-level security or makes roles: "
            f"ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS NOCREATEROLE, or name another."
        )
    if found is None:
        try:
            await connection.execute(
                f"CREATE ROLE {name} {way_in} NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT"
                " NOREPLICATION NOBYPASSRLS"
            )
        except (asyncpg.DuplicateObjectError, asyncpg.UniqueViolationError):
            return  # somebody was quicker, for another database of this server


async def _become(connection: Any, roles: Roles) -> None:
    database = await connection.fetchval("SELECT quote_ident(current_database())")
    if not await connection.fetchval("SELECT pg_has_role($1, 'USAGE')", roles.owner):
        await connection.execute(f"GRANT {roles.owner} TO CURRENT_USER")
    others = f"{roles.worker.name}, {roles.web.name}"
    await connection.execute(
        f"GRANT CREATE ON DATABASE {database} TO {roles.owner};"
        f"GRANT CONNECT ON DATABASE {database} TO {roles.owner}, {others};"
        f"GRANT CREATE, USAGE ON SCHEMA public TO {roles.owner};"
        f"GRANT USAGE ON SCHEMA public TO {others};"
    )
    await connection.execute(f"SET ROLE {roles.owner}")


def _way_in(login: Login) -> str:
    if login.password is None:
        return "LOGIN"
    salt = hmac.digest(login.password.encode(), login.name.encode(), "sha256")[:16]
    return f"LOGIN PASSWORD '{_verifier(login.password, salt)}'"


def _verifier(password: str, salt: bytes) -> str:
    """What the server keeps for SCRAM, made here, so that its log cannot hold the password."""
    secret = unicodedata.normalize("NFKC", password).encode()
    salted = hashlib.pbkdf2_hmac("sha256", secret, salt, ROUNDS)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    encoded = [base64.b64encode(each).decode() for each in (salt, stored, server)]
    return f"SCRAM-SHA-256${ROUNDS}:{encoded[0]}${encoded[1]}:{encoded[2]}"
