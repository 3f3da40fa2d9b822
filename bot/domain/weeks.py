"""Weeks, each called by its Monday: all that is kept of most days."""

from datetime import date


def monday(day: date) -> date:
    """The first day of the week; of a moment, by the clock that it is told in."""
    return date.fromordinal(day.toordinal() - day.weekday())
