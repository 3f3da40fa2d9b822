"""The table of waits, and what holds for any table."""

import copy
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clocks import Clocks, Deadline, Recipient, Step, Waiting
from bot.domain.parsing import MalformedContent
from bot.domain.risks import Risk
from tests.plain import plain

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = 24
# Hours until: acknowledged, accepted or rejected, first contact, feedback; percents of escalation.
TABLE = {
    Risk.CRITICAL: ((1, 4, 24, 48), (50, 100)),
    Risk.HIGH: ((3, 24, 48, 7 * DAY), (75, 100)),
    Risk.MEDIUM: ((24, 72, 72, 14 * DAY), (100,)),
    Risk.LOW: ((72, 7 * DAY, 7 * DAY, 14 * DAY), (100,)),
}
BOTH = (Recipient.NEXT_PARTNER, Recipient.COORDINATOR)


@pytest.mark.parametrize("risk", Risk)
def test_the_waits_are_those_of_the_table(risk: Risk, clocks: Clocks) -> None:
    hours, percents = TABLE[risk]

    assert [clocks.wait(risk, step) for step in Step] == [timedelta(hours=each) for each in hours]
    assert tuple(each.percent for each in clocks.risks[risk].escalate) == percents
    assert clocks.risks[risk].escalate[-1].to == BOTH


@pytest.mark.parametrize("step", Step)
def test_a_greater_risk_never_waits_longer(step: Step, clocks: Clocks) -> None:
    waits = [clocks.wait(risk, step) for risk in Risk]

    assert waits == sorted(waits, reverse=True)


@pytest.mark.parametrize(
    ("minutes", "state", "told"),
    [
        (0, Waiting.ON_TIME, ()),
        (29, Waiting.ON_TIME, ()),
        (30, Waiting.DUE_SOON, (Recipient.SUPERVISOR,)),
        (59, Waiting.DUE_SOON, (Recipient.SUPERVISOR,)),
        (60, Waiting.LATE, (Recipient.SUPERVISOR, *BOTH)),
        (600, Waiting.LATE, (Recipient.SUPERVISOR, *BOTH)),
    ],
)
def test_a_critical_report_is_due_soon_at_half_its_hour(
    minutes: int, state: Waiting, told: tuple[Recipient, ...], clocks: Clocks
) -> None:
    now = NOON + timedelta(minutes=minutes)

    assert clocks.state(Risk.CRITICAL, Step.ACKNOWLEDGE, since=NOON, now=now) is state
    assert clocks.escalated(Risk.CRITICAL, Step.ACKNOWLEDGE, since=NOON, now=now) == told


def test_what_escalates_only_when_due_is_never_due_soon(clocks: Clocks) -> None:
    just_before = NOON + timedelta(hours=24) - timedelta(seconds=1)

    state = clocks.state(Risk.MEDIUM, Step.ACKNOWLEDGE, since=NOON, now=just_before)

    assert state is Waiting.ON_TIME


def test_the_first_step_not_done_is_what_is_due_next(clocks: Clocks) -> None:
    def next_due(*done: Step) -> Deadline | None:
        return clocks.next_due(Risk.HIGH, since=NOON, done=done)

    assert next_due() == Deadline(Step.ACKNOWLEDGE, NOON + timedelta(hours=3))
    assert next_due(Step.ACKNOWLEDGE) == Deadline(Step.ACCEPT, NOON + timedelta(hours=24))
    assert next_due(Step.ACKNOWLEDGE, Step.ACCEPT) == Deadline(
        Step.FIRST_CONTACT, NOON + timedelta(hours=48)
    )
    assert next_due(*Step) is None


@given(
    risk=st.sampled_from(Risk),
    step=st.sampled_from(Step),
    seconds=st.lists(st.integers(0, 60 * 60 * 24 * 30), min_size=2),
)
def test_a_wait_only_ever_grows_worse(
    risk: Risk, step: Step, seconds: list[int], clocks: Clocks
) -> None:
    moments = [NOON + timedelta(seconds=each) for each in sorted(seconds)]
    states = [list(Waiting).index(clocks.state(risk, step, since=NOON, now=at)) for at in moments]
    told = [len(clocks.escalated(risk, step, since=NOON, now=at)) for at in moments]

    assert states == sorted(states)
    assert told == sorted(told)


@given(risk=st.sampled_from(Risk), step=st.sampled_from(Step))
def test_late_begins_when_it_is_due_and_no_earlier(risk: Risk, step: Step, clocks: Clocks) -> None:
    due = clocks.due(risk, step, since=NOON)
    just_before = due - timedelta(microseconds=1)

    assert clocks.state(risk, step, since=NOON, now=due) is Waiting.LATE
    assert clocks.state(risk, step, since=NOON, now=just_before) is not Waiting.LATE


def _no_low(data: Any) -> None:
    del data["risks"]["low"]


def _no_feedback(data: Any) -> None:
    del data["risks"]["low"]["hours"]["feedback"]


def _shrinking(data: Any) -> None:
    data["risks"]["low"]["hours"]["accept"] = 1


def _no_escalation(data: Any) -> None:
    data["risks"]["low"]["escalate"] = []


def _backward(data: Any) -> None:
    data["risks"]["high"]["escalate"].reverse()


def _at_once(data: Any) -> None:
    data["risks"]["low"]["hours"]["acknowledge"] = 0


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_no_low, "a clock is needed for each of low, medium, high, critical"),
        (_no_feedback, "hours are needed for acknowledge, accept, first_contact, feedback"),
        (_shrinking, "a later step is never due before an earlier one"),
        (_no_escalation, "escalate needs percents that grow"),
        (_backward, "escalate needs percents that grow"),
        (_at_once, "Expected `int` >= 1"),
    ],
)
def test_an_edited_table_that_makes_no_sense_is_refused(
    spoil: Callable[[Any], None], sentence: str
) -> None:
    data = copy.deepcopy(plain("clocks.toml"))
    spoil(data)

    with pytest.raises(MalformedContent) as refused:
        Clocks.from_data(data, where="config/clocks.toml")

    assert str(refused.value).startswith("config/clocks.toml: ")
    assert sentence in str(refused.value)
