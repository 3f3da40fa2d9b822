"""A number that nobody called for a test is shown in the demonstration alone."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.countries import Country
from bot.domain.facts import Certainty
from bot.domain.parsing import MalformedContent, parsed
from bot.domain.phone_numbers import PhoneNumber, Use

NUMBER: dict[str, Any] = {
    "use": "help",
    "what": "A line that does not exist",
    "number": "+1 202 555 0100",
    "certainty": "high",
    "source": ["A page"],
    "source_year": "2026",
    "last_checked": date(2026, 11, 21),
}
CALLED = date(2026, 11, 30)
SURE = {Certainty.HIGH, Certainty.MEDIUM}


def number(**changes: Any) -> PhoneNumber:
    return parsed(NUMBER | changes, PhoneNumber, where="config/countries/XX.yaml")


@given(
    certainty=st.sampled_from([each for each in Certainty if each is not Certainty.UNKNOWN]),
    tested=st.none() | st.dates(),
    demonstration=st.booleans(),
)
def test_a_number_is_shown_if_it_is_sure_and_was_called_or_this_is_the_demonstration(
    certainty: Certainty, tested: date | None, *, demonstration: bool
) -> None:
    shown = number(certainty=certainty, tested=tested).shown(demonstration=demonstration)

    assert shown == (certainty in SURE and (tested is not None or demonstration))


def test_outside_the_demonstration_nothing_that_we_deliver_is_shown(
    countries: dict[str, Country],
) -> None:
    assert all(country.numbers for country in countries.values())
    for country in countries.values():
        assert country.numbers_shown(demonstration=False) == ()


def test_in_the_demonstration_only_what_is_sure_is_shown(countries: dict[str, Country]) -> None:
    emirates = countries["AE"].numbers_shown(demonstration=True)

    assert [each.number for each in emirates] == ["999", "600 590000", "80060"]
    assert countries["MM"].numbers_shown(demonstration=True) == ()
    assert {each.number for each in countries["OM"].numbers} == {"9999"}  # not the one for raids


def test_a_number_that_was_called_is_shown_to_everybody(countries: dict[str, Country]) -> None:
    assert number(tested=CALLED).shown(demonstration=False)
    assert not number(tested=CALLED, certainty="low").shown(demonstration=False)


def test_what_we_deliver_was_called_by_nobody_and_says_who_answers(
    countries: dict[str, Country],
) -> None:
    for country in countries.values():
        for each in country.numbers:
            assert each.tested is None
            assert each.source
            assert each.source_year
            assert each.what


def test_the_numbers_of_a_country_can_be_told_apart(countries: dict[str, Country]) -> None:
    for code, country in countries.items():
        known = [(each.use, each.what, each.number) for each in country.numbers]

        assert len(set(known)) == len(known), code


def test_no_number_to_call_stands_in_the_words_for_workers(countries: dict[str, Country]) -> None:
    for country in countries.values():
        texts = [fact.text or "" for fact in country.facts.values()]
        for each in country.numbers:
            if each.use not in {Use.POLICE, Use.AMBULANCE}:
                assert not [text for text in texts if each.number in text]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": "call us"}, "number: Expected `str` matching regex"),
        ({"number": 999}, "number: Expected `str`, got `int`"),
        ({"what": " "}, "what says in words for a worker who answers there"),
        ({"use": "gossip"}, "use: Invalid enum value 'gossip'"),
        ({"certainty": "unknown"}, "a number that nobody knows is left out"),
        ({"tested": "yes"}, "tested: Invalid RFC3339 encoded date"),
        ({"source": []}, "what is not unknown needs a source"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(MalformedContent) as refused:
        number(**changes)

    assert str(refused.value).startswith(f"config/countries/XX.yaml: {sentence}")
