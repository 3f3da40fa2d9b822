"""The list for partners has every gap of the facts, and nothing that is in order."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.conventions import Conventions
from bot.domain.countries import Country, Role
from bot.domain.fact_kinds import FactKinds
from bot.domain.gaps import Gap, Lack, Review
from tests.plain import CONFIG, plain

CHECKED = date(2026, 11, 21)
FACT: dict[str, Any] = {
    "value": "So it is.",
    "certainty": "high",
    "source": ["A law"],
    "source_year": "2020",
    "last_checked": CHECKED,
}
NUMBER = {"what": "A line", "use": "police", "number": "1"}
KINDS: dict[str, Any] = {
    "version": "1",
    "review_after_months": 12,
    "call_again_after_months": 6,
    "kinds": {
        "fees": {"about": "fees", "expected_of": ["origin", "destination"]},
        "wages": {"about": "wages", "expected_of": ["destination"]},
        "other": {"about": "the rest", "expected_of": []},
    },
}
CONVENTIONS = {
    "version": "1",
    "conventions": [
        {"id": "C29", "kind": "convention", "fundamental": True, "year": 1930}
        | {"title": "A title", "text": "A text."}
        | {key: FACT[key] for key in ("certainty", "source", "source_year", "last_checked")}
    ],
}
BARE = {key: FACT[key] for key in ("certainty", "source", "source_year", "last_checked")}


def whole(**changes: Any) -> dict[str, Any]:
    """A country of which nothing is missing; its numbers were called."""
    numbers = [NUMBER | BARE | {"use": use, "tested": CHECKED} for use in ("police", "ambulance")]
    return {
        "code": "AA",
        "name": "Aland",
        "role": "destination",
        "facts": {"fees": FACT, "wages": FACT},
        "numbers": numbers,
        "ratifications": {"C29": BARE | {"status": "ratified"}},
    } | changes


def gaps(today: date = CHECKED, **changes: Any) -> list[Gap]:
    review = Review(
        FactKinds.from_data(KINDS, where="facts"),
        Conventions.from_data(CONVENTIONS, where="conventions"),
        today,
    )
    return review.of_country(Country.from_data(whole(**changes), where="AA"))


def test_of_a_country_in_order_there_is_nothing_to_do() -> None:
    assert gaps() == []


def test_what_others_have_is_missing_with_what_is_known_about_it() -> None:
    unknown = {"certainty": "unknown", "last_checked": CHECKED, "note": "Asked in vain."}

    assert gaps(facts={"wages": unknown}, ratifications={}, numbers=[]) == [
        Gap("AA", Lack.MISSING, "fees", ""),
        Gap("AA", Lack.MISSING, "wages", "Asked in vain."),
        Gap("AA", Lack.MISSING, "number of police", ""),
        Gap("AA", Lack.MISSING, "number of ambulance", ""),
        Gap("AA", Lack.MISSING, "ratification C29", ""),
    ]


def test_of_a_country_of_origin_less_is_expected() -> None:
    assert gaps(role="origin", facts={"fees": FACT}) == []


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        ({"certainty": "low", "note": "Weak."}, ("fees", "low: Weak.")),
        ({"certainty": "memory_verify", "source": []}, ("fees", "memory_verify")),
        ({"unverified": "More."}, ("fees.unverified", "More.")),
    ],
)
def test_what_nobody_verified_is_told_with_what_is_said(
    changes: dict[str, Any], gap: tuple[str, str]
) -> None:
    facts = {"fees": FACT | changes, "wages": FACT}

    assert gaps(facts=facts) == [Gap("AA", Lack.UNVERIFIED, *gap)]


def test_an_unsure_rule_on_unions_is_told_too() -> None:
    unions = FACT | {"certainty": "low", "membership": "unknown"}

    assert gaps(unions=unions) == [Gap("AA", Lack.UNVERIFIED, "unions", "low")]


def test_what_was_checked_more_than_a_year_ago_is_past_its_review() -> None:
    assert gaps(today=date(2027, 5, 21)) == []
    late = gaps(today=date(2027, 11, 22))

    assert {gap.field for gap in late if gap.lack is Lack.PAST_REVIEW} == {
        *("fees", "wages", "police 1", "ambulance 1", "ratification C29")
    }
    assert late[0].detail == "last checked 2026-11-21"
    assert not [gap for gap in gaps(today=date(2027, 11, 21)) if gap.lack is Lack.PAST_REVIEW]


@pytest.mark.parametrize(
    ("tested", "detail"), [(None, "never called"), (date(2026, 5, 20), "last called 2026-05-20")]
)
def test_a_number_is_called_once_and_then_again(tested: date | None, detail: str) -> None:
    numbers = whole()["numbers"]
    numbers[0]["tested"] = tested

    assert gaps(numbers=numbers) == [Gap("AA", Lack.UNTESTED, "police 1", detail)]


@given(checked=st.dates(date(2000, 1, 1), date(2090, 1, 1)), months=st.integers(1, 60))
def test_a_check_lasts_as_many_months_and_at_most_three_days_less(
    checked: date, months: int
) -> None:
    kinds = FactKinds.from_data(KINDS | {"review_after_months": months}, where="facts")
    years, month = divmod(checked.month - 1 + months, 12)
    before = date(checked.year + years, month + 1, 1)
    after = date(before.year + 1, 1, 1) if month == 11 else date(before.year, month + 2, 1)

    assert not kinds.to_review(checked, today=before)
    assert kinds.to_review(checked, today=after)


def test_what_we_deliver_lacks_what_the_report_says(countries: dict[str, Country]) -> None:
    kinds = FactKinds.from_data(plain("facts.yaml"), where="facts")
    conventions = Conventions.from_data(plain("conventions.yaml"), where="conventions")
    review = Review(kinds, conventions, CHECKED)

    for code, country in countries.items():
        found = review.of_country(country)

        unsure = {name for name, fact in country.facts.items() if not fact.sure}
        assert unsure <= {gap.field for gap in found}, code
        assert {f"{each.use} {each.number}" for each in country.numbers} <= {
            gap.field for gap in found if gap.lack is Lack.UNTESTED
        }, code
        assert not [gap for gap in found if gap.lack is Lack.PAST_REVIEW]
    assert {gap.field for gap in review.of_country(countries["VN"])} >= {"minimum_age_work"}


# Nothing certain enough was found of any country: partners are asked, and workers told nothing.
SOUGHT = {
    "survivor_prosecution",
    "chemicals_rule",
    "contract_rule",
    "equal_pay",
    "harassment_rule",
    "hazardous_work_list",
    "heat_rule",
    "housing_rule",
    "permit_ended",
    "stopping_dangerous_work",
    "work_injury",
    "working_hours",
}


def test_every_kind_of_fact_that_is_expected_is_there_in_some_country_or_sought(
    countries: dict[str, Country],
) -> None:
    kinds = FactKinds.from_data(plain("facts.yaml"), where="facts")
    expected = {name for role in Role for name in kinds.expected(role)}
    known = {name for country in countries.values() for name in country.facts}

    assert expected - known == SOUGHT


def test_what_is_sought_is_on_the_list_for_partners_and_belongs_to_a_topic(
    countries: dict[str, Country],
) -> None:
    kinds = FactKinds.from_data(plain("facts.yaml"), where="facts")
    conventions = Conventions.from_data(plain("conventions.yaml"), where="conventions")
    gaps = Review(kinds, conventions, CHECKED).of_country(countries["QA"])
    topics = [plain(f"topics/{file.name}") for file in (CONFIG / "topics").glob("*.yaml")]

    assert {gap.field for gap in gaps if gap.lack is Lack.MISSING} >= SOUGHT
    assert {name for topic in topics for name in topic["facts"]} >= SOUGHT


def test_conventions_and_cards_are_looked_at_like_countries() -> None:
    conventions = Conventions.from_data(CONVENTIONS, where="conventions")
    kinds = FactKinds.from_data(KINDS, where="facts")
    said = msgspec.structs.replace(conventions.conventions[0], unverified="More is said.")
    held = msgspec.structs.replace(conventions, conventions=(said,))
    review = Review(kinds, held, date(2028, 1, 1))

    assert review.of_all([("a card", said)]) == [
        gap
        for name in ("C29", "a card")
        for gap in (
            Gap("", Lack.UNVERIFIED, f"{name}.unverified", "More is said."),
            Gap("", Lack.PAST_REVIEW, name, "last checked 2026-11-21"),
        )
    ]
