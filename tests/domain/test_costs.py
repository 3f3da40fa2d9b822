"""Recruitment costs: what the ILO's definition says of each, and what is too unsure to be here."""

import copy

import pytest

from bot.domain.costs import Payer, RecruitmentCosts, who_should_pay
from bot.domain.parsing import MalformedContent
from tests.plain import plain

# Every item that is certain enough, and who pays it.
ITEMS = {
    "matching": ("medium", Payer.EMPLOYER),
    "direct": ("medium", Payer.EMPLOYER),
    "recovery": ("high", Payer.EMPLOYER),
    "medical": ("high", Payer.EMPLOYER),
    "insurance": ("medium", Payer.EMPLOYER),
    "skills_tests": ("medium", Payer.EMPLOYER),
    "training": ("high", Payer.EMPLOYER),
    "equipment": ("medium", Payer.EMPLOYER),
    "travel_lodging": ("high", Payer.EMPLOYER),
    "administrative": ("high", Payer.EMPLOYER),
    "bribes": ("medium", Payer.NOBODY),
    "tributes": ("medium", Payer.NOBODY),
    "kickbacks": ("medium", Payer.NOBODY),
    "bonds_deposits": ("medium", Payer.NOBODY),
}
UNSURE = ("third_party", "extortion", "collateral", "illicit_cost_recovery")


def test_the_items_are_those_that_are_sure_enough(costs: RecruitmentCosts) -> None:
    found = {item.id: (item.certainty.value, who_should_pay(item)) for item in costs.items}

    assert found == ITEMS


@pytest.mark.parametrize("id_", UNSURE)
def test_of_a_cost_that_we_are_not_sure_of_we_say_nothing(
    id_: str, costs: RecruitmentCosts
) -> None:
    assert costs.item(id_) is None
    assert who_should_pay(costs.item(id_)) is Payer.UNCLEAR


def test_an_item_is_found_by_its_id(costs: RecruitmentCosts) -> None:
    item = costs.item("medical")

    assert item is not None
    assert item.label == "Medical tests"


def test_each_item_has_its_own_emoji_and_fits_a_button(costs: RecruitmentCosts) -> None:
    assert len({item.emoji for item in costs.items}) == len(ITEMS)
    assert all(len(item.label) <= 40 for item in costs.items)


def test_every_item_and_rule_names_sources_that_the_file_lists(costs: RecruitmentCosts) -> None:
    for each in (*costs.items, *costs.rules):
        assert each.source
        assert set(each.source) <= set(costs.sources.values())
        assert each.source_year


def test_the_core_rule_comes_first_and_its_limit_with_it(costs: RecruitmentCosts) -> None:
    core, limit = costs.rules[0], costs.rules[-1]

    assert "The employer should pay." in (core.text or "")
    assert "The law in a country can allow some charges." in (limit.text or "")


@pytest.mark.parametrize(
    ("part", "changes", "sentence"),
    [
        ("items", {"certainty": "low"}, "not certain enough to be shown: matching"),
        ("rules", {"text": None, "value": "a rule"}, "not certain enough to be shown: a rule"),
        ("items", {"id": "direct"}, "item direct is there twice"),
        ("items", {"group": "loan"}, "items 1, group: Invalid enum value 'loan'"),
    ],
)
def test_an_edited_file_that_breaks_a_rule_is_refused(
    part: str, changes: dict[str, str | None], sentence: str
) -> None:
    data = copy.deepcopy(plain("recruitment_costs.yaml"))
    data[part][0] |= changes

    with pytest.raises(MalformedContent) as refused:
        RecruitmentCosts.from_data(data, where="config/recruitment_costs.yaml")

    assert str(refused.value) == f"config/recruitment_costs.yaml: {sentence}"
