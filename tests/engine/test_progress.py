"""Dots: how far someone has come."""

from bot.engine.progress import progress
from tests.engine.teashop import MENU, ORDER


def test_a_part_counts_from_its_first_step_on() -> None:
    dots = [[line.text for line in progress(ORDER, step)] for step in ("hungry", "sugar", "send")]

    assert dots == [["●○○"], ["●●○"], ["●●●"]]


def test_before_the_first_part_there_are_no_dots() -> None:
    assert progress(ORDER, "draft") == ()


def test_a_flow_without_parts_has_no_dots() -> None:
    assert progress(MENU, "menu") == ()
