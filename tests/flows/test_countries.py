"""Every country that is served can be chosen wherever a country is asked for, by its name too."""

import pytest

from bot.engine.vocabulary import Ask, Question
from bot.engine.ways import pages
from bot.flows.choices import OTHER
from tests.flows.test_walks import BOOK, CONTENT, PLAN, at, heard

CODES = [country.code for country in CONTENT.served]
ASKED = [
    (flow.name, step.name)
    for flow in PLAN.flows
    for step in flow.steps
    if isinstance(step, Ask) and OTHER in (keys := {choice.key for choice in step.choices})
    if keys - {OTHER} <= set(CODES)
]
ALONE = [each for each in ASKED if each[0] != "change"]  # which is asked within a report
ORIGINS_OR_DESTINATIONS = {("offer", "to_country"), ("offer", "from_country")}

WHERE_PEOPLE_WORK = {
    ("updates", "country"),
    ("survey", "country"),
    ("diary", "letter_country"),
}
SOME = ORIGINS_OR_DESTINATIONS | WHERE_PEOPLE_WORK


def test_these_are_the_questions_for_a_country() -> None:
    assert set(ASKED) == {
        ("change", "country"),
        ("costs", "law"),
        ("report", "country"),
        ("rights", "in_country"),
        ("help_now", "in_country"),
        ("who_helps", "in_country"),
        *SOME,
    }


def test_a_country_is_changed_to_any_that_could_be_said() -> None:
    assert _step("change", "country").choices == _step("report", "country").choices


def test_all_countries_with_data_are_served() -> None:
    assert sorted(CODES) == sorted(CONTENT.countries)


@pytest.mark.parametrize(("flow", "question"), ALONE)
def test_each_country_can_be_named_and_leads_on(flow: str, question: str) -> None:
    here = at(flow, question)
    choices = _step(flow, question).choices

    assert len(choices) == len(CODES) + 1 or (flow, question) in SOME
    for choice in choices:
        place = heard(here, text=str(choice.label))
        assert place.log[-1].value == choice.key
        assert isinstance(BOOK.question(place), Question)


def test_where_a_job_offer_leads_and_begins_every_country_is_on_one_of_the_lists() -> None:
    listed = [
        choice.key
        for flow, question in sorted(ORIGINS_OR_DESTINATIONS)
        for choice in _step(flow, question).choices
        if choice.key != OTHER
    ]

    assert sorted(listed) == sorted(CODES)


@pytest.mark.parametrize(("flow", "question"), ALONE)
def test_a_screen_has_six_countries_and_the_next_ones_are_a_tap_away(
    flow: str, question: str
) -> None:
    here = at(flow, question)
    seen: list[str] = []

    for page in pages(_step(flow, question).choices):
        assert len(page) <= 6
        seen += [choice.key for choice in page]
        assert heard(here, text="1").log[-1].value == page[0].key
        here = heard(here, text="8")

    assert here.page == 0
    assert seen == [choice.key for choice in _step(flow, question).choices]


def _step(flow: str, question: str) -> Ask:
    step = BOOK.question(at(flow, question))
    assert isinstance(step, Ask)
    return step
