"""Moments as people read them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.console.dates import ago, until
from bot.domain.moments import stamp

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)


def said(text: str, **values: object) -> str:
    return text.format(**values)


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=119), "just now"),
        (timedelta(minutes=2), "2 min ago"),
        (timedelta(minutes=119), "119 min ago"),
        (timedelta(hours=2), "2 h ago"),
        (timedelta(hours=47, minutes=59), "47 h ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=400), "400 days ago"),
        (timedelta(minutes=-3), "just now"),
    ],
)
def test_it_says_how_long_ago_in_whole_units(passed: timedelta, words: str) -> None:
    assert ago(said, NOW - passed, NOW) == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=3), "in 3 days"),
        (timedelta(hours=3, minutes=59), "in 3 h"),
        (timedelta(minutes=40), "in 40 min"),
        (timedelta(seconds=50), "now"),
        (timedelta(0), "just now late"),
        (timedelta(minutes=-10), "10 min late"),
        (timedelta(hours=-26), "26 h late"),
        (timedelta(days=-9), "9 days late"),
    ],
)
def test_it_says_how_soon_something_is_due_or_how_late_it_is(left: timedelta, words: str) -> None:
    assert until(said, NOW + left, NOW) == words


def test_the_exact_moment_is_in_utc() -> None:
    assert stamp(NOW) == "2026-11-21 14:05 UTC"
