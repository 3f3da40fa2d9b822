"""The phrases of danger that are delivered, and what is said to each kind."""

import re
import textwrap
from typing import Any

import pytest

from bot.domain.crisis import Crisis, CrisisPhrases
from bot.domain.dangers import Dangers
from bot.domain.facts import SHOWABLE
from bot.domain.help_now import HelpNow
from bot.domain.parsing import MalformedContent
from tests.domain.labels import phrases
from tests.languages import DELIVERED
from tests.plain import plain

SAMPLES = {
    "en": {
        "wish_to_die": "better if I were gone",
        "danger_now": "they are coming",
        "sexual_violence": "he wants sex for the visa",
        "child_in_danger": "they took the child",
        "blackmail": "he filmed me",
    },
    "ne": {"wish_to_die": "मर्न मन लाग्यो", "danger_now": "मलाई कुट्छ"},
    "id": {"wish_to_die": "saya mau mati saja", "danger_now": "saya dipukul majikan"},
    "ar": {"wish_to_die": "أريد أن أموت", "danger_now": "يضربني"},
    "bn": {"wish_to_die": "আমি মরে যেতে চাই", "danger_now": "আমাকে মারে"},
}
HELP_NOW = HelpNow.from_data(plain("help_now.yaml"), where="help_now.yaml")
TEXTS = {
    name: fact.text or ""
    for group in (HELP_NOW.first, HELP_NOW.screens)
    for name, fact in group.items()
}


def data(lang: str) -> dict[str, Any]:
    found: dict[str, Any] = plain(f"crisis/{lang}.yaml")
    return found


def test_there_are_phrases_of_every_kind_in_every_language() -> None:
    found = {each.lang: each for each in phrases()}

    assert set(found) == set(SAMPLES) == set(DELIVERED)
    for each in found.values():
        assert all(len(each.phrases[kind]) >= 10 for kind in Crisis)


@pytest.mark.parametrize("lang", SAMPLES)
def test_each_language_alone_hears_its_own_danger(lang: str) -> None:

    ears = Dangers([CrisisPhrases.from_data(data(lang), where=lang)])

    for kind, message in SAMPLES[lang].items():
        assert ears.heard(message) == kind


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"phrases": {"danger_now": ["beat me"]}}, "there are no phrases for"),
        ({"phrases": {kind: ["<who> beat me"] for kind in Crisis}}, "there is no group who"),
        ({"not_meant": ["^ .."]}, "has no word"),
        ({"denied": ["not", "no"]}, "Expected `str`"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(change: dict[str, Any], problem: str) -> None:
    with pytest.raises(MalformedContent, match=problem):
        CrisisPhrases.from_data(data("en") | change, where="en.yaml")


# what is said ------------------------------------------------------------------------------


def test_every_kind_has_first_words_and_every_text_a_source_that_is_sure_enough() -> None:
    assert set(HELP_NOW.says()) == set(Crisis)
    for group in (HELP_NOW.first, HELP_NOW.screens):
        for fact in group.values():
            assert fact.certainty in SHOWABLE
            assert all(fact.source)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_short_and_gives_no_number_and_no_promise(name: str) -> None:
    text = TEXTS[name]

    assert len(re.findall(r"[.!?](?=\s|$)", text)) <= 4
    assert len(re.findall(r"[.!](?=\s|$)", text)) <= 3
    assert len(textwrap.wrap(text, 40)) <= 9
    assert not re.search(r"\d{4,}|\+\d", text)
    assert not re.search(r"will come|on the way|you are safe|nobody will know|secret", text)
    assert "promise" not in text or "cannot promise" in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"certainty": "low"}, "certainty low is never shown to a worker, so it has no text"),
        ({"certainty": "unknown", "text": None}, "doctor is not certain enough to be shown"),
        ({"text": None, "value": "for lawyers alone"}, "doctor is not certain enough"),
    ],
)
def test_what_is_not_sure_enough_is_refused(changes: dict[str, Any], sentence: str) -> None:
    changed = plain("help_now.yaml")
    changed["screens"]["doctor"] = changed["screens"]["doctor"] | changes

    with pytest.raises(MalformedContent, match=sentence):
        HelpNow.from_data(changed, where="help_now.yaml")


def test_first_words_that_are_missing_are_named() -> None:
    changed = plain("help_now.yaml")
    del changed["first"]["blackmail"]

    with pytest.raises(MalformedContent, match="no first words for blackmail"):
        HelpNow.from_data(changed, where="help_now.yaml")
