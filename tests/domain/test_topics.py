"""Three topics of rights: what their cards rest on, and the facts of a country they show."""

import pytest

from bot.domain.countries import Country
from bot.domain.parsing import MalformedContent
from bot.domain.topics import Topic
from tests.domain.conftest import plain

FACTS = {
    "passport": ("passport_retention",),
    "pay": ("wage_protection",),
    "leaving": ("job_change", "leaving_risk"),
}


def test_there_are_three_topics_with_their_facts(topics: dict[str, Topic]) -> None:
    assert {file: (each.id, each.facts) for file, each in topics.items()} == {
        name: (name, facts) for name, facts in FACTS.items()
    }
    assert len({each.emoji for each in topics.values()}) == len(FACTS)


def test_every_card_has_a_source_a_year_and_a_day(topics: dict[str, Topic]) -> None:
    for topic in topics.values():
        for card in topic.cards:
            assert card.shown
            assert all(card.source)
            assert card.source_year
            assert card.last_checked.year == 2026


def test_a_fact_of_a_topic_is_known_of_some_country_of_work(
    topics: dict[str, Topic], countries: dict[str, Country]
) -> None:
    for topic in topics.values():
        for name in topic.facts:
            assert any(country.shown(name) for country in countries.values()), name


@pytest.mark.parametrize("cards", ["none", "without words"])
def test_a_topic_without_cards_that_are_sure_is_refused(cards: str) -> None:
    data = plain("topics/pay.yaml")
    card = data["cards"][0] | {"text": None, "value": "for lawyers alone"}
    data["cards"] = [] if cards == "none" else [card]

    with pytest.raises(MalformedContent, match="every topic has cards"):
        Topic.from_data(data, where="config/topics/pay.yaml")
