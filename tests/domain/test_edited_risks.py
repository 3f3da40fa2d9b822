"""A rule of risk that was edited: what makes no sense is refused in one sentence."""

import copy
from typing import Any

import pytest

from bot.domain.parsing import MalformedContent
from bot.domain.screening import RiskRule
from tests.plain import plain


@pytest.mark.parametrize(
    ("ground", "sentence"),
    [
        ({"id": "x", "risk": "high", "reason": "X."}, "grounds 14: a ground needs a condition"),
        ({"id": "x", "risk": "high", "reason": "X.", "signs": 0}, "grounds 14: a ground needs"),
        (
            {"id": "complaint", "risk": "high", "reason": "X.", "signs": 2},
            "ground complaint is there twice",
        ),
        (
            {"id": "x", "risk": "grim", "reason": "X.", "signs": 2},
            "grounds 14, risk: Invalid enum value 'grim'",
        ),
    ],
)
def test_an_edited_rule_that_makes_no_sense_is_refused(
    ground: dict[str, Any], sentence: str
) -> None:
    data = copy.deepcopy(plain("risk.toml"))
    data["grounds"].append(ground)

    with pytest.raises(MalformedContent) as refused:
        RiskRule.from_data(data, where="config/risk.toml")

    assert str(refused.value).startswith(f"config/risk.toml: {sentence}")
