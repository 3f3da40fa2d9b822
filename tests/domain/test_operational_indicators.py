"""The lists of the operational indicators, and the rule by which a dimension is positive."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.assessments import Why, rule
from bot.domain.indicators import IndicatorSet
from bot.domain.operational_indicators import (
    Element,
    OperationalIndicators,
    Person,
    Strength,
)
from bot.domain.parsing import MalformedContent
from tests.plain import plain

NAME = "operational_indicators.yaml"
ALL = OperationalIndicators.from_data(plain(NAME), where=NAME)
COUNT = st.integers(min_value=0, max_value=16)
ADULTS = {
    "deceptive_recruitment": (1, 8, 1),
    "coercive_recruitment": (1, 9, 0),
    "recruitment_vulnerability": (0, 14, 2),
    "exploitation": (1, 7, 1),
    "coercion_destination": (4, 10, 1),
    "destination_vulnerability": (0, 5, 2),
}
CHILDREN = {
    "deceptive_recruitment": (2, 8, 0),
    "coercive_recruitment": (4, 6, 0),
    "recruitment_vulnerability": (0, 15, 0),
    "exploitation": (1, 7, 0),
    "coercion_destination": (8, 7, 0),
    "destination_vulnerability": (0, 7, 0),
}


# the lists --------------------------------------------------------------------------------------


def test_there_are_67_for_adults_and_65_for_children_in_six_dimensions() -> None:
    counted = {
        person: {
            one.id: tuple(
                sum(1 for each in one.listed(person) if each.strength(person) is strength)
                for strength in Strength
            )
            for one in ALL.dimensions
        }
        for person in Person
    }

    assert counted == {Person.ADULT: ADULTS, Person.CHILD: CHILDREN}
    assert (len(ALL.listed(Person.ADULT)), len(ALL.listed(Person.CHILD))) == (67, 65)


def test_the_list_for_children_has_no_weak_one() -> None:
    assert Strength.WEAK not in {each.child for each in ALL.listed(Person.CHILD)}


def test_two_are_for_adults_alone_and_none_for_children_alone() -> None:
    adult, child = ({each.id for each in ALL.listed(person)} for person in Person)

    assert adult - child == {
        "recruitment_vulnerability.false_info_law",
        "exploitation.no_social_protection",
    }
    assert child <= adult


def test_each_is_named_after_its_dimension_and_points_to_one_of_the_eleven(
    indicators: IndicatorSet,
) -> None:
    eleven = {each.id for each in indicators.indicators}

    for dimension in ALL.dimensions:
        for each in dimension.indicators:
            assert each.id.startswith(f"{dimension.id}.")
            assert each.eleven
            assert set(each.eleven) <= eleven


def test_one_dimension_is_the_purpose_and_all_others_are_means() -> None:
    assert [each.id for each in ALL.dimensions if each.element is Element.PURPOSE] == [
        "exploitation"
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda data: data["dimensions"][0]["indicators"].pop(), "not as many as adult_counts"),
        (
            lambda data: data["dimensions"][0]["indicators"][0].update(child="medium"),
            "not as many as child_counts",
        ),
        (
            lambda data: data["dimensions"].append(data["dimensions"][0]),
            "dimension deceptive_recruitment is there twice",
        ),
        (lambda data: data["dimensions"][0].update(element="both"), "Invalid enum value"),
    ],
)
def test_a_slip_in_a_row_is_refused(change: Any, problem: str) -> None:
    data = copy.deepcopy(plain(NAME))
    change(data)

    with pytest.raises(MalformedContent, match=problem):
        OperationalIndicators.from_data(data, where=NAME)


# the rule of a dimension ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("strong", "medium", "weak", "positive"),
    [
        (0, 0, 0, False),
        (1, 0, 0, False),
        (2, 0, 0, True),
        (1, 1, 0, True),
        (1, 0, 1, True),
        (0, 2, 0, False),
        (0, 3, 0, True),
        (0, 2, 1, True),
        (0, 1, 2, False),
        (0, 1, 3, False),
        (0, 0, 5, False),
        (0, 4, 0, True),
        (3, 2, 1, True),
        (0, 1, 0, False),
    ],
)
def test_computed_examples_of_the_rule(
    strong: int, medium: int, weak: int, *, positive: bool
) -> None:
    assert bool(rule(strong=strong, medium=medium, weak=weak)) is positive


@given(strong=COUNT, medium=COUNT, weak=COUNT)
def test_the_rule_is_what_was_published(strong: int, medium: int, weak: int) -> None:
    published = (
        strong >= 2
        or (strong >= 1 and medium + weak >= 1)
        or medium >= 3
        or (medium >= 2 and weak >= 1)
    )

    assert bool(rule(strong=strong, medium=medium, weak=weak)) is published


@given(strong=COUNT, medium=COUNT, weak=COUNT)
def test_more_that_is_wrong_never_makes_a_dimension_less(
    strong: int, medium: int, weak: int
) -> None:
    if rule(strong=strong, medium=medium, weak=weak):
        assert rule(strong=strong + 1, medium=medium, weak=weak)
        assert rule(strong=strong, medium=medium + 1, weak=weak)
        assert rule(strong=strong, medium=medium, weak=weak + 1)


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        ((2, 0, 0), Why.TWO_STRONG),
        ((1, 0, 1), Why.STRONG_AND_ANOTHER),
        ((0, 3, 1), Why.THREE_MEDIUM),
        ((0, 2, 1), Why.TWO_MEDIUM_AND_WEAK),
    ],
)
def test_the_rule_says_which_part_of_it_holds(counts: tuple[int, int, int], why: Why) -> None:
    strong, medium, weak = counts

    assert rule(strong=strong, medium=medium, weak=weak) is why
