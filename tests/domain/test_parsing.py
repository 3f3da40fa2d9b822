"""Content that is not what it should be is refused with one sentence that says where."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.facts import Certainty, Fact
from bot.domain.parsing import MalformedContent, parsed

FACT: dict[str, Any] = {
    "value": "By the law it is so.",
    "text": "In this country it is so.",
    "certainty": "high",
    "source": ["A law"],
    "source_year": "2020",
    "last_checked": date(2026, 11, 21),
}


EMPTY = "certainty unknown goes with neither value nor text, and only it"
NEVER = "is never shown to a worker, so it has no text"
YEAR = "source_year is as 2021, 2019-2021 or c. 2020, or undated"


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
        ({"source": [""]}, "facts 2: what is not unknown needs a source and source_year"),
        ({"source_year": "2 years ago"}, f"facts 2: {YEAR}"),
        ({"value": None, "text": None}, f"facts 2: {EMPTY}"),
        ({"certainty": "unknown"}, f"facts 2: {EMPTY}"),
        ({"certainty": "low"}, f"facts 2: certainty low {NEVER}"),
        ({"certainty": "memory_verify"}, f"facts 2: certainty memory_verify {NEVER}"),
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


@given(
    certainty=st.sampled_from(Certainty),
    value=st.none() | st.text(min_size=1) | st.integers(),
    text=st.none() | st.text(min_size=1),
    source=st.lists(st.text(), max_size=2),
    source_year=st.sampled_from(["", "undated", "2021", "2019-2021", "c. 2020", "soon"]),
)
def test_whatever_a_file_says_a_worker_reads_only_what_is_sure_and_has_a_source(
    **changes: Any,
) -> None:
    try:
        fact = page(**changes).facts[1]
    except MalformedContent:
        return

    assert fact.shown == (changes["text"] is not None)
    if fact.shown:
        assert fact.certainty in {"high", "medium"}
        assert all(fact.source)
        assert fact.source
        assert fact.source_year in {"undated", "2021", "2019-2021", "c. 2020"}


@pytest.mark.parametrize("certainty", ["high", "medium", "low", "memory_verify"])
def test_what_is_for_lawyers_alone_is_not_shown(certainty: str) -> None:
    assert not page(certainty=certainty, text=None).facts[1].shown


def test_what_nobody_knows_is_not_shown_and_needs_no_source() -> None:
    fact = page(certainty="unknown", value=None, text=None, source=[], source_year="").facts[1]

    assert fact.certainty is Certainty.UNKNOWN
    assert not fact.shown
