"""Where a report stands, in words for its worker: who has it, by when, and what to do if late."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.answers import Danger
from bot.domain.content import Spans
from bot.domain.referrals import ENDED_BECAUSE, OPEN, Referral, ReferralStatus
from bot.domain.risks import Risk
from bot.domain.text import Text
from bot.engine.said import Line
from bot.services.effects import Asked
from bot.storage.referrals import Standing

STANDING = {
    ReferralStatus.QUEUED: Text("Your report waits to be read. It was sent to: {partner}."),
    ReferralStatus.ACKNOWLEDGED: Text("Your report was seen. It is with: {partner}."),
    ReferralStatus.ACCEPTED: Text("A person has taken up your report. It is with: {partner}."),
    ReferralStatus.IN_SERVICE: Text("Somebody is working on your report: {partner}."),
    ReferralStatus.DONE: Text("The work on your report is done: {partner}."),
    ReferralStatus.FEEDBACK: Text("The work on your report is done: {partner}."),
    ReferralStatus.CLOSED: Text("This organisation has ended its work on your report: {partner}."),
    ReferralStatus.REJECTED: Text("Your report was not accepted by: {partner}."),
    ReferralStatus.WITHDRAWN: Text("You took your report back."),
    ReferralStatus.REVOKED: Text("You stopped sharing your report with: {partner}."),
}
DUE = Text("They should answer by {date}, but nobody can promise it.")
LATE = Text(
    "An answer should have come by {date}, so it is late. With “Write more” they see in their "
    "list that you still wait, and “I need help now” in the menu shows whom else you can ask."
)
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


def standing_with(found: Standing, wait: timedelta, now: datetime) -> tuple[Line, ...]:
    """Where it stands with one organisation; of what has ended also why."""
    text = STANDING.get(found.status, STANDING[ReferralStatus.CLOSED])
    said = Line(text, {"partner": found.partner})
    if found.status is ReferralStatus.CLOSED and found.close_reason is not None:
        return said, Line(ENDED_BECAUSE[found.close_reason])
    if found.status not in OPEN or found.since is None or found.answered_at is not None:
        return (said,)
    due = found.since + wait
    return said, Line(LATE if now > due else DUE, {"date": f"{due:%Y-%m-%d %H:%M} UTC"})


def last_ended(referrals: Iterable[Referral]) -> Referral | None:
    """The work that ended last, if its worker can say whether it helped."""
    ended = (each for each in referrals if each.asks_if_it_helped and each.closed_at)
    return max(ended, key=lambda each: (each.closed_at, each.id), default=None)
