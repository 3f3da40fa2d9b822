"""What a kind of harm that few may read of weighs: high by itself, and it is none of the signs."""

import pytest

from bot.domain.answers import Danger
from bot.domain.indicators import IndicatorSet
from bot.domain.risks import Risk
from bot.domain.screening import RiskRule, Told, screen
from bot.domain.specials import Special

CASES = [
    ((), Danger.NO, Risk.HIGH, ["special"]),
    (("debt_bondage",), Danger.NO, Risk.HIGH, ["grave_sign", "special"]),
    ((), Danger.YES, Risk.CRITICAL, ["danger_now"]),
]


@pytest.mark.parametrize("kind", Special)
def test_it_is_high_and_raises_none_of_the_eleven(
    kind: Special, indicators: IndicatorSet, rule: RiskRule
) -> None:
    for others, danger, risk, reasons in CASES:
        told = Told({}, (str(kind), *others), danger)

        found = screen(told, indicators=indicators, rule=rule)

        assert (found.risk, [each.id for each in found.reasons]) == (risk, reasons)
        assert found.signs == others
