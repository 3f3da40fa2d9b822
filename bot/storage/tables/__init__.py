"""The tables as SQLAlchemy knows them; the migrations make them, and a test compares the two."""

from bot.storage.tables import (
    assessments,
    audit,
    broadcasts,
    conversations,
    diaries,
    files,
    group_numbers,
    people,
    reach,
    reports,
    surveys,
)
from bot.storage.tables.metadata import METADATA

__all__ = [
    "METADATA",
    "assessments",
    "audit",
    "broadcasts",
    "conversations",
    "diaries",
    "files",
    "group_numbers",
    "people",
    "reach",
    "reports",
    "surveys",
]
