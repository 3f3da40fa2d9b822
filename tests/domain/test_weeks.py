"""A week is called by its Monday."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.weeks import monday


@pytest.mark.parametrize(
    ("moment", "first"),
    [
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), date(2026, 11, 16)),
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2027, 1, 1, 12, 0, tzinfo=UTC), date(2026, 12, 28)),
    ],
)
def test_a_week_begins_on_monday(moment: datetime, first: date) -> None:
    assert monday(moment) == first
    assert monday(moment.date()) == first
    assert type(monday(moment)) is date
