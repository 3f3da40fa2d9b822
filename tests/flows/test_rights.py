"""What somebody reads of a topic and a country is what the data says, with source and day."""

import pytest

from bot.domain.messages import Address, Incoming
from bot.engine.book import Book
from bot.engine.place import Entry, Frame, Place
from bot.engine.turns import reply
from bot.engine.vocabulary import CHOICES_PER_PAGE, Ask, Choice, Flow
from bot.flows.plan import plan
from tests.flows.reader import (
    CONVENTION,
    COUNTRY,
    SERVED,
    SURE,
    TOPIC,
    TOPICS,
    Reader,
    cards_of,
    flat,
    has,
    known_of,
    site,
)
from tests.flows.test_walks import CONTENT, FLOWS, asked
from tests.languages import TRANSLATED
from tests.plain import CONFIG

NOT_KNOWN = (
    "We have no checked information on this for this country yet. We do not know what the local "
    "law says."
)


# what is known everywhere --------------------------------------------------------------------


@pytest.mark.parametrize("sector", ["domestic_work", "fishing", "other"])
@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_says_what_its_file_says_to_that_sector_and_nothing_else(
    topic: str, sector: str
) -> None:
    cards = cards_of(topic, sector)
    screens = list(Reader().opens(topic, sector).reads("card"))

    assert len(screens) == len(cards)
    assert all(has(*each) for each in zip(screens, cards, strict=True))
    assert all(card["certainty"] in SURE for card in cards)
    for screen, card in zip(screens, cards, strict=True):
        assert ("This is for: " in screen) == ("sector" in card)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_sector_is_asked_where_cards_differ_and_nowhere_else(topic: str) -> None:
    reader = Reader().taps_on("rights", topic)
    differs = any("sector" in card for card in TOPIC[topic]["cards"])  # type: ignore[attr-defined]  # tables

    assert (asked(reader.place)[1] == "in_sector") == differs
    if differs:
        assert {offer.key for row in reader.offers for offer in row} >= {
            "domestic_work",
            "fishing",
            "other",
        }


def test_a_sector_that_was_chosen_says_nothing_on_a_topic_that_is_the_same_for_all() -> None:
    reader = Reader().opens("hours", "fishing").taps_on("/menu")

    assert len(list(reader.opens("passport").reads("card"))) == len(cards_of("passport"))


def test_every_topic_on_file_is_shown() -> None:
    assert sorted(TOPICS) == sorted(file.stem for file in (CONFIG / "topics").glob("*.yaml"))


# the law of a country ------------------------------------------------------------------------


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("code", SERVED)
def test_of_a_country_is_shown_what_is_certain_enough_and_else_that_it_is_not_known(
    code: str, topic: str
) -> None:
    facts = known_of(topic, code)
    reader = Reader().opens(topic)
    [*_] = reader.reads("card")
    screens = list(reader.taps_on("where", code).reads("law"))

    assert len(screens) == max(1, len(facts))
    assert all(has(*each) for each in zip(screens, facts, strict=False))
    assert (NOT_KNOWN in screens[0]) == (not facts)
    assert all(str(COUNTRY[code]["name"]) in screen for screen in screens)
    assert ("Source:" in screens[0]) == bool(facts)


@pytest.mark.parametrize("code", SERVED)
def test_where_to_look_or_complain_is_not_taken_for_the_law_on_fees(code: str) -> None:
    reader = Reader().opens("fees")
    [*_] = reader.reads("card")
    first, *others = reader.taps_on("where", code).reads("law")
    known = CONTENT.countries[code].shown("fee_ceiling") is not None

    assert ("We do not know what the local law says" in first) is not known
    assert not any("We do not know what the local law says" in each for each in others)


@pytest.mark.parametrize("topic", TOPICS)
def test_of_a_country_without_a_file_it_is_said_that_nothing_is_known(topic: str) -> None:
    reader = Reader().opens(topic)
    [*_] = reader.reads("card")
    (screen,) = reader.taps_on("where", "other").reads("law")

    assert screen.startswith(NOT_KNOWN)
    assert "Source:" not in screen


def test_the_country_stays_chosen_on_another_topic_until_another_is() -> None:
    reader = Reader().taps_on("rights", "passport", "next", "where", "LB", "topic")
    reader.taps_on("leaving", "next", "where")
    assert "In Lebanon" in reader.screen

    reader.taps_on("next", "in_country", "QA")
    assert "In Qatar" in reader.screen


def test_back_is_the_card_before() -> None:
    reader = Reader().taps_on("rights", "leaving")
    first = reader.screen
    reader.taps_on("next", "where", "LB", "next", "/back")
    assert "you may not change jobs" in reader.screen

    assert reader.taps_on("/back", "/back", "/back").screen == first


# the rules behind it -------------------------------------------------------------------------

RATIFIED = {
    "ratified": ("{} has accepted this rule", "{} accepted this rule (ratified it) in {}."),
    "denounced": ("{} had accepted this rule, and took that back.",),
    "applied": ("This rule applies in {} by a declaration.",),
    "not_ratified": ("{} has not accepted this rule",),
    "": ("We do not know whether {} has accepted this rule",),
}


@pytest.mark.parametrize("code", SERVED)
def test_the_conventions_behind_a_topic_are_said_with_what_the_country_did(code: str) -> None:
    for topic in TOPICS:
        behind: list[str] = TOPIC[topic]["conventions"]  # type: ignore[assignment]  # a list
        reader = Reader().opens(topic)
        [*_] = reader.reads("card")
        [*_] = reader.taps_on("where", code).reads("law")
        screens = list(reader.taps_on("conventions").reads("convention"))

        assert len(screens) == len(behind)
        for screen, id_ in zip(screens, behind, strict=True):
            assert f"({id_}, {CONVENTION[id_]['year']})" in screen
            assert has(screen, CONVENTION[id_])
            assert _said_of(code, id_, screen)


def _said_of(code: str, id_: str, screen: str) -> bool:
    """Whether it says what the data says of this country, and nothing of the rest."""
    if id_.startswith("R"):
        return "no country has to accept it" in screen and "whether" not in screen
    found = COUNTRY[code].get("ratifications", {}).get(id_)  # type: ignore[attr-defined]  # tables
    sure = found if found and found["certainty"] in SURE else None
    year = sure.get("year", "") if sure else ""
    status = sure["status"] if sure else ""
    name = COUNTRY[code]["name"]
    said = RATIFIED[status][-1 if year else 0].format(name, year)
    lines = screen.splitlines()
    others = [sentence for other, (sentence, *_) in RATIFIED.items() if other != status]
    return (
        any(line.startswith(said) for line in lines)
        and not any(line.startswith(each.format(name)) for line in lines for each in others)
        and (sure is None or has(screen, {**sure, "text": said}))
    )


def test_every_convention_is_behind_some_topic() -> None:
    behind = {id_ for topic in TOPIC.values() for id_ in topic["conventions"]}  # type: ignore[attr-defined]  # lists

    assert behind == set(CONVENTION)


def test_who_chose_no_country_is_asked_for_one() -> None:
    reader = Reader().taps_on("rights", "fishing", "conventions")

    assert "Choose a country to read whether it has accepted this rule." in reader.screen


# does this happen to you ---------------------------------------------------------------------


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize(("way", "flow"), [("help_now", "help_now"), ("costs", "costs")])
def test_the_last_card_leads_to_help_and_to_who_pays(topic: str, way: str, flow: str) -> None:
    for code in (None, "LB", "other"):
        reader = Reader().opens(topic)
        [*_] = reader.reads("card")
        if code:
            [*_] = reader.taps_on("where", code).reads("law")

        assert "Does this happen to you?" in reader.screen
        assert {"help_now", "report", "costs", "conventions"} <= {
            offer.key for row in reader.offers for offer in row
        }
        assert asked(reader.taps_on(way).place)[0] == flow


def test_the_last_card_leads_to_a_report() -> None:
    then = {step.name: step.then for step in FLOWS["rights"].steps if isinstance(step, Ask)}
    calls = {step.name: step.flow for step in FLOWS["rights"].steps if hasattr(step, "flow")}

    for last in ("card_last", "law_last", "convention_last"):
        assert then[last]["report"] == "report"  # type: ignore[index]  # each choice has its own
    assert calls["report"] == "report"


# taps ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("topic", TOPICS)
def test_a_fact_is_two_taps_from_the_menu_and_one_more_for_each_page_of_topics(topic: str) -> None:
    page = TOPICS.index(topic) // CHOICES_PER_PAGE
    asks = any("sector" in card for card in TOPIC[topic]["cards"])  # type: ignore[attr-defined]  # tables
    reader = Reader().opens(topic)

    assert reader.taps == 2 + page + asks <= 4
    assert "Source:" in reader.screen


@pytest.mark.parametrize("topic", TOPICS)
def test_a_fact_of_a_likely_country_is_at_most_nine_taps_away(topic: str) -> None:
    reader = Reader().opens(topic)
    [*_] = reader.reads("card")
    reader.taps_on("where", SERVED[0])

    assert reader.taps <= 9


# other languages -----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_read_in_the_language_with_its_source(topic: str, lang: str) -> None:
    reader = Reader(lang).opens(topic)
    cards = cards_of(topic)

    for screen, card in zip(reader.reads("card"), cards, strict=True):
        assert flat(str(card["text"])) not in flat(screen)
        assert site(card["source"][0]) in screen  # type: ignore[index]  # a list
        assert str(card["last_checked"]) in screen


# earlier versions ----------------------------------------------------------------------------


def earlier() -> Flow:
    """As it was when each card of each country had a step."""
    topic = Ask(
        name="topic",
        text=FLOWS["rights"].steps[0].text,  # type: ignore[union-attr]  # it asks
        choices=(Choice("passport", "🛂", CONTENT.topics[0].title),),
        then={"passport": "passport_QA_1"},
    )
    card = Ask(
        name="passport_QA_1",
        text=CONTENT.topics[0].title,
        choices=topic.choices,
        then={"passport": "topic"},
    )
    return Flow(name="rights", steps=(topic, card))


def test_who_stands_at_a_card_of_an_earlier_version_goes_on_at_the_topics() -> None:
    before = earlier()
    book = Book(plan(CONTENT), {before.hash: before})
    stood = Frame("rights", before.hash, "passport_QA_1")
    log = (Entry((Frame("rights", before.hash, "topic"),), "topic", "passport"),)
    place = Place(lang="en", turn=3, frames=(stood,), log=log)
    turn = reply(book, place, Incoming(Address("test", "1"), "1", text="1"), str)

    assert asked(turn.place) == ("rights", "topic")
    assert "What do you want to read about?" in {line.text for line in turn.said.lines}
