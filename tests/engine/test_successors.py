"""Where somebody may stand, there is a step, or one that takes its place."""

import pytest
from msgspec.structs import replace

from bot.engine.successors import (
    lost_steps,
    standing,
    successor,
    supersedes,
    to_note,
    unnoted_steps,
)
from bot.engine.vocabulary import END, Call
from tests.engine.faulty import ASKED, SCREEN, WORDS, flow, say

CALL = Call(name="call", flow="other", then="after")
FLOW = flow(replace(ASKED, then="call"), CALL, say("after", "words"), WORDS)


def test_people_stand_at_questions_and_before_what_follows_a_call() -> None:
    assert standing(FLOW) == {"asked", "after", "words"}
    assert standing(flow(replace(CALL, then=END))) == set()


def test_a_successor_is_found_by_name_before_any_pattern() -> None:
    renamed = replace(FLOW, renamed={"sign_*": "asked", "sign_old": "words"})

    assert successor(renamed, "sign_old") == "words"
    assert successor(renamed, "sign_other") == "asked"
    assert successor(renamed, "other") is None


def test_a_step_that_is_gone_without_a_successor_is_lost() -> None:
    released = {"flow": ["asked", "older", "old_1"], "gone": ["step"]}
    today = replace(FLOW, renamed={"old_*": "asked"})

    assert [str(fault) for fault in lost_steps([today], released)] == [
        (
            "bot/flows/flow.py: step older: People may stand at this step, which is gone; say in "
            "`renamed` of the flow which step takes its place, or take it out of "
            "bot/flows/released.json if it never was in use."
        ),
        (
            "bot/flows/gone.py: This flow was released and is gone; keep it until nobody can be "
            "in it, or take it out of bot/flows/released.json."
        ),
    ]
    assert list(lost_steps([replace(today, renamed={"old*": "asked"})], {"flow": ["older"]})) == []


def test_a_step_that_nobody_noted_is_found() -> None:
    today = replace(FLOW, renamed={"wor*": "asked"})

    assert to_note(today) == {"asked", "after"}
    assert [str(fault) for fault in unnoted_steps([today], {"flow": ["asked"]})] == [
        (
            "bot/flows/flow.py: step after: This step is not in bot/flows/released.json; say "
            "`haki flows draw`."
        )
    ]
    assert list(unnoted_steps([today], {"flow": ["asked", "after"]})) == []


@pytest.mark.parametrize(
    ("renamed", "holds"), [({}, False), ({"other": "asked"}, False), ({"old": "asked"}, True)]
)
def test_a_version_is_superseded_where_one_of_its_steps_has_a_successor(
    renamed: dict[str, str], *, holds: bool
) -> None:
    earlier = flow(replace(ASKED, then="old"), replace(SCREEN, name="old"))

    assert supersedes(flow(ASKED, renamed=renamed), earlier) is holds
