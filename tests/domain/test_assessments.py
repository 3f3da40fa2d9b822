"""The deeper assessment: worked examples, and what no marking may break."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import AgeBand, Answer
from bot.domain.assessments import (
    Assessment,
    Outcome,
    Result,
    UnreadableAssessment,
    assess,
    person_of,
)
from bot.domain.operational_indicators import (
    Element,
    OperationalIndicators,
    Person,
    Strength,
)
from tests.plain import plain

NAME = "operational_indicators.yaml"
ALL = OperationalIndicators.from_data(plain(NAME), where=NAME)
ANSWERS = st.dictionaries(
    st.sampled_from([each.id for one in ALL.dimensions for each in one.indicators]),
    st.sampled_from(Answer),
)
ASSESSMENTS = st.builds(
    Assessment, version=st.just(ALL.version), person=st.sampled_from(Person), answers=ANSWERS
)


def filled(person: Person, answers: Mapping[str, Answer]) -> Assessment:
    return Assessment(version="", person=person, answers=dict(answers))


def answered(person: Person, *yes: str, unknown: tuple[str, ...] = ()) -> Outcome:
    """Everything else is a no."""
    answers = {each.id: Answer.NO for each in ALL.listed(person) if each.id not in unknown}
    return assess(filled(person, {**answers, **dict.fromkeys(yes, Answer.YES)}), ALL)


def marked(person: Person, **dimensions: str) -> Assessment:
    """All indicators of a dimension with one answer, the rest unknown."""
    answers = {
        each.id: Answer(dimensions[one.id])
        for one in ALL.dimensions
        if one.id in dimensions
        for each in one.listed(person)
    }
    return filled(person, answers)


# worked examples --------------------------------------------------------------------------------

DECEPTIVE, COERCIVE = "deceptive_recruitment.", "coercive_recruitment."
ABUSE, WORK, THERE = "recruitment_vulnerability.", "exploitation.", "coercion_destination."


@pytest.mark.parametrize(
    ("person", "yes", "unknown", "dimensions"),
    [
        pytest.param(
            Person.ADULT,
            (DECEPTIVE + "nature_location_employer", DECEPTIVE + "wages"),
            (),
            {"deceptive_recruitment": (1, 1, 0, True)},
            id="promised a hotel job, put in a farm, with lower pay",
        ),
        pytest.param(
            Person.ADULT,
            (DECEPTIVE + "wages", DECEPTIVE + "housing_living"),
            (),
            {"deceptive_recruitment": (0, 2, 0, False)},
            id="only the pay and the room were not as promised",
        ),
        pytest.param(
            Person.ADULT,
            (DECEPTIVE + "wages", DECEPTIVE + "housing_living", DECEPTIVE + "contract"),
            (),
            {"deceptive_recruitment": (0, 3, 0, True)},
            id="pay, room and contract were not as promised",
        ),
        pytest.param(
            Person.ADULT,
            (THERE + "confiscation_documents",),
            (THERE + "debt_bondage", THERE + "isolation_confinement"),
            {"coercion_destination": (1, 0, 0, False)},
            id="the passport is kept, and nothing else is known yet",
        ),
        pytest.param(
            Person.ADULT,
            (
                *(THERE + "confiscation_documents", THERE + "debt_bondage"),
                *(WORK + "excessive_hours", WORK + "bad_living"),
            ),
            (),
            {"exploitation": (1, 1, 0, True), "coercion_destination": (2, 0, 0, True)},
            id="passport, debt, sixteen hours a day, a bad room",
        ),
        pytest.param(
            Person.ADULT,
            (WORK + "low_no_salary", WORK + "very_bad_working", WORK + "no_social_protection"),
            (),
            {"exploitation": (0, 3, 0, True)},
            id="low pay, nothing for safety, no insurance",
        ),
        pytest.param(
            Person.ADULT,
            (ABUSE + "economic", ABUSE + "illegal_status", ABUSE + "beliefs"),
            (),
            {"recruitment_vulnerability": (0, 2, 1, True)},
            id="poverty, lack of papers and beliefs were used",
        ),
        pytest.param(
            Person.CHILD,
            (
                *(DECEPTIVE + "education", DECEPTIVE + "nature_location_employer"),
                *(WORK + "hazardous_work", WORK + "no_education", WORK + "excessive_hours"),
            ),
            (),
            {"deceptive_recruitment": (2, 0, 0, True), "exploitation": (1, 2, 0, True)},
            id="a child was promised school, and sent to a brick kiln",
        ),
        pytest.param(
            Person.CHILD,
            (
                *(COERCIVE + "debt_bondage", COERCIVE + "threat_violence"),
                *(THERE + "threat_violence", THERE + "debt_bondage"),
            ),
            (),
            {"coercive_recruitment": (2, 0, 0, True), "coercion_destination": (2, 0, 0, True)},
            id="a child works off a debt under threats",
        ),
    ],
)
def test_worked_examples(
    person: Person,
    yes: tuple[str, ...],
    unknown: tuple[str, ...],
    dimensions: dict[str, tuple[int, int, int, bool]],
) -> None:
    outcome = answered(person, *yes, unknown=unknown)

    found = {
        each.dimension.id: (*map(each.count, Strength), each.result is Result.POSITIVE)
        for each in outcome.dimensions
        if each.yes
    }
    assert found == dimensions
    assert outcome.complete is (not unknown)
    assert {each.result for each in outcome.dimensions if not each.yes} == {Result.NEGATIVE}


# what no marking may break ----------------------------------------------------------------------


@given(ASSESSMENTS)
def test_what_is_unknown_never_counts_as_a_no(assessment: Assessment) -> None:
    for each in assess(assessment, ALL).dimensions:
        if each.unknown:
            assert each.result is not Result.NEGATIVE


@given(ASSESSMENTS)
def test_what_is_unknown_is_the_same_as_what_nobody_marked(assessment: Assessment) -> None:
    said = {Answer.YES, Answer.NO}
    answers = {id_: each for id_, each in assessment.answers.items() if each in said}

    assert assess(filled(assessment.person, answers), ALL) == assess(assessment, ALL)


@given(ASSESSMENTS, st.sampled_from([each.id for each in ALL.listed(Person.ADULT)]))
def test_one_more_yes_makes_nothing_that_is_positive_less(
    assessment: Assessment, id_: str
) -> None:
    more = filled(assessment.person, {**assessment.answers, id_: Answer.YES})

    for before, after in zip(
        assess(assessment, ALL).dimensions, assess(more, ALL).dimensions, strict=True
    ):
        assert before.result is not Result.POSITIVE or after.result is Result.POSITIVE


@given(ASSESSMENTS)
def test_each_indicator_weighs_in_its_own_dimension_alone(assessment: Assessment) -> None:
    for each in assess(assessment, ALL).dimensions:
        own = {id_: a for id_, a in assessment.answers.items() if _in(id_, each.dimension.id)}
        alone = assess(filled(assessment.person, own), ALL)
        same = {one.dimension.id: one for one in alone.dimensions}

        assert same[each.dimension.id] == each


def _in(id_: str, dimension: str) -> bool:
    return id_.partition(".")[0] == dimension


def test_nothing_marked_is_incomplete_everywhere_and_negative_nowhere() -> None:
    for person in Person:
        outcome = assess(filled(person, {}), ALL)

        assert {each.result for each in outcome.dimensions} == {Result.INCOMPLETE}
        assert set(outcome.elements.values()) == {Result.INCOMPLETE}


# means, consent, children -----------------------------------------------------------------------


def test_for_a_child_no_means_is_needed_and_consent_never_matters() -> None:
    outcome = assess(marked(Person.CHILD, exploitation="yes"), ALL)

    assert outcome.elements == {Element.PURPOSE: Result.POSITIVE}
    assert outcome.consent_irrelevant


def test_for_an_adult_both_the_means_and_the_purpose_are_looked_at() -> None:
    outcome = assess(marked(Person.ADULT, exploitation="yes", coercion_destination="no"), ALL)

    assert outcome.elements == {
        Element.MEANS: Result.INCOMPLETE,
        Element.PURPOSE: Result.POSITIVE,
    }
    assert not outcome.consent_irrelevant


@given(ASSESSMENTS)
def test_consent_does_not_matter_where_a_means_was_used(assessment: Assessment) -> None:
    outcome = assess(assessment, ALL)
    used = any(
        each.result is Result.POSITIVE and each.dimension.element is Element.MEANS
        for each in outcome.dimensions
    )

    assert outcome.consent_irrelevant is (used or assessment.person is Person.CHILD)


@pytest.mark.parametrize(
    ("age", "person"),
    [
        (AgeBand.UNDER_15, Person.CHILD),
        (AgeBand.FROM_15_TO_17, Person.CHILD),
        (AgeBand.UNDER_18, Person.CHILD),
        (AgeBand.FROM_18, Person.ADULT),
        (AgeBand.UNSAID, None),
    ],
)
def test_nobody_whose_age_is_not_said_is_taken_for_grown(
    age: AgeBand, person: Person | None
) -> None:
    assert person_of(age) is person


# kept -------------------------------------------------------------------------------------------


@given(ASSESSMENTS)
def test_an_assessment_comes_back_as_it_was_kept(assessment: Assessment) -> None:
    assert Assessment.from_bytes(assessment.to_bytes()) == assessment


@pytest.mark.parametrize("data", [b"", b"{}", b'{"schema":2,"version":"","person":"adult"}'])
def test_what_is_no_assessment_is_refused_without_a_word_of_it(data: bytes) -> None:
    with pytest.raises(UnreadableAssessment) as refused:
        Assessment.from_bytes(data)

    assert refused.value.__cause__ is None
