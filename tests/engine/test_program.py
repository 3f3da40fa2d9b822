"""A compiled flow is a rulebook that holds nobody's state."""

import pytest

from bot.engine.program import NoWayOn, Program
from tests.engine.teashop import MENU, ORDER


def test_an_event_leads_where_the_flow_says() -> None:
    menu = Program(MENU)

    assert menu.first == "menu"
    assert menu.next("menu", "talk") == "talk"
    assert menu.step("talk") is MENU.steps[2]


@pytest.mark.parametrize("event", ["coffee", "taken"])
def test_an_event_that_the_step_does_not_know_is_refused(event: str) -> None:
    with pytest.raises(NoWayOn, match=f"Flow order: step hungry has no way on for {event}."):
        Program(ORDER).next("hungry", event)


def test_two_people_in_one_program_do_not_meet() -> None:
    order = Program(ORDER)

    assert order.next("send", "no") == "not_now"
    assert order.next("hungry", "no") == "teas"
    assert order.next("send", "talk") == "talk"
