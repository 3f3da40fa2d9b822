"""Moments as people read them: how long ago, how soon, and exactly."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain.text import Text

Said = Callable[..., str]

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

AGO = (
    (DAY * 2, DAY, Text("{n} days ago")),
    (HOUR * 2, HOUR, Text("{n} h ago")),
    (MINUTE * 2, MINUTE, Text("{n} min ago")),
)
JUST_NOW = Text("just now")
LEFT = (
    (DAY * 2, DAY, Text("in {n} days")),
    (HOUR * 2, HOUR, Text("in {n} h")),
    (MINUTE * 2, MINUTE, Text("in {n} min")),
)
NOW = Text("now")
OVER = (
    (DAY * 2, DAY, Text("{n} days late")),
    (HOUR * 2, HOUR, Text("{n} h late")),
    (MINUTE * 2, MINUTE, Text("{n} min late")),
)
JUST_LATE = Text("just now late")


def ago(said: Said, moment: datetime, now: datetime) -> str:
    return _span(said, now - moment, AGO, JUST_NOW)


def until(said: Said, due: datetime, now: datetime) -> str:
    """How soon something is due, or how late it is."""
    if due > now:
        return _span(said, due - now, LEFT, NOW)
    return _span(said, now - due, OVER, JUST_LATE)


def _span(
    said: Said,
    length: timedelta,
    scale: tuple[tuple[timedelta, timedelta, Text], ...],
    otherwise: Text,
) -> str:
    """In whole units, from two of them on: 90 minutes say more than 1 hour, and need no plural."""
    for least, unit, text in scale:
        if length >= least:
            return said(text, n=length // unit)
    return said(otherwise)
