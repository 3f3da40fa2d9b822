"""The life of a referral: every move from every place, and what each leaves behind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clocks import Step
from bot.domain.referrals import (
    ENDED_BECAUSE,
    SILENT,
    AlreadyClosed,
    CloseReason,
    NobodyWrote,
    NotDone,
    NotTaken,
    NotWaiting,
    Outcome,
    Referral,
    ReferralStatus,
    RejectReason,
    StillOpen,
    WrongMove,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
ANA, BEN = UUID(int=1), UUID(int=2)

Move = Callable[[Referral], Referral]
MOVES: dict[str, Move] = {
    "acknowledged": lambda each: each.acknowledged(at=LATER),
    "accepted": lambda each: each.accepted(by=ANA, at=LATER),
    "rejected": lambda each: each.rejected(RejectReason.NO_CAPACITY, at=LATER),
    "answered": lambda each: each.answered(at=LATER),
    "served": lambda each: each.served(at=LATER),
    "done": lambda each: each.done(Outcome.PARTLY, at=LATER),
    "told": lambda each: each.told(at=LATER),
    "closed": lambda each: each.closed(CloseReason.HELPED, at=LATER),
    "rerouted": lambda each: each.rerouted(at=LATER),
    "transferred": lambda each: each.transferred(at=LATER),
    "revoked": lambda each: each.revoked(at=LATER),
    "withdrawn": lambda each: each.withdrawn(at=LATER),
    "reopened": lambda each: each.reopened(at=LATER),
    "judged": lambda each: each.judged(Outcome.NOT_SOLVED, at=LATER),
}
S = ReferralStatus
OPEN = (S.QUEUED, S.ACKNOWLEDGED, S.ACCEPTED, S.IN_SERVICE, S.DONE, S.FEEDBACK)
# Where each move may begin, where it leads (None: it stays), and how an open referral refuses it.
RULES: dict[str, tuple[tuple[ReferralStatus, ...], ReferralStatus | None, type[WrongMove]]] = {
    "acknowledged": ((S.QUEUED,), S.ACKNOWLEDGED, NotWaiting),
    "accepted": ((S.QUEUED, S.ACKNOWLEDGED), S.ACCEPTED, NotWaiting),
    "rejected": ((S.QUEUED, S.ACKNOWLEDGED), S.REJECTED, NotWaiting),
    "answered": ((S.ACCEPTED, S.IN_SERVICE, S.DONE, S.FEEDBACK), None, NotTaken),
    "served": ((S.ACCEPTED,), S.IN_SERVICE, NotTaken),
    "done": ((S.ACCEPTED, S.IN_SERVICE), S.DONE, NotTaken),
    "told": ((S.DONE,), S.FEEDBACK, NotDone),
    "closed": ((S.ACCEPTED, S.IN_SERVICE, S.DONE, S.FEEDBACK), S.CLOSED, NotTaken),
    "rerouted": ((S.QUEUED, S.ACKNOWLEDGED), S.REROUTED, NotWaiting),
    "transferred": ((S.ACCEPTED, S.IN_SERVICE), S.TRANSFERRED, NotTaken),
    "revoked": (OPEN, S.REVOKED, AlreadyClosed),
    "withdrawn": (OPEN, S.WITHDRAWN, AlreadyClosed),
    "reopened": ((S.CLOSED,), S.QUEUED, StillOpen),
    "judged": ((S.CLOSED,), S.CLOSED, StillOpen),
}


def referral(status: ReferralStatus = S.QUEUED) -> Referral:
    return Referral(
        id=UUID(int=10),
        report_id=UUID(int=11),
        organisation_id=UUID(int=12),
        reported_at=NOON,
        referred_at=NOON,
        status=status,
    )


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("name", MOVES)
def test_every_move_from_every_place(name: str, status: ReferralStatus) -> None:
    begins, leads, refusal = RULES[name]
    before = replace(referral(status), first_contact_at=NOON)

    if status in begins:
        assert MOVES[name](before).status is (leads or status)
    else:
        with pytest.raises(refusal if status in OPEN else AlreadyClosed) as refused:
            MOVES[name](before)
        assert str(refused.value).endswith(".")
    assert before == replace(referral(status), first_contact_at=NOON)


@pytest.mark.parametrize("status", S)
def test_open_is_what_somebody_still_owes_something(status: ReferralStatus) -> None:
    assert referral(status).open is (status in OPEN)


def test_whoever_opens_a_waiting_report_has_seen_it() -> None:
    opened = referral().opened(at=NOON)
    again = opened.opened(at=LATER)

    assert opened.status is S.ACKNOWLEDGED
    assert opened.first_opened_at == opened.acknowledged_at == NOON
    assert again == opened


def test_looking_at_a_closed_report_changes_nothing_but_the_first_look() -> None:
    closed = referral(S.CLOSED)

    assert closed.opened(at=LATER).status is S.CLOSED


def test_taking_says_who_and_acknowledges_what_nobody_had_seen() -> None:
    taken = referral().accepted(by=ANA, at=NOON)
    seen_before = referral().acknowledged(at=NOON).accepted(by=ANA, at=LATER)

    assert (taken.taken_by, taken.acknowledged_at, taken.responded_at) == (ANA, NOON, NOON)
    assert (seen_before.acknowledged_at, seen_before.responded_at) == (NOON, LATER)


def test_two_cannot_take_the_same_report() -> None:
    taken = referral().accepted(by=ANA, at=NOON)

    with pytest.raises(NotWaiting, match="Somebody has taken this report already"):
        taken.accepted(by=BEN, at=LATER)


def test_turning_down_answers_the_clock_and_says_why() -> None:
    rejected = referral().rejected(RejectReason.NO_LANGUAGE, at=LATER)

    assert rejected.reject_reason is RejectReason.NO_LANGUAGE
    assert rejected.acknowledged_at == rejected.responded_at == LATER


def test_only_the_first_answer_is_the_first_contact() -> None:
    taken = referral().accepted(by=ANA, at=NOON)

    answered = taken.answered(at=NOON).answered(at=LATER)

    assert answered.first_contact_at == NOON


def test_a_whole_life_leaves_every_moment() -> None:
    end = (
        referral()
        .opened(at=NOON)
        .accepted(by=ANA, at=NOON)
        .answered(at=NOON)
        .served(at=NOON)
        .done(Outcome.SOLVED, at=LATER)
        .told(at=LATER)
        .closed(CloseReason.HELPED, at=LATER)
    )

    assert (end.outcome, end.close_reason) == (Outcome.SOLVED, CloseReason.HELPED)
    assert end.service_started_at == NOON
    assert end.done_at == end.feedback_at == end.closed_at == LATER
    assert end.steps_done == set(Step)


def test_each_moment_stops_its_own_clock() -> None:
    waiting = referral()
    seen = waiting.acknowledged(at=NOON)
    taken = seen.accepted(by=ANA, at=NOON)
    answered = taken.answered(at=NOON)

    assert waiting.steps_done == set()
    assert seen.steps_done == {Step.ACKNOWLEDGE}
    assert taken.steps_done == {Step.ACKNOWLEDGE, Step.ACCEPT}
    assert answered.steps_done == {Step.ACKNOWLEDGE, Step.ACCEPT, Step.FIRST_CONTACT}


def test_what_is_reopened_waits_for_anybody_with_a_new_clock() -> None:
    closed = (
        referral()
        .opened(at=NOON)
        .accepted(by=ANA, at=NOON)
        .answered(at=NOON)
        .closed(CloseReason.NO_ANSWER, at=NOON)
    )

    again = closed.reopened(at=LATER)

    assert again.referred_at == LATER
    assert again.reported_at == NOON
    assert again.first_opened_at == NOON
    assert (again.taken_by, again.close_reason, again.closed_at) == (None, None, None)
    assert again.steps_done == set()


@pytest.mark.parametrize("reason", CloseReason)
def test_what_nobody_wrote_about_is_closed_only_where_the_worker_need_not_hear_of_it(
    reason: CloseReason,
) -> None:
    taken = referral().accepted(by=ANA, at=NOON)

    if reason in {CloseReason.DUPLICATE, CloseReason.WITHDRAWN, CloseReason.COUNTED}:
        assert taken.closed(reason, at=LATER).close_reason is reason
    else:
        with pytest.raises(NobodyWrote, match="write first"):
            taken.closed(reason, at=LATER)
    assert taken.answered(at=NOON).closed(reason, at=LATER).close_reason is reason


def test_what_was_reopened_is_written_about_anew() -> None:
    again = (
        referral()
        .accepted(by=ANA, at=NOON)
        .answered(at=NOON)
        .closed(CloseReason.HELPED, at=NOON)
        .reopened(at=LATER)
        .accepted(by=BEN, at=LATER)
    )

    assert again.end_seen_at is None
    with pytest.raises(NobodyWrote):
        again.closed(CloseReason.HELPED, at=LATER)


@pytest.mark.parametrize("reason", CloseReason)
def test_the_worker_reads_every_reason_in_words_of_their_own(reason: CloseReason) -> None:
    words = ENDED_BECAUSE[reason]

    assert words.startswith("The reason they gave: ")
    for ours in (reason.label, "worker", "risk", "danger", "we ", "will", "must", "report to"):
        assert ours not in words


@given(names=st.lists(st.sampled_from(sorted(MOVES)), max_size=30))
def test_however_it_is_moved_who_holds_it_is_known_and_an_end_has_a_moment(
    names: list[str],
) -> None:
    now = referral()
    for name in names:
        try:
            now = MOVES[name](now)
        except WrongMove:
            continue
        assert (now.taken_by is not None) or now.status not in {S.ACCEPTED, S.IN_SERVICE, S.CLOSED}
        assert now.open or now.closed_at is not None or now.status is S.REJECTED
        assert (now.close_reason is not None) is (now.status is S.CLOSED)
        assert now.status is not S.CLOSED or now.first_contact_at or now.close_reason in SILENT
        assert (now.helped is None) is (now.helped_at is None)
        assert now.helped is None or now.status is S.CLOSED or now.reopened_at is not None
