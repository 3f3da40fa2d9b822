"""The eleven indicators as we ship them, and what an edited set is refused for."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.facts import SHOWABLE
from bot.domain.indicators import Element, IndicatorSet, Violence
from bot.domain.parsing import MalformedContent
from tests.plain import plain

# The ILO's list by number; the side of the definition and what is grave are our own reading.
ELEVEN = [
    (1, "abuse_of_vulnerability", Element.MENACE, False),
    (2, "deception", Element.INVOLUNTARINESS, False),
    (3, "restriction_of_movement", Element.MENACE, True),
    (4, "isolation", Element.NEITHER, False),
    (5, "physical_sexual_violence", Element.MENACE, True),
    (6, "intimidation_threats", Element.MENACE, True),
    (7, "retention_identity_documents", Element.MENACE, True),
    (8, "withholding_wages", Element.MENACE, False),
    (9, "debt_bondage", Element.MENACE, True),
    (10, "abusive_conditions", Element.INVOLUNTARINESS, False),
    (11, "excessive_overtime", Element.INVOLUNTARINESS, False),
]
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


def test_all_eleven_are_there_as_numbered_by_the_ilo(indicators: IndicatorSet) -> None:
    by_order = sorted(indicators.indicators, key=lambda each: each.order)

    assert [(each.order, each.id, each.element, each.grave) for each in by_order] == ELEVEN
    assert indicators.basis.certainty in SHOWABLE


def test_each_question_has_the_answer_that_counts(indicators: IndicatorSet) -> None:
    assert {each.id: each.counts for each in indicators.questions()} == COUNTS


def test_each_has_one_approved_question_and_violence_has_two(indicators: IndicatorSet) -> None:
    asked = {each.id: len(each.questions) for each in indicators.indicators}

    assert asked.pop("physical_sexual_violence") == 2
    assert set(asked.values()) == {1}


def test_every_question_can_be_answered_with_yes_or_no(indicators: IndicatorSet) -> None:
    starts = ("Is ", "Are ", "Do ", "Does ", "Can ", "Has ", "If you ask")

    for question in indicators.questions():
        assert question.text.startswith(starts)
        assert question.text.count("?") == 1


def test_bodily_then_sexual_violence_come_last_and_may_be_skipped(
    indicators: IndicatorSet,
) -> None:
    kinds = [question.violence for question in indicators.questions()]

    assert kinds[-2:] == [Violence.BODILY, Violence.SEXUAL]
    assert set(kinds[:-2]) == {Violence.NONE}
    assert all("You can skip" in each.text for each in indicators.questions()[-2:])
    assert not any("skip" in each.read_back for each in indicators.questions())
    assert [each.id for each in indicators.problems()[-2:]] == [
        "bodily_violence",
        "sexual_violence",
    ]


def test_what_is_ticked_is_not_asked_again(indicators: IndicatorSet) -> None:
    ticked = {"withholding_wages", "bodily_violence"}

    asked = [question.id for question in indicators.remaining(ticked)]

    assert asked == [each for each in COUNTS if each not in ticked]


def test_a_second_problem_of_a_question_answers_it_too(indicators: IndicatorSet) -> None:
    asked = [question.id for question in indicators.remaining({"locked_in"})]

    assert "restriction_of_movement" not in asked
    assert len(asked) == len(COUNTS) - 1


def test_only_being_locked_in_is_marked_so(indicators: IndicatorSet) -> None:
    assert [each.id for each in indicators.problems() if each.locked_in] == ["locked_in"]


def test_every_problem_fits_a_button(indicators: IndicatorSet) -> None:
    assert all(0 < len(problem.label) <= 40 for problem in indicators.problems())


def _label_too_long(data: Any) -> None:
    data["indicators"][2]["questions"][0]["problems"][0]["label"] = "x" * 41


def _nothing_to_tick(data: Any) -> None:
    data["indicators"][0]["questions"][0]["problems"] = []


def _two_questions(data: Any) -> None:
    data["indicators"][0]["questions"].append(data["indicators"][1]["questions"][0])


def _violence_first(data: Any) -> None:
    data["indicators"].reverse()


def _same_id(data: Any) -> None:
    data["indicators"][1]["id"] = data["indicators"][0]["id"]


def _same_order(data: Any) -> None:
    data["indicators"][1]["order"] = data["indicators"][0]["order"]


def _same_question(data: Any) -> None:
    first, second = (each["questions"][0] for each in data["indicators"][:2])
    second["id"] = first["id"]


def _same_problem(data: Any) -> None:
    first, second = (each["questions"][0]["problems"][0] for each in data["indicators"][:2])
    second["id"] = first["id"]


def _same_emoji(data: Any) -> None:
    first, second = (each["questions"][0]["problems"][0] for each in data["indicators"][:2])
    second["emoji"] = first["emoji"]


def _maybe_counts(data: Any) -> None:
    data["indicators"][3]["questions"][0]["counts"] = "maybe"


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            _label_too_long,
            "indicators 3, questions 1, problems 1: the label is longer than 40 characters",
        ),
        (_nothing_to_tick, "indicators 1, questions 1: a question needs a problem"),
        (_two_questions, "indicators 1: one question, or two where they are bodily, then sexual"),
        (_violence_first, "violence is asked about last"),
        (_same_id, "indicator withholding_wages is there twice"),
        (_same_order, "order 8 is there twice"),
        (_same_question, "question withholding_wages is there twice"),
        (_same_problem, "problem withholding_wages is there twice"),
        (_same_emoji, "emoji 💰 is there twice"),
        (_maybe_counts, "indicators 4, questions 1, counts: Invalid enum value 'maybe'"),
    ],
)
def test_an_edited_set_that_breaks_a_rule_is_refused(
    spoil: Callable[[Any], None], sentence: str
) -> None:
    data = copy.deepcopy(plain("indicators.yaml"))
    spoil(data)

    with pytest.raises(MalformedContent) as refused:
        IndicatorSet.from_data(data, where="config/indicators.yaml")

    assert str(refused.value).startswith(f"config/indicators.yaml: {sentence}")
