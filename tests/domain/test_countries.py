"""What we say of countries is sure, dated and sourced, and is no more than is known."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bot.domain.countries import Country, Membership, Role
from bot.domain.facts import SHOWABLE, Fact
from bot.domain.parsing import MalformedContent
from tests.plain import plain

FIGURE = re.compile(r"\d[\d,]*\d|\d")
SPAN = re.compile(r"\b(\d\d)(\d\d)-(\d\d)\b")  # 2023-24
MOST_SENTENCES = 3

# Certainty, year of the source, and every figure that the source has for us: no other may be said.
SHOWN = {
    ("QA", "fee_ceiling"): ("high", "2004-2024", "14 2004 33"),
    ("QA", "passport_retention"): ("high", "2015", "25,000 21 2015 8 39"),
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
    ("LB", "passport_retention"): ("medium", "c. 2020", "2020 2021"),
    ("TW", "fee_ceiling"): ("high", "2017-2021", "1,800 1,700 1,500"),
    ("GH", "minimum_age_work"): ("high", "2022", "15"),
    ("IN", "fee_ceiling"): ("high", "2017", "30,000 25 2017"),
}
NOT_KNOWN = [
    ("MY", "wage_protection"),  # no entry
    ("KH", "fee_ceiling"),  # an entry for its note
    ("SA", "wage_protection"),  # from memory
    ("KE", "fee_ceiling"),  # of low certainty
]


def shown(countries: dict[str, Country]) -> Iterator[tuple[str, Fact]]:
    for code, country in countries.items():
        for name in country.facts:
            if fact := country.shown(name):
                yield f"{code} {name}", fact


@pytest.mark.parametrize(("code", "topic"), SHOWN)
def test_a_shown_fact_says_the_figures_of_its_source_and_no_others(
    code: str, topic: str, countries: dict[str, Country]
) -> None:
    certainty, year, figures = SHOWN[code, topic]

    fact = countries[code].shown(topic)

    assert fact is not None
    assert (fact.certainty.value, fact.source_year) == (certainty, year)
    assert FIGURE.findall(fact.text or "") == figures.split()


def test_every_fact_that_is_shown_is_sure_and_has_source_year_and_day(
    countries: dict[str, Country],
) -> None:
    found = dict(shown(countries))

    assert len(found) > 150
    for name, fact in found.items():
        assert fact.certainty in SHOWABLE, name
        assert fact.source, name
        assert all(fact.source), name
        assert fact.source_year, name
        assert fact.last_checked >= date(2026, 11, 21), name
        assert fact.value is not None, name


def test_no_text_is_there_that_is_not_shown(countries: dict[str, Country]) -> None:
    texts = {
        f"{code} {name}"
        for code, country in countries.items()
        for name, fact in country.facts.items()
        if fact.text is not None
    }

    assert texts == {name for name, _ in shown(countries)}


def test_every_figure_of_a_text_is_one_of_its_value(countries: dict[str, Country]) -> None:
    for name, fact in shown(countries):
        value = SPAN.sub(r"\1\2 \1\3", str(fact.value))
        figures = {each.replace(",", "") for each in FIGURE.findall(value)}
        said = {each.replace(",", "") for each in FIGURE.findall(fact.text or "")}

        assert said <= figures, name


def test_a_text_has_few_sentences(countries: dict[str, Country]) -> None:
    for name, fact in shown(countries):
        bare = re.sub(r"\([^)]*\)", "", fact.text or "")

        assert len(re.findall(r"[.?!](?=\s|$)", bare)) <= MOST_SENTENCES, name


@pytest.mark.parametrize(("code", "topic"), NOT_KNOWN)
def test_what_is_not_known_is_not_shown(
    code: str, topic: str, countries: dict[str, Country]
) -> None:
    assert countries[code].shown(topic) is None


def test_a_file_is_named_after_its_country(countries: dict[str, Country]) -> None:
    assert all(file == country.code for file, country in countries.items())
    assert sum(each.role is Role.ORIGIN for each in countries.values()) == 14
    assert sum(each.role is Role.DESTINATION for each in countries.values()) == 15


def test_three_countries_are_known_to_bar_migrants_from_unions(
    countries: dict[str, Country],
) -> None:
    membership = {code: each.unions.membership for code, each in countries.items() if each.unions}

    assert [code for code, each in countries.items() if each.bars_unions] == ["AE", "QA", "SA"]
    assert membership["MY"] is Membership.MEMBERS_ONLY
    assert membership["KW"] is Membership.RESTRICTED
    assert membership["IT"] is Membership.ALLOWED
    assert membership["ES"] is Membership.UNKNOWN  # from memory
    assert countries["NP"].unions is None


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
