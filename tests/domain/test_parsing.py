"""Content that is not what it should be is refused with one sentence that says where."""

from datetime import date
from typing import Any

import msgspec
import pytest

from bot.domain.facts import Certainty, Fact
from bot.domain.parsing import MalformedContent, parsed

FACT: dict[str, Any] = {
    "value": "In this country it is so.",
    "certainty": "high",
    "source": ["A law"],
    "source_year": "2020",
    "last_checked": date(2026, 11, 21),
}


class Page(msgspec.Struct, forbid_unknown_fields=True):
    facts: tuple[Fact, ...]


def page(**changes: object) -> Page:
    return parsed({"facts": [FACT, FACT | changes]}, Page, where="config/page.yaml")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"certainty": "sure"}, "facts 2, certainty: Invalid enum value 'sure'"),
        ({"colour": "red"}, "facts 2: Object contains unknown field `colour`"),
        ({"source": []}, "facts 2: what is not unknown needs a source and source_year"),
        ({"source_year": ""}, "facts 2: what is not unknown needs a source and source_year"),
        ({"value": None}, "facts 2: certainty unknown and value null go together"),
        ({"certainty": "unknown"}, "facts 2: certainty unknown and value null go together"),
        ({"last_checked": "soon"}, "facts 2, last_checked: Invalid RFC3339 encoded date"),
        ({"source": "A law"}, "facts 2, source: Expected `array`, got `str`"),
    ],
)
def test_the_message_names_the_file_and_the_place_counted_from_one(
    changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(MalformedContent) as refused:
        page(**changes)

    assert str(refused.value) == f"config/page.yaml: {sentence}"


def test_a_wrong_file_as_a_whole_is_named_without_a_place() -> None:
    with pytest.raises(MalformedContent) as refused:
        parsed({}, Page, where="config/page.yaml")

    assert str(refused.value) == "config/page.yaml: Object missing required field `facts`"


@pytest.mark.parametrize(
    ("certainty", "shown"), [("high", True), ("medium", True), ("low", False)]
)
def test_a_worker_reads_only_what_is_certain_enough(certainty: str, *, shown: bool) -> None:
    assert page(certainty=certainty).facts[1].shown is shown


def test_what_nobody_knows_is_not_shown_and_needs_no_source() -> None:
    fact = page(certainty="unknown", value=None, source=[], source_year="").facts[1]

    assert fact.certainty is Certainty.UNKNOWN
    assert not fact.shown
