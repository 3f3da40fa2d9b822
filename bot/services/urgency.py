"""Which reports of a chat have the shorter wait: somebody said in them that they are in danger."""

from datetime import timedelta
from uuid import UUID

from bot.domain.content import Spans
from bot.services.effects import Asked

URGENT = "urgent"  # what the chat keeps of reports with the shorter wait


def due_by(spans: Spans, *, in_danger: bool) -> timedelta:
    """The same wait as was told at Send: any other would tell how the report was weighed."""
    if in_danger:
        return timedelta(hours=spans.danger_hours)
    return timedelta(days=spans.answer_days)


def is_urgent(asked: Asked, report: UUID) -> bool:
    """Whether the worker said in this report that they are in danger."""
    return str(report) in asked.known.kept.get(URGENT, ())


def urgent(asked: Asked, report: UUID) -> dict[str, tuple[str, ...]]:
    """What the chat is to keep of a report in which somebody is in danger."""
    return {URGENT: tuple(dict.fromkeys((str(report), *asked.known.kept.get(URGENT, ()))))}


def without(asked: Asked, report: UUID) -> dict[str, tuple[str, ...]]:
    """The same without this report, which was taken back."""
    kept = asked.known.kept.get(URGENT, ())
    return {URGENT: tuple(each for each in kept if each != str(report))} if kept else {}
