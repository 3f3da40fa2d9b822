"""Eighteen conventions, protocols and recommendations, and who ratified which."""

from datetime import date
from typing import Any

import pytest

from bot.domain.conventions import Conventions, Ratification, Status
from bot.domain.countries import Country
from bot.domain.parsing import MalformedContent, parsed
from tests.plain import plain

FUNDAMENTAL = ["C29", "P29", "C105", "C87", "C98", "C100", "C111", "C138", "C182", "C155", "C187"]
OTHERS = ["C181", "C97", "C143", "C189", "C190", "C188", "R203"]

# What the sources say of some: status, year of ratification, certainty.
KNOWN = {
    ("QA", "C29"): ("ratified", 1998, "high"),
    ("TH", "C188"): ("ratified", 2019, "high"),
    ("PH", "C189"): ("ratified", 2012, "high"),
    ("MY", "P29"): ("ratified", 2022, "high"),
    ("BD", "C155"): ("ratified", 2025, "high"),
    ("MY", "C105"): ("denounced", None, "medium"),
    ("NP", "C182"): ("ratified", None, "high"),
    ("HK", "C87"): ("applied", None, "high"),
}
RATIFICATION: dict[str, Any] = {
    "status": "not_ratified",
    "certainty": "high",
    "source": ["A page"],
    "source_year": "2025",
    "last_checked": date(2026, 11, 21),
}


@pytest.fixture(scope="module")
def conventions() -> Conventions:
    return Conventions.from_data(plain("conventions.yaml"), where="config/conventions.yaml")


def test_the_eleven_fundamental_ones_come_first(conventions: Conventions) -> None:
    assert [each.id for each in conventions.conventions] == [*FUNDAMENTAL, *OTHERS]
    assert [each.id for each in conventions.conventions if each.fundamental] == FUNDAMENTAL


def test_each_has_words_for_workers_and_what_they_rest_on(conventions: Conventions) -> None:
    for each in conventions.conventions:
        assert each.sure
        assert each.source
        assert each.source_year
        assert 1 <= each.text.count(".") <= 3  # short sentences
        assert str(each.last_checked) == "2026-11-21"


def test_a_recommendation_is_never_ratified(
    conventions: Conventions, countries: dict[str, Country]
) -> None:
    assert "R203" not in conventions.to_ratify()
    assert len(conventions.to_ratify()) == 17
    for country in countries.values():
        assert set(country.ratifications) <= set(conventions.to_ratify())


@pytest.mark.parametrize(("code", "convention"), KNOWN)
def test_a_ratification_is_as_its_source_says(
    code: str, convention: str, countries: dict[str, Country]
) -> None:
    found = countries[code].ratified(convention)

    assert found is not None
    assert (found.status.value, found.year, found.certainty.value) == KNOWN[code, convention]
    assert found.source


def test_that_a_country_has_not_ratified_is_not_said_of_old_sources(
    countries: dict[str, Country],
) -> None:
    old = [
        each
        for country in countries.values()
        for each in country.ratifications.values()
        if each.status is Status.NOT_RATIFIED
    ]

    assert len(old) > 40
    assert not [each for each in old if each.sure]
    assert countries["LB"].ratified("C189") is None
    assert countries["TW"].ratified("C29") is None


@pytest.mark.parametrize(("year", "refused"), [("2024", False), ("2023", True), ("undated", True)])
def test_not_ratified_is_sure_for_two_years_only(year: str, *, refused: bool) -> None:
    data = RATIFICATION | {"source_year": year}
    if not refused:
        assert parsed(data, Ratification, where="x").sure
        return
    with pytest.raises(MalformedContent, match="older than 2 years has certainty low"):
        parsed(data, Ratification, where="x")
    assert not parsed(data | {"certainty": "low"}, Ratification, where="x").sure


def test_a_year_of_ratification_goes_with_a_ratification() -> None:
    with pytest.raises(MalformedContent, match="year is the year of ratification"):
        parsed(RATIFICATION | {"year": 2001}, Ratification, where="x")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"certainty": "low"}, "what is not certain of a convention goes into unverified"),
        ({"kind": "recommendation"}, "R and a number is a recommendation, and nothing else is"),
        ({"id": "P29"}, "convention P29 is there twice"),
        ({"id": "C 29"}, "conventions 1, id: Expected `str` matching regex"),
    ],
)
def test_an_edited_convention_that_breaks_a_rule_is_refused(
    changes: dict[str, str], sentence: str
) -> None:
    data = plain("conventions.yaml")
    data["conventions"][0] |= changes

    with pytest.raises(MalformedContent, match=sentence):
        Conventions.from_data(data, where="config/conventions.yaml")
