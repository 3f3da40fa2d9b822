"""A report in the hands of one organisation, from the queue to its end."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from bot.domain.clocks import Step
from bot.domain.options import Option
from bot.domain.text import Text


class ReferralStatus(Option):
    QUEUED = "queued", "📥", Text("Waiting")
    ACKNOWLEDGED = "acknowledged", "👁️", Text("Seen")
    ACCEPTED = "accepted", "✋", Text("Taken")
    IN_SERVICE = "in_service", "🤝", Text("Help has begun")
    DONE = "done", "✅", Text("Help is done")
    FEEDBACK = "feedback", "📣", Text("The worker was told what came of it")
    CLOSED = "closed", "📁", Text("Closed")
    REJECTED = "rejected", "🚫", Text("Not accepted")
    REROUTED = "rerouted", "↪️", Text("Given to another organisation before it was taken")
    TRANSFERRED = "transferred", "🔀", Text("Given to another organisation after it was taken")
    REVOKED = "revoked", "✂️", Text("The worker no longer shares it with this organisation")
    WITHDRAWN = "withdrawn", "↩️", Text("Taken back by the worker")


class CloseReason(Option):
    HELPED = "helped", "✅", Text("The worker was helped")
    NO_ANSWER = "no_answer", "🔇", Text("The worker did not answer")
    WITHDRAWN = "withdrawn", "↩️", Text("The worker asked us to stop")
    REFERRED = "referred", "↪️", Text("Referred to somebody else")
    DUPLICATE = "duplicate", "👯", Text("The same report is there twice")
    CANNOT_HELP = "cannot_help", "🤷", Text("We cannot help with this")
    COUNTED = "counted", "📊", Text("The worker wanted only to be counted")
    SAFETY = "safety", "🛟", Text("To go on would put the worker at risk")


# The worker need not have been written to: two were their own wish, of the other there is more.
SILENT = frozenset({CloseReason.WITHDRAWN, CloseReason.DUPLICATE, CloseReason.COUNTED})

# What the worker reads, perhaps not alone: no verdict and no promise.
ENDED_BECAUSE: Mapping[CloseReason, Text] = {
    CloseReason.HELPED: Text("The reason they gave: you were helped."),
    CloseReason.NO_ANSWER: Text("The reason they gave: they did not hear from you."),
    CloseReason.WITHDRAWN: Text("The reason they gave: you asked them to stop."),
    CloseReason.REFERRED: Text("The reason they gave: this is a matter for somebody else."),
    CloseReason.DUPLICATE: Text("The reason they gave: they have the same report twice."),
    CloseReason.CANNOT_HELP: Text(
        "The reason they gave: they cannot help with this. That does not mean that you are wrong."
    ),
    CloseReason.COUNTED: Text("The reason they gave: you wanted only to be counted."),
    CloseReason.SAFETY: Text(
        "The reason they gave: they think it is better for you if they do nothing more now."
    ),
}


class RejectReason(Option):
    NOT_OUR_COUNTRY = "not_our_country", "🗺️", Text("We do not work in this country")
    NOT_OUR_WORK = "not_our_work", "🧰", Text("We do not do this kind of work")
    NO_LANGUAGE = "no_language", "🗣️", Text("Nobody here speaks the language")
    NO_CAPACITY = "no_capacity", "⏳", Text("We cannot take more reports now")
    CONFLICT = "conflict", "⚖️", Text("We are too close to somebody in this report")


class Outcome(Option):
    SOLVED = "solved", "✅", Text("Solved")
    PARTLY = "partly", "➗", Text("Partly solved")
    NOT_SOLVED = "not_solved", "❌", Text("Not solved")


WAITING = frozenset({ReferralStatus.QUEUED, ReferralStatus.ACKNOWLEDGED})
TAKEN = frozenset({ReferralStatus.ACCEPTED, ReferralStatus.IN_SERVICE})
IN_HAND = TAKEN | {ReferralStatus.DONE, ReferralStatus.FEEDBACK}
OPEN = WAITING | IN_HAND


class WrongMove(Exception):
    """A referral cannot do this from where it is."""


class NotWaiting(WrongMove):
    """Somebody has taken this report already."""


class NotTaken(WrongMove):
    """Nobody holds this report: take it first."""


class NotDone(WrongMove):
    """The help is not done yet: say first what came of it."""


class NobodyWrote(WrongMove):
    """Nobody has written to the worker yet: write first what came of it."""


class AlreadyClosed(WrongMove):
    """This report has come to its end here."""


class StillOpen(WrongMove):
    """This report is not closed, so there is nothing to reopen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """One organisation's turn with a report.  Moments are aware and in UTC; None: not yet."""

    id: UUID
    report_id: UUID
    organisation_id: UUID
    reported_at: datetime
    referred_at: datetime
    status: ReferralStatus = ReferralStatus.QUEUED
    taken_by: UUID | None = None
    reject_reason: RejectReason | None = None
    outcome: Outcome | None = None
    close_reason: CloseReason | None = None
    screened_at: datetime | None = None
    notified_at: datetime | None = None
    first_opened_at: datetime | None = None
    acknowledged_at: datetime | None = None
    responded_at: datetime | None = None
    first_contact_at: datetime | None = None
    service_started_at: datetime | None = None
    done_at: datetime | None = None
    feedback_at: datetime | None = None
    closed_at: datetime | None = None
    end_seen_at: datetime | None = None  # by the worker
    helped: Outcome | None = None  # what the worker said of the work that ended last
    helped_at: datetime | None = None
    reopened_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.status in OPEN

    @property
    def in_hand(self) -> bool:
        """Somebody has taken it, and the work on it has not ended."""
        return self.status in IN_HAND

    def see_in_hand(self) -> None:
        """Raises NotTaken, AlreadyClosed."""
        self._allow(IN_HAND, NotTaken)

    @property
    def steps_done(self) -> frozenset[Step]:
        """What the clock need not wait for any more."""
        moments = {
            Step.ACKNOWLEDGE: self.acknowledged_at,
            Step.ACCEPT: self.responded_at,
            Step.FIRST_CONTACT: self.first_contact_at,
            Step.FEEDBACK: self.feedback_at,
        }
        return frozenset(step for step, moment in moments.items() if moment is not None)

    def opened(self, *, at: datetime) -> Self:
        """Somebody read it.  Whoever reads a waiting report has seen it; looking again is free."""
        seen = replace(self, first_opened_at=self.first_opened_at or at)
        return seen.acknowledged(at=at) if self.status is ReferralStatus.QUEUED else seen

    def acknowledged(self, *, at: datetime) -> Self:
        self._allow({ReferralStatus.QUEUED}, NotWaiting)
        return self._moved(ReferralStatus.ACKNOWLEDGED, acknowledged_at=at)

    def accepted(self, *, by: UUID, at: datetime) -> Self:
        """Taken by one member; what nobody acknowledged before is acknowledged by it."""
        self._allow(WAITING, NotWaiting)
        return self._moved(
            ReferralStatus.ACCEPTED,
            taken_by=by,
            acknowledged_at=self.acknowledged_at or at,
            responded_at=at,
        )

    def rejected(self, reason: RejectReason, *, at: datetime) -> Self:
        self._allow(WAITING, NotWaiting)
        return self._moved(
            ReferralStatus.REJECTED,
            reject_reason=reason,
            acknowledged_at=self.acknowledged_at or at,
            responded_at=at,
        )

    def answered(self, *, at: datetime) -> Self:
        """The worker was written to: the first time is the first contact."""
        self.see_in_hand()
        return replace(self, first_contact_at=self.first_contact_at or at)

    def served(self, *, at: datetime) -> Self:
        """Help has begun."""
        self._allow({ReferralStatus.ACCEPTED}, NotTaken)
        return self._moved(ReferralStatus.IN_SERVICE, service_started_at=at)

    def done(self, outcome: Outcome, *, at: datetime) -> Self:
        self._allow(TAKEN, NotTaken)
        return self._moved(ReferralStatus.DONE, outcome=outcome, done_at=at)

    def told(self, *, at: datetime) -> Self:
        """The worker was told what came of it."""
        self._allow({ReferralStatus.DONE}, NotDone)
        return self._moved(ReferralStatus.FEEDBACK, feedback_at=at)

    def closed(self, reason: CloseReason, *, at: datetime) -> Self:
        """The work has come to its end, which the worker does not first hear from silence."""
        self.see_in_hand()
        if self.first_contact_at is None and reason not in SILENT:
            raise NobodyWrote(NobodyWrote.__doc__)
        moved = self._moved(ReferralStatus.CLOSED, close_reason=reason, closed_at=at)
        return replace(moved, helped=None, helped_at=None)

    @property
    def asks_if_it_helped(self) -> bool:
        """Of what goes on under another number there is nothing to say yet."""
        return (
            self.status is ReferralStatus.CLOSED and self.close_reason is not CloseReason.DUPLICATE
        )

    def judged(self, outcome: Outcome, *, at: datetime) -> Self:
        """The worker said whether it helped; the last word counts."""
        self._allow({ReferralStatus.CLOSED}, StillOpen)
        return replace(self, helped=outcome, helped_at=at)

    def rerouted(self, *, at: datetime) -> Self:
        """It goes to another organisation; nobody here had taken it."""
        self._allow(WAITING, NotWaiting)
        return self._moved(ReferralStatus.REROUTED, closed_at=at)

    def transferred(self, *, at: datetime) -> Self:
        """It goes to another organisation; somebody here had taken it."""
        self._allow(TAKEN, NotTaken)
        return self._moved(ReferralStatus.TRANSFERRED, closed_at=at)

    def revoked(self, *, at: datetime) -> Self:
        """The worker shares it with this organisation no longer."""
        self._allow(OPEN, AlreadyClosed)
        return self._moved(ReferralStatus.REVOKED, closed_at=at)

    def withdrawn(self, *, at: datetime) -> Self:
        """The worker took the whole report back."""
        self._allow(OPEN, AlreadyClosed)
        return self._moved(ReferralStatus.WITHDRAWN, closed_at=at)

    def reopened(self, *, at: datetime) -> Self:
        """Back in the queue, with a new clock; what the worker took back stays with them.

        What they said of the work before stays, so that whoever takes it up knows.
        """
        self._allow({ReferralStatus.CLOSED}, StillOpen)
        return type(self)(
            id=self.id,
            report_id=self.report_id,
            organisation_id=self.organisation_id,
            reported_at=self.reported_at,
            referred_at=at,
            screened_at=self.screened_at,
            first_opened_at=self.first_opened_at,
            helped=self.helped,
            helped_at=self.helped_at,
            reopened_at=at,
        )

    def _allow(self, statuses: Collection[ReferralStatus], refusal: type[WrongMove]) -> None:
        if self.status in statuses:
            return
        error = refusal if self.open else AlreadyClosed
        raise error(error.__doc__)

    def _moved(self, status: ReferralStatus, **moments: Any) -> Self:
        return replace(self, status=status, **moments)


def last_ended(referrals: Iterable[Referral]) -> Referral | None:
    """The work that ended last, if its worker can say whether it helped."""
    ended = (each for each in referrals if each.asks_if_it_helped and each.closed_at)
    return max(ended, key=lambda each: (each.closed_at, each.id), default=None)
