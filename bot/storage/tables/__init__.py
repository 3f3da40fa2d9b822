"""The tables as SQLAlchemy knows them; the migrations make them, and a test compares the two."""

from bot.storage.tables import audit, conversations, files, people, reach, reports
from bot.storage.tables.metadata import METADATA

__all__ = ["METADATA", "audit", "conversations", "files", "people", "reach", "reports"]
