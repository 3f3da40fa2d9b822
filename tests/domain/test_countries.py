"""What we say of four countries, held against a table of what the sources say."""

import re
from datetime import date
from typing import Any

import pytest

from bot.domain.countries import Country, Membership, Role
from bot.domain.parsing import MalformedContent
from tests.domain.conftest import plain

# Certainty, year of the source, and every figure that the source has for us: no other may be said.
SHOWN = {
    ("QA", "fee_ceiling"): ("high", "2004-2024", "14 2004 33"),
    ("QA", "passport_retention"): ("high", "2015", "21 2015 8 25,000 39"),
    ("QA", "job_change"): ("high", "2020-2021", "2020 18 19 2020"),
    ("QA", "leaving_risk"): ("medium", "2023", "2022 2023"),
    ("QA", "wage_protection"): ("medium", "2021", "20 2021"),
    ("QA", "trade_union"): ("high", "2013-2020", ""),
    ("MY", "fee_ceiling"): ("medium", "undated", "1981 2017"),
    ("MY", "passport_retention"): ("high", "2023", "1966 12 1"),
    ("MY", "job_change"): ("medium", "2023", ""),
    ("MY", "trade_union"): ("medium", "2009-2010", ""),
    ("NP", "fee_ceiling"): ("medium", "2018-2025", "2007 24 2015 10,000 2018"),
    ("BD", "fee_ceiling"): ("medium", "2016-2022", "78,990 2022 37,000 100,780 2017"),
}
NOT_KNOWN = [
    ("MY", "wage_protection"),
    ("MY", "leaving_risk"),
    ("NP", "passport_retention"),
    ("BD", "job_change"),
]


def test_the_facts_that_are_shown_are_those_of_the_table(countries: dict[str, Country]) -> None:
    shown = {
        (code, topic)
        for code, each in countries.items()
        for topic in each.facts
        if each.shown(topic)
    }

    assert shown == set(SHOWN)


@pytest.mark.parametrize(("code", "topic"), SHOWN)
def test_a_shown_fact_says_the_figures_of_its_source_and_no_others(
    code: str, topic: str, countries: dict[str, Country]
) -> None:
    certainty, year, figures = SHOWN[code, topic]

    fact = countries[code].shown(topic)

    assert fact is not None
    assert (fact.certainty.value, fact.source_year) == (certainty, year)
    assert re.findall(r"\d[\d,]*\d|\d", fact.value or "") == figures.split()


@pytest.mark.parametrize(("code", "topic"), SHOWN)
def test_a_shown_fact_has_a_source_that_can_be_opened_and_a_day_of_the_check(
    code: str, topic: str, countries: dict[str, Country]
) -> None:
    fact = countries[code].shown(topic)

    assert fact is not None
    assert all(re.match(r"https?://\S+$", source) for source in fact.source)
    assert fact.last_checked == date(2026, 11, 21)


@pytest.mark.parametrize(("code", "topic"), NOT_KNOWN)
def test_what_is_not_known_is_not_shown(
    code: str, topic: str, countries: dict[str, Country]
) -> None:
    assert countries[code].shown(topic) is None


def test_a_file_is_named_after_its_country(countries: dict[str, Country]) -> None:
    assert {file: country.code for file, country in countries.items()} == {
        code: code for code in ("BD", "MY", "NP", "QA")
    }
    assert {code for code, each in countries.items() if each.role is Role.DESTINATION} == {
        "MY",
        "QA",
    }


def test_only_qatar_is_known_to_bar_migrants_from_unions(countries: dict[str, Country]) -> None:
    assert [code for code, each in countries.items() if each.bars_unions] == ["QA"]
    assert countries["MY"].unions.membership is Membership.MEMBERS_ONLY
    assert countries["NP"].unions.membership is Membership.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "Qatar"}, "code: Expected `str` matching regex"),
        ({"role": "transit"}, "role: Invalid enum value 'transit'"),
        (
            {"unions": {"certainty": "low"}},
            "unions: what is not certain enough to be shown is unknown to routing",
        ),
        ({"unions": {"source": []}}, "unions: what is not unknown needs a source"),
        ({"capital": "Doha"}, "Object contains unknown field `capital`"),
    ],
)
def test_an_edited_country_that_breaks_a_rule_is_refused(
    changes: dict[str, Any], sentence: str
) -> None:
    data = plain("countries/QA.yaml")
    unions = data["unions"] | changes.get("unions", {})
    data |= changes | {"unions": unions}

    with pytest.raises(MalformedContent) as refused:
        Country.from_data(data, where="config/countries/QA.yaml")

    assert str(refused.value).startswith(f"config/countries/QA.yaml: {sentence}")


def test_an_unsure_rule_on_unions_is_kept_as_unknown() -> None:
    data = plain("countries/MY.yaml")
    data["unions"] |= {"certainty": "low", "membership": "unknown"}

    country = Country.from_data(data, where="config/countries/MY.yaml")

    assert not country.bars_unions
