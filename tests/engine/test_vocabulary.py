"""Flows are data: they can be stored, named by what they say, and read again."""

import pytest
from msgspec.structs import replace

from bot.domain.text import Text
from bot.engine.vocabulary import END, Flow, Say, targets
from tests.engine.teashop import MENU, ORDER, START, TALK


@pytest.mark.parametrize("flow", [START, MENU, ORDER, TALK], ids=lambda flow: flow.name)
def test_a_stored_flow_is_the_same_when_it_is_read_again(flow: Flow) -> None:
    again = Flow.from_bytes(flow.to_bytes())

    assert again == flow
    assert again.hash == flow.hash


def test_another_word_makes_another_version() -> None:
    changed = replace(TALK, steps=(Say(name="hello", text=Text("Tea is new."), then=END),))

    assert changed.hash != TALK.hash


def test_every_way_out_of_a_step_is_known() -> None:
    ways = {step.name: set(targets(step)) for step in ORDER.steps}

    assert ways["draft"] == {("yes", "resume"), ("no", "hungry")}
    assert ways["resume"] == {("next", "hungry"), ("skip", "hungry")}
    assert ways["hungry"] == {("yes", "teas"), ("no", "teas"), ("skip", "teas")}
    assert ways["teas"] == {("next", "sugar"), ("skip", "sugar")}
    assert ways["talk"] == {("next", "send"), ("skip", "send")}
    assert ways["submit"] == {("taken", "thanks"), ("closed", "closed")}
