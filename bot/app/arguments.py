"""What may be typed after a command: names, countries, languages, days and time zones."""

import re
from argparse import ArgumentTypeError
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.routing import WORLDWIDE

LONGEST_NAME = 100  # what a worker reads on one line or two


def name(typed: str) -> str:
    words = " ".join(typed.split())
    if not words or len(words) > LONGEST_NAME or not words.isprintable():
        raise ArgumentTypeError(f"a name has 1 to {LONGEST_NAME} letters")
    return words


def country(typed: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", typed) and typed != WORLDWIDE:
        raise ArgumentTypeError(f"{typed!r} is no country: two capitals, as in QA")
    return typed


def lang(typed: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}", typed):
        raise ArgumentTypeError(f"{typed!r} is no language: two letters, as in ne")
    return typed


def day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ArgumentTypeError(f"{typed!r} is no day: write it as in 2026-11-21") from None


def zone(typed: str) -> tuple[str, str]:
    """A country and the time zone of its hours."""
    code, _, where = typed.partition("=")
    try:
        ZoneInfo(where)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        where = ""
    if not re.fullmatch(r"[A-Z]{2}", code) or not where:
        raise ArgumentTypeError(f"{typed!r} is no time zone: write it as in QA=Asia/Qatar")
    return code, where
