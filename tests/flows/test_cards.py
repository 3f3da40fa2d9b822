"""A fact is shown with where it is from and when somebody looked, or not at all."""

import dataclasses
from datetime import date

import pytest

from bot.domain.facts import Basis, Certainty, Fact
from bot.engine.book import Plan
from bot.engine.checks import faults_of
from bot.engine.place import Known
from bot.engine.said import Line
from bot.flows import cards, costs, countries, laws
from bot.flows.fills import fills
from bot.flows.plan import plan
from tests.flows.contents import delivered
from tests.flows.player import spoken

CONTENT = delivered()
RULES = list(costs.facts(CONTENT))
NOBODY = Known({}, {}, "en", parked=False)


def source(*sources: str, year: str = "2019") -> str:
    basis = Basis(
        certainty=Certainty.HIGH,
        source=sources,
        source_year=year,
        last_checked=date(2026, 11, 21),
        note="for partners",
    )
    return spoken(cards.sourced(basis), str)


def test_a_title_stands_with_its_year_and_the_day() -> None:
    assert source("A book") == "Source: A book (2019). Last checked: 2026-11-21."


def test_a_year_that_the_title_names_is_not_said_twice() -> None:
    assert source("A law of 2019") == "Source: A law of 2019. Last checked: 2026-11-21."


def test_of_an_address_the_site_is_shown_once() -> None:
    shown = source("https://www.example.org/a/b?c", "https://example.org/d", year="2020-2021")

    assert shown == "Source: example.org (2020-2021). Last checked: 2026-11-21."


def test_a_source_without_a_date_says_none() -> None:
    assert source("A page", year="undated") == "Source: A page. Last checked: 2026-11-21."


@pytest.mark.parametrize(("name", "rule"), RULES, ids=[name for name, _ in RULES])
def test_the_cards_of_who_pays_are_the_rules_with_their_source(name: str, rule: Fact) -> None:
    filled = fills(CONTENT)
    words, source_line = filled[name](NOBODY), filled[cards.source_name(name)](NOBODY)

    assert rule.shown
    assert isinstance(words, Line)
    assert isinstance(source_line, Line)
    assert spoken(words, str) == rule.text
    assert "Last checked: 2026" in spoken(source_line, str)


@pytest.mark.parametrize("code", [country.code for country in CONTENT.served])
def test_the_law_on_fees_is_what_is_known_of_the_country(code: str) -> None:
    screen = law_in(code)
    fact = CONTENT.countries[code].shown(costs.CEILING)

    if fact is None:
        assert screen == [laws.NOT_OURS]
    else:
        assert screen == [fact.text, spoken(cards.sourced(fact), str)]


def test_of_a_country_without_a_file_nothing_is_said_but_that_we_do_not_know() -> None:
    assert law_in("other") == [laws.NOT_OURS]


def law_in(code: str) -> list[str]:
    known = Known({"law": code}, {}, "en", parked=False)
    said = fills(CONTENT)["law_card"](known)
    lines = said if isinstance(said, tuple) else (said,)
    return [spoken(line, str) for line in lines if isinstance(line, Line)]


def test_only_the_countries_that_are_served_can_be_chosen() -> None:
    few = dataclasses.replace(CONTENT, served=(CONTENT.countries["LB"],))
    country = countries.choices(few.served)

    assert [choice.key for choice in country] == ["LB", "other"]


@pytest.mark.parametrize("code", ["LB", "NP"])
def test_a_deployment_may_serve_one_country_alone(code: str) -> None:
    few = plan(dataclasses.replace(CONTENT, served=(CONTENT.countries[code],)))

    assert list(faults_of(few.flows, few.declared)) == []


def test_more_countries_make_no_more_steps() -> None:
    few = plan(dataclasses.replace(CONTENT, served=CONTENT.served[:1]))
    every = plan(CONTENT)

    for name in ("rights", "costs"):
        assert abs(steps(few, name) - steps(every, name)) <= 2  # the longest row of cards


def steps(of: Plan, name: str) -> int:
    (flow,) = [flow for flow in of.flows if flow.name == name]
    return len(flow.steps)
