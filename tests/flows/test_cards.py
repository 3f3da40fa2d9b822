"""A fact is shown with where it is from and when somebody looked, or not at all."""

import dataclasses
from datetime import date

import msgspec
import pytest

from bot.domain.facts import Basis, Certainty
from bot.engine.checks import faults_of
from bot.engine.said import Line
from bot.engine.vocabulary import Ask
from bot.engine.ways import pages
from bot.flows import cards, costs, countries, rights
from bot.flows.fills import fills
from bot.flows.plan import plan
from tests.flows.contents import delivered
from tests.flows.player import spoken

CONTENT = delivered()
CARDS = [*rights.facts(CONTENT), *costs.facts(CONTENT)]


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


@pytest.mark.parametrize(("name", "fact"), CARDS, ids=[name for name, _ in CARDS])
def test_every_card_shows_a_fact_that_may_be_shown_and_its_source(name: str, fact: object) -> None:
    filled = fills(CONTENT)
    known = None
    words = filled[name](known)  # type: ignore[arg-type]  # a card is the same for everybody
    source_line = filled[cards.source_name(name)](known)  # type: ignore[arg-type]  # the test knows which kind it is

    assert fact.shown  # type: ignore[attr-defined]  # the test knows which kind it is
    assert isinstance(words, Line)
    assert isinstance(source_line, Line)
    assert spoken(words, str) == fact.text  # type: ignore[attr-defined]  # the test knows which kind it is
    assert "Last checked: 2026" in spoken(source_line, str)


def test_nothing_is_shown_that_is_not_certain_enough() -> None:
    shown = {name for name, _ in CARDS}

    assert "pay_QA_1" in shown
    assert not any(name.startswith("pay_MY") for name in shown)  # nothing is known there
    assert {"law_NP", "law_BD", "law_QA", "law_MY"} <= shown


def test_only_the_countries_that_are_served_can_be_chosen() -> None:
    few = dataclasses.replace(CONTENT, served=(CONTENT.countries["LB"],))
    country = countries.choices(few.served)

    assert [choice.key for choice in country] == ["LB", "other"]
    assert {name[-2:] for name, _ in costs.facts(few) if name.startswith("law")} == set()
    assert {name for name, _ in rights.facts(few) if "_LB_" in name} == {
        "passport_LB_1",
        "leaving_LB_1",
        "leaving_LB_2",
    }


def test_a_deployment_may_serve_every_country_six_on_a_screen() -> None:
    every = dataclasses.replace(CONTENT, served=tuple(CONTENT.countries.values()))
    today = plan(every)
    (report,) = [flow for flow in today.flows if flow.name == "report"]
    (country,) = [step for step in report.steps if step.name == "country"]

    assert isinstance(country, Ask)
    assert len(country.choices) == 30
    assert [len(page) for page in pages(country.choices)][:2] == [6, 6]
    assert list(faults_of(today.flows, today.declared)) == []


def test_a_country_without_a_known_ceiling_has_no_card() -> None:
    bare = tuple(msgspec.structs.replace(country, facts={}) for country in CONTENT.served)
    content = dataclasses.replace(CONTENT, served=bare)
    (flow,) = [flow for flow in plan(content).flows if flow.name == "costs"]
    (law,) = [step for step in flow.steps if step.name == "law"]

    assert isinstance(law, Ask)
    assert isinstance(law.then, dict)
    assert set(law.then.values()) == {"law_unknown"}
    assert not [name for name, _ in costs.facts(content) if name.startswith("law")]
