"""The topics of rights: what their cards rest on, and the facts of a country they show."""

import pytest

from bot.domain.conventions import Conventions
from bot.domain.countries import Country
from bot.domain.parsing import MalformedContent
from bot.domain.topics import Topic
from tests.domain.test_gaps import SOUGHT
from tests.plain import plain

CONVENTIONS = Conventions.from_data(plain("conventions.yaml"), where="conventions")


def test_a_topic_is_called_as_its_file_and_has_a_picture_of_its_own(
    topics: dict[str, Topic],
) -> None:
    assert [topic.id for topic in topics.values()] == list(topics)
    assert len({each.emoji for each in topics.values()}) == len(topics)


def test_the_conventions_behind_a_topic_come_in_its_order(topics: dict[str, Topic]) -> None:
    for topic in topics.values():
        assert tuple(each.id for each in CONVENTIONS.of(topic.conventions)) == topic.conventions


def test_of_a_country_a_topic_has_what_is_sure_and_nothing_of_no_country(
    topics: dict[str, Topic], countries: dict[str, Country]
) -> None:
    leaving, lebanon = topics["leaving"], countries["LB"]

    assert leaving.known_of(None) == ()
    assert leaving.known_of(lebanon) == (
        lebanon.facts["job_change"],
        lebanon.facts["leaving_risk"],
    )
    assert topics["pay"].known_of(lebanon) == ()


def test_every_card_has_a_source_a_year_and_a_day(topics: dict[str, Topic]) -> None:
    for topic in topics.values():
        for card in topic.cards:
            assert card.shown
            assert all(card.source)
            assert card.source_year
            assert card.last_checked.year == 2026


def test_a_fact_of_a_topic_is_known_of_some_country_or_sought(
    topics: dict[str, Topic], countries: dict[str, Country]
) -> None:
    for topic in topics.values():
        for name in set(topic.facts) - SOUGHT:
            assert any(country.shown(name) for country in countries.values()), name


def test_where_to_complain_is_no_law_on_a_topic_that_is_about_something_else(
    topics: dict[str, Topic], countries: dict[str, Country]
) -> None:
    for topic in topics.values():
        where_to_go = {"complaint_channel", "licence_registry"} & set(topic.facts)
        assert topic.id == "complaint" or where_to_go == set(topic.beside)

    fees = topics["fees"]
    assert fees.known_of(countries["LB"])
    assert not fees.says_law_of(countries["LB"])
    assert not fees.says_law_of(None)
    assert fees.says_law_of(countries["QA"])


def test_what_is_beside_the_law_is_a_fact_of_its_topic() -> None:
    data = plain("topics/pay.yaml") | {"beside": ["complaint_channel"]}

    with pytest.raises(MalformedContent, match="one of the facts of the topic"):
        Topic.from_data(data, where="config/topics/pay.yaml")


@pytest.mark.parametrize("cards", ["none", "without words"])
def test_a_topic_without_cards_that_are_sure_is_refused(cards: str) -> None:
    data = plain("topics/pay.yaml")
    card = data["cards"][0] | {"text": None, "value": "for lawyers alone"}
    data["cards"] = [] if cards == "none" else [card]

    with pytest.raises(MalformedContent, match="every topic has cards"):
        Topic.from_data(data, where="config/topics/pay.yaml")
