"""The measure of lanes runs, at a small size, and counts what it says it counts."""

import argparse

import pytest

from bench.faked import most_in_a_second
from bench.lanes import measured


async def test_replies_while_a_small_broadcast_goes_out() -> None:
    asked = argparse.Namespace(listeners=60, writers=20, per_second=2.0, limit=30, faults=3)

    result = await measured(asked)

    assert (result["broadcast_to"], result["missed"], result["unanswered"]) == (60, 0, 0)
    assert result["most_in_any_second"] <= 30
    assert result["refused"] == 0
    assert result["doubled"] <= 3
    assert result["replies"] >= 10
    assert result["postgresql"]["synchronous_commit"] == "on"


async def test_a_reply_comes_within_a_second_while_a_broadcast_goes_out() -> None:
    asked = argparse.Namespace(listeners=180, writers=60, per_second=2.0, limit=30, faults=0)

    result = await measured(asked)

    assert result["seconds"] > 5  # behind it a reply would wait for seconds
    assert result["reply_ms"]["p95"] < 1_000
    assert (result["missed"], result["doubled"], result["refused"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("moments", "most"),
    [([0.0], 1), ([0.0, 0.5, 0.999], 3), ([0.0, 1.0, 2.0], 1), ([0.0, 0.9, 1.0, 1.8], 3)],
)
def test_any_second_is_looked_at_and_not_only_those_of_the_clock(
    moments: list[float], most: int
) -> None:
    assert most_in_a_second(moments) == most
