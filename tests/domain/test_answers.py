"""Choices that people are shown: each can be told from the others."""

import pytest

from bot.domain.answers import AgeBand, Concerned, Danger, Duration, Knows, MaySee, Sector, Wish
from bot.domain.clocks import Step, Waiting
from bot.domain.options import Option
from bot.domain.referrals import CloseReason, Outcome, ReferralStatus, RejectReason
from bot.domain.reports import ReportStatus
from bot.domain.risks import Risk

FOR_WORKERS: list[type[Option]] = [
    Concerned,
    Knows,
    Danger,
    AgeBand,
    Sector,
    Duration,
    Wish,
    MaySee,
]
FOR_CASEWORKERS: list[type[Option]] = [
    Risk,
    Step,
    Waiting,
    ReportStatus,
    ReferralStatus,
    CloseReason,
    RejectReason,
    Outcome,
]


@pytest.mark.parametrize("options", FOR_WORKERS + FOR_CASEWORKERS)
def test_each_choice_has_its_own_key_emoji_and_word(options: type[Option]) -> None:
    every = list(options)

    assert len({option.value for option in every}) == len(every)
    assert len({option.emoji for option in every}) == len(every)
    assert len({option.label for option in every}) == len(every)
    assert all(option.emoji and option.label for option in every)


@pytest.mark.parametrize("options", FOR_WORKERS)
def test_a_workers_choice_fits_a_button(options: type[Option]) -> None:
    assert all(len(option.label) <= 40 for option in options)


def test_a_choice_is_found_by_its_key() -> None:
    assert Sector("mining") is Sector.MINING
    assert str(AgeBand.FROM_15_TO_17) == "15_17"


def test_risks_can_be_compared() -> None:
    assert [risk.rank for risk in (Risk.LOW, Risk.MEDIUM, Risk.HIGH, Risk.CRITICAL)] == [
        0,
        1,
        2,
        3,
    ]
