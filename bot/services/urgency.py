"""Which reports of a chat have the shorter wait: in danger, or as grave."""

from datetime import timedelta
from uuid import UUID

from bot.domain.answers import Danger
from bot.domain.content import Spans
from bot.domain.risks import Risk
from bot.services.effects import Asked

URGENT = "urgent"  # what the chat keeps of reports with the shorter wait


def waits_shorter(danger: Danger, suggested: str) -> bool:
    """The gravest wait as little as who is in danger, and are told so: else they hear of days.

    Between the other risks no difference is told: it would tell how a report was weighed.
    """
    return danger is Danger.YES or suggested == Risk.CRITICAL


def due_by(spans: Spans, *, shorter: bool) -> timedelta:
    """The same wait as was told at Send, whatever the organisation finds later."""
    if shorter:
        return timedelta(hours=spans.danger_hours)
    return timedelta(days=spans.answer_days)


def is_urgent(asked: Asked, report: UUID) -> bool:
    """Whether the worker was told of the shorter wait for this report."""
    return str(report) in asked.known.kept.get(URGENT, ())


def urgent(asked: Asked, report: UUID) -> dict[str, tuple[str, ...]]:
    """What the chat is to keep of a report with the shorter wait."""
    return {URGENT: tuple(dict.fromkeys((str(report), *asked.known.kept.get(URGENT, ()))))}


def without(asked: Asked, report: UUID) -> dict[str, tuple[str, ...]]:
    """The same without this report, which was taken back."""
    kept = asked.known.kept.get(URGENT, ())
    return {URGENT: tuple(each for each in kept if each != str(report))} if kept else {}
