"""What all tables share: one catalogue, the column types, and PostgreSQL's own way of naming."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

METADATA = sa.MetaData(
    naming_convention={
        "pk": "%(table_name)s_pkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    }
)

BYTES = sa.LargeBinary()
MOMENT = postgresql.TIMESTAMP(timezone=True)
JSON = postgresql.JSONB()
UUID = sa.Uuid()

# Whole columns at once, as parameters of `unnest`.
BIGINTS = postgresql.ARRAY(sa.BigInteger())
TEXTS = postgresql.ARRAY(sa.Text())
UUIDS = postgresql.ARRAY(sa.Uuid())


def required(name: str, type_: Any, *constraints: Any) -> sa.Column[Any]:
    return sa.Column(name, type_, *constraints, nullable=False)


def optional(name: str, type_: Any, *constraints: Any) -> sa.Column[Any]:
    return sa.Column(name, type_, *constraints, nullable=True)


def count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0"))


def flag(name: str) -> sa.Column[bool]:
    """It is not so until somebody says that it is."""
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def key(name: str, type_: Any, *constraints: Any) -> sa.Column[Any]:
    """A column of the primary key, never filled in by SQLAlchemy."""
    return sa.Column(name, type_, *constraints, primary_key=True, autoincrement=False)
