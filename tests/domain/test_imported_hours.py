"""Hours of imported services are right on the wall, every week, or unknown."""

from typing import Any

import pytest

from tests.domain.listings import WEEK, imported, place, service


@pytest.mark.parametrize(
    "changes",
    [
        {"freq": None},
        {"freq": "MONTHLY"},
        {"interval": 2},
        {"count": 3},
        {"bymonthday": "2,3"},
        {"byday": None},
        {"byday": "1MO"},
        {"valid_to": "2027-01-01"},
        {"until": "2027-01-01"},
        {"valid_from": "2026-12-01"},
        {"opens_at": None},
        {"opens_at": "8 am"},
        {"closes_at": "16:00:30"},
        {"closes_at": "08:00"},
        {"opens_at": "24:00"},
        {"opens_at": "08:00Z"},
        {"timezone": 2},
        {"timezone": "somewhere"},
    ],
)
def test_hours_that_are_not_alike_every_week_are_unknown_rather_than_wrong(
    changes: dict[str, Any],
) -> None:
    found = imported(schedules=[WEEK, WEEK | changes])

    assert found.service.schedule is None
    assert any(each.startswith("its hours are unknown, since ") for each in found.left_out)


@pytest.mark.parametrize("offset", [{"timezone": 3}, {"opens_at": "08:00:00+03:00"}, {}])
def test_hours_by_utc_are_taken_where_the_clock_on_the_wall_never_moves(
    offset: dict[str, Any],
) -> None:
    assert service(schedules=[WEEK | offset]).schedule is not None


def test_where_clocks_move_hours_by_utc_are_unknown_and_those_by_the_wall_known() -> None:
    london = [place("GB")]

    assert service(service_at_locations=london, schedules=[WEEK]).schedule is not None
    assert (
        service(service_at_locations=london, schedules=[WEEK | {"timezone": 0}]).schedule is None
    )


def test_in_a_country_whose_time_zone_nobody_said_hours_are_unknown() -> None:
    found = imported(service_at_locations=[place("NP")], schedules=[WEEK])

    assert found.service.schedule is None
    assert "`--zones`" in found.left_out[0]


def test_the_hours_of_its_only_place_are_its_own() -> None:
    one, several = [place(schedules=[WEEK])], [place(schedules=[WEEK]), place()]

    assert service(service_at_locations=one).schedule is not None
    assert service(service_at_locations=several).schedule is None
