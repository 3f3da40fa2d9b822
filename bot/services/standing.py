"""Where a report stands, in words for its worker: who has it, by when, and what to do if late."""

from datetime import datetime, timedelta

from bot.domain.moments import stamp
from bot.domain.referrals import ENDED_BECAUSE, OPEN, ReferralStatus
from bot.domain.text import Text
from bot.engine.said import Line
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


def standing_with(found: Standing, wait: timedelta, now: datetime) -> tuple[Line, ...]:
    """Where it stands with one organisation; of what has ended also why."""
    text = STANDING.get(found.status, STANDING[ReferralStatus.CLOSED])
    said = Line(text, {"partner": found.partner})
    if found.status is ReferralStatus.CLOSED and found.close_reason is not None:
        return said, Line(ENDED_BECAUSE[found.close_reason])
    if found.status not in OPEN or found.since is None or found.answered_at is not None:
        return (said,)
    due = found.since + wait
    return said, Line(LATE if now > due else DUE, {"date": stamp(due)})
