"""By when a report must be acknowledged, accepted, answered, and what came of it be told."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

import msgspec

from bot.domain.options import Option
from bot.domain.parsing import parsed
from bot.domain.risks import Risk
from bot.domain.text import Text

Hours = Annotated[int, msgspec.Meta(gt=0)]
Percent = Annotated[int, msgspec.Meta(gt=0, le=100)]


class Waiting(Option):
    """How a wait looks to the one who reads the queue."""

    ON_TIME = "on_time", "🟢", Text("On time")
    DUE_SOON = "due_soon", "🟡", Text("Due soon")
    LATE = "late", "🔴", Text("Late")


class Step(Option):
    """What an organisation owes a report, in this order."""

    ACKNOWLEDGE = "acknowledge", "👁️", Text("Acknowledge")
    ACCEPT = "accept", "✋", Text("Accept or reject")
    FIRST_CONTACT = "first_contact", "💬", Text("First contact")
    FEEDBACK = "feedback", "📣", Text("Feedback")


class Recipient(StrEnum):
    """Who is told of a wait that grows long."""

    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"
    NEXT_PARTNER = "next_partner"


class Escalation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    percent: Percent
    to: tuple[Recipient, ...]


class Clock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The waits of one risk."""

    hours: dict[Step, Hours]
    escalate: tuple[Escalation, ...]

    def __post_init__(self) -> None:
        if list(self.hours) != list(Step):
            raise ValueError(f"hours are needed for {', '.join(Step)}, in this order")
        if list(self.hours.values()) != sorted(self.hours.values()):
            raise ValueError("a later step is never due before an earlier one")
        percents = [each.percent for each in self.escalate]
        if not percents or percents != sorted(set(percents)):
            raise ValueError("escalate needs percents that grow")


@dataclass(frozen=True, slots=True)
class Deadline:
    step: Step
    due_at: datetime


class Clocks(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The clock of every risk.  `since` is always when the organisation got the report."""

    version: str
    risks: dict[Risk, Clock]

    def __post_init__(self) -> None:
        if set(self.risks) != set(Risk):
            raise ValueError(f"a clock is needed for each of {', '.join(Risk)}")

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, where: str) -> Self:
        """Raises MalformedContent."""
        return parsed(data, cls, where=where)

    def wait(self, risk: Risk, step: Step) -> timedelta:
        return timedelta(hours=self.risks[risk].hours[step])

    def due(self, risk: Risk, step: Step, *, since: datetime) -> datetime:
        return since + self.wait(risk, step)

    def next_due(self, risk: Risk, *, since: datetime, done: Collection[Step]) -> Deadline | None:
        """The first step that is not done yet, and by when; None where nothing is owed."""
        for step in Step:
            if step not in done:
                return Deadline(step, self.due(risk, step, since=since))
        return None

    def state(self, risk: Risk, step: Step, *, since: datetime, now: datetime) -> Waiting:
        """Due soon from the first escalation on; late from the very moment it was due."""
        wait = self.wait(risk, step)
        first = self.risks[risk].escalate[0].percent
        if now - since >= wait:
            return Waiting.LATE
        if now - since >= wait * first / 100:
            return Waiting.DUE_SOON
        return Waiting.ON_TIME

    def escalated(
        self, risk: Risk, step: Step, *, since: datetime, now: datetime
    ) -> tuple[Recipient, ...]:
        """Everyone who is to have been told by now that this step is not done."""
        wait = self.wait(risk, step)
        reached = (
            each for each in self.risks[risk].escalate if now - since >= wait * each.percent / 100
        )
        return tuple(recipient for each in reached for recipient in each.to)
