"""A moment as people read it: exact, in UTC, and the same in every language."""

from datetime import datetime


def stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
