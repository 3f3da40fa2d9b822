"""The rule of risk: a table of cases, the rule told a second way, and what no case may break."""

import copy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import AgeBand, Answer, Danger
from bot.domain.indicators import IndicatorSet
from bot.domain.parsing import MalformedContent
from bot.domain.risks import Risk
from bot.domain.screening import RiskRule, Suggestion, Told, screen
from tests.domain.conftest import plain

# By question: the answer that counts.
COUNTS = {
    "withholding_wages": "yes",
    "retention_identity_documents": "no",
    "deception": "no",
    "excessive_overtime": "no",
    "abusive_conditions": "yes",
    "debt_bondage": "yes",
    "restriction_of_movement": "no",
    "isolation": "no",
    "intimidation_threats": "yes",
    "abuse_of_vulnerability": "yes",
    "bodily_violence": "yes",
    "sexual_violence": "yes",
}
VIOLENT = {"bodily_violence", "sexual_violence"}
GRAVE = {
    "restriction_of_movement",
    "intimidation_threats",
    "retention_identity_documents",
    "debt_bondage",
} | VIOLENT
INVOLUNTARY = {"deception", "abusive_conditions", "excessive_overtime"}
MENACE = set(COUNTS) - INVOLUNTARY - {"isolation"}

TOLD = st.builds(
    Told,
    answers=st.dictionaries(st.sampled_from(sorted(COUNTS)), st.sampled_from(Answer)),
    ticked=st.frozensets(st.sampled_from([*sorted(COUNTS), "locked_in"])),
    danger=st.sampled_from(Danger),
    age=st.sampled_from(AgeBand),
)


def counting(*questions: str) -> dict[str, Answer]:
    return {question: Answer(COUNTS[question]) for question in questions}


@pytest.mark.parametrize(
    ("told", "risk", "reasons"),
    [
        (Told({}, danger=Danger.NO), Risk.LOW, ["complaint"]),
        (Told({}), Risk.MEDIUM, ["danger_unsaid"]),
        (Told(counting("isolation"), danger=Danger.NO), Risk.MEDIUM, ["any_sign"]),
        (Told(counting("isolation")), Risk.MEDIUM, ["any_sign", "danger_unsaid"]),
        (Told({}, ["withholding_wages"], Danger.NO), Risk.MEDIUM, ["any_sign"]),
        (
            Told(counting("isolation", "withholding_wages"), danger=Danger.NO),
            Risk.MEDIUM,
            ["any_sign"],
        ),
        (
            Told(counting("deception", "excessive_overtime"), danger=Danger.NO),
            Risk.MEDIUM,
            ["any_sign"],
        ),
        (
            Told(counting("deception", "excessive_overtime", "abusive_conditions")),
            Risk.HIGH,
            ["three_signs"],
        ),
        (
            Told(counting("deception", "withholding_wages")),
            Risk.HIGH,
            ["menace_and_involuntariness"],
        ),
        (Told(counting("retention_identity_documents")), Risk.HIGH, ["grave_sign"]),
        (Told({}, ticked=["debt_bondage"]), Risk.HIGH, ["grave_sign"]),
        (Told(counting("bodily_violence")), Risk.HIGH, ["grave_sign"]),
        (Told(counting("restriction_of_movement")), Risk.HIGH, ["grave_sign"]),
        (Told({}, ticked=["locked_in"]), Risk.CRITICAL, ["locked_in"]),
        (Told(counting("sexual_violence")), Risk.CRITICAL, ["sexual_violence"]),
        (Told({}, danger=Danger.YES), Risk.CRITICAL, ["danger_now"]),
        (Told({}, danger=Danger.UNSAID), Risk.MEDIUM, ["danger_unsaid"]),
        (Told({}, age=AgeBand.UNDER_15), Risk.CRITICAL, ["child"]),
        (Told({}, age=AgeBand.FROM_15_TO_17), Risk.HIGH, ["young_worker"]),
        (Told({}, age=AgeBand.UNDER_18), Risk.CRITICAL, ["perhaps_child"]),
        (
            Told(counting("isolation"), age=AgeBand.FROM_15_TO_17),
            Risk.CRITICAL,
            ["young_worker_with_sign"],
        ),
        (
            Told(counting("isolation"), age=AgeBand.UNSAID, danger=Danger.NO),
            Risk.MEDIUM,
            ["any_sign"],
        ),
        (
            Told(
                counting("sexual_violence"),
                ticked=["locked_in"],
                danger=Danger.YES,
                age=AgeBand.UNDER_15,
            ),
            Risk.CRITICAL,
            ["danger_now", "locked_in", "child", "sexual_violence"],
        ),
    ],
)
def test_the_rule_by_cases(
    told: Told, risk: Risk, reasons: list[str], indicators: IndicatorSet, rule: RiskRule
) -> None:
    suggestion = screen(told, indicators=indicators, rule=rule)

    assert suggestion.risk is risk
    assert [reason.id for reason in suggestion.reasons] == reasons


def test_signs_come_in_the_order_of_the_ilo(indicators: IndicatorSet, rule: RiskRule) -> None:
    told = Told(counting("withholding_wages", "deception"), ticked=["bodily_violence"])

    signs = screen(told, indicators=indicators, rule=rule).signs

    assert signs == ("deception", "physical_sexual_violence", "withholding_wages")


def test_what_nobody_answered_is_named_and_is_no_sign(
    indicators: IndicatorSet, rule: RiskRule
) -> None:
    answers = dict.fromkeys(COUNTS, Answer.NO) | {
        "isolation": Answer.SKIP,
        "debt_bondage": Answer.UNKNOWN,
        "retention_identity_documents": Answer.YES,
        "deception": Answer.YES,
        "excessive_overtime": Answer.YES,
        "restriction_of_movement": Answer.YES,
    }
    del answers["sexual_violence"]

    suggestion = screen(Told(answers), indicators=indicators, rule=rule)

    assert suggestion.signs == ()
    assert suggestion.unanswered == ("isolation", "physical_sexual_violence", "debt_bondage")


def test_a_suggestion_names_the_versions_it_was_made_by(
    indicators: IndicatorSet, rule: RiskRule
) -> None:
    version = screen(Told({}), indicators=indicators, rule=rule).version

    assert version == f"{rule.version}/{indicators.version}"


def test_a_stored_reason_is_found_again_by_its_id(rule: RiskRule) -> None:
    grave, complaint = rule.reason("grave_sign"), rule.reason("complaint")

    assert grave is not None
    assert grave.reason == "A sign that is grave even alone."
    assert complaint is not None
    assert complaint.risk is Risk.LOW
    assert rule.reason("of_an_earlier_rule") is None


def test_the_rule_says_whose_it_is(rule: RiskRule) -> None:
    assert "not an ILO rule" in rule.source


@given(told=TOLD)
def test_the_rule_told_a_second_way_gives_the_same(
    told: Told, indicators: IndicatorSet, rule: RiskRule
) -> None:
    yes = {
        question
        for question, counts in COUNTS.items()
        if told.answers.get(question) == counts or question in told.ticked
    }
    if "locked_in" in told.ticked:
        yes.add("restriction_of_movement")
    signs = {"violence" if question in VIOLENT else question for question in yes}
    young = told.age is AgeBand.FROM_15_TO_17
    if (
        told.danger is Danger.YES
        or "locked_in" in told.ticked
        or told.age in {AgeBand.UNDER_15, AgeBand.UNDER_18}
        or "sexual_violence" in yes
        or (young and signs)
    ):
        expected = Risk.CRITICAL
    elif yes & GRAVE or len(signs) >= 3 or (yes & MENACE and yes & INVOLUNTARY) or young:
        expected = Risk.HIGH
    else:
        expected = Risk.MEDIUM if signs or told.danger is Danger.UNSAID else Risk.LOW

    suggestion = screen(told, indicators=indicators, rule=rule)

    assert suggestion.risk is expected
    assert len(suggestion.signs) == len(signs)
    assert {reason.risk for reason in suggestion.reasons} == {expected}


@given(told=TOLD, question=st.sampled_from(sorted(COUNTS)), tick=st.booleans())
def test_one_thing_more_that_is_wrong_never_lowers_the_risk(
    told: Told, question: str, *, tick: bool, indicators: IndicatorSet, rule: RiskRule
) -> None:
    if tick:
        more = replace(told, ticked={*told.ticked, question})
    else:
        more = replace(told, answers={**told.answers, **counting(question)})

    before = screen(told, indicators=indicators, rule=rule)
    after = screen(more, indicators=indicators, rule=rule)

    assert after.risk.rank >= before.risk.rank
    assert set(after.signs) >= set(before.signs)


@given(told=TOLD)
def test_danger_or_a_lower_age_never_lowers_the_risk(
    told: Told, indicators: IndicatorSet, rule: RiskRule
) -> None:
    ages = (AgeBand.FROM_18, AgeBand.FROM_15_TO_17, AgeBand.UNDER_15)
    ranks = [
        screen(replace(told, age=age), indicators=indicators, rule=rule).risk.rank for age in ages
    ]
    in_danger = screen(replace(told, danger=Danger.YES), indicators=indicators, rule=rule)

    assert ranks == sorted(ranks)
    assert in_danger.risk is Risk.CRITICAL


@given(told=TOLD)
def test_silence_about_danger_is_never_rated_low_or_below_a_no(
    told: Told, indicators: IndicatorSet, rule: RiskRule
) -> None:
    silent, safe = (
        screen(replace(told, danger=danger), indicators=indicators, rule=rule)
        for danger in (Danger.UNSAID, Danger.NO)
    )

    assert silent.risk.rank >= max(safe.risk.rank, Risk.MEDIUM.rank)


@given(
    told=TOLD,
    question=st.sampled_from(sorted(COUNTS)),
    silence=st.sampled_from([Answer.SKIP, Answer.UNKNOWN]),
)
def test_a_skip_weighs_as_little_as_a_question_never_asked(
    told: Told, question: str, silence: Answer, indicators: IndicatorSet, rule: RiskRule
) -> None:
    never_asked = {key: value for key, value in told.answers.items() if key != question}
    skipped = {**never_asked, question: silence}

    def suggested(answers: dict[str, Answer]) -> Suggestion:
        return screen(replace(told, answers=answers), indicators=indicators, rule=rule)

    assert suggested(skipped) == suggested(never_asked)


@given(told=TOLD, chance=st.randoms())
def test_the_order_of_what_is_told_does_not_matter(
    told: Told, chance: Any, indicators: IndicatorSet, rule: RiskRule
) -> None:
    answers, ticked = list(told.answers.items()), list(told.ticked)
    chance.shuffle(answers)
    chance.shuffle(ticked)
    shuffled = replace(told, answers=dict(answers), ticked=ticked)

    assert screen(shuffled, indicators=indicators, rule=rule) == screen(
        told, indicators=indicators, rule=rule
    )


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
