"""What may stand in words for a worker: plain and short, never a verdict, never leave."""

import re

import pytest

from bot.domain.answers import AgeBand, Concerned, Danger, Duration, Knows, MaySee, Sector, Wish
from bot.domain.costs import RecruitmentCosts
from bot.domain.countries import Country
from bot.domain.indicators import IndicatorSet
from bot.domain.text import Text, texts_in
from bot.domain.topics import Topic

NEVER = re.compile(
    r"\b(victims?|traffick\w*|slave\w*|guilty|criminals?|escape|run away|rescue\w*|promise you"
    r"|you should leave|leave your (job|employer|work)|you are in forced labour|guarantee that)\b",
    re.IGNORECASE,
)
PHONE = re.compile(r"\+\d|\b\d{5,}\b|\b\d{2,}[ -]\d{3,}")
MOST_WORDS = 25
MOST_SENTENCES = 4


@pytest.fixture(scope="session")
def words(
    indicators: IndicatorSet,
    costs: RecruitmentCosts,
    countries: dict[str, Country],
    topics: dict[str, Topic],
) -> list[Text]:
    """Everything in the content and the choices that a worker may be shown."""
    questions = indicators.questions()
    kinds = (Concerned, Knows, Danger, AgeBand, Sector, Duration, Wish, MaySee)
    options = [option.label for kind in kinds for option in kind]
    return [*texts_in((questions, costs, countries, tuple(topics.values()))), *options]


def sentences(text: str) -> list[str]:
    bare = re.sub(r"\([^)]*\)", "", text)
    return [each for each in re.split(r"(?<=[.?])\s+", bare) if each]


def test_no_text_is_missed(words: list[Text]) -> None:
    assert "My pay" in words
    assert "Qatar" in words
    assert "They lock me in" in words
    assert any("Labour Law" in text for text in words)
    assert any("Medical examinations" in text for text in words)


def test_no_verdict_no_promise_and_no_advice_to_leave(words: list[Text]) -> None:
    assert [text for text in words if NEVER.search(text)] == []


def test_no_phone_number_since_none_was_called(words: list[Text]) -> None:
    assert [text for text in words if PHONE.search(text)] == []


def test_texts_are_few_and_short_sentences(words: list[Text]) -> None:
    long = [each for text in words for each in sentences(text) if len(each.split()) > MOST_WORDS]

    assert long == []
    assert [text for text in words if len(sentences(text)) > MOST_SENTENCES] == []


def test_texts_are_clean_so_that_a_translator_sees_what_is_shown(words: list[Text]) -> None:
    assert [text for text in words if text != " ".join(text.split()) or not text] == []


@pytest.mark.parametrize(
    "text", ["You are a victim of trafficking.", "You should leave your job.", "Run away now."]
)
def test_the_list_of_forbidden_words_catches_them(text: str) -> None:
    assert NEVER.search(text)


@pytest.mark.parametrize("text", ["Call +1 202 555 0100.", "Call 2025550100.", "Call 202-5550."])
def test_the_pattern_of_phone_numbers_catches_them(text: str) -> None:
    assert PHONE.search(text)
