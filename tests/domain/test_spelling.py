"""One spelling for what people write in many ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.spelling import END, unvowelled, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beating", "beeeaating"),
        ("don't", "dont"),
        ("don’t", "dont"),
        ("pitchha", "pitcha"),
        ("bhanxa", "vancha"),
        ("jabarjasti", "zabarjasti"),
        ("हिँड्छ", "हिंड्छ"),
        ("मालिकले", "मालीकले"),
        ("शरीर", "सरीर"),
        ("गर्‍यो", "गर्यो"),
        ("छन्", "छन"),
        ("छन्।", "छन।"),
        ("खतरामा", "खतरा"),
        ("बच्चाहरू", "बच्चाहरु"),
        ("অধিকার", "অধীকার"),
        ("বাঁচাও", "বাচাও"),
        ("মারলো", "মারল"),
        ("পড়ে", "পরে"),
        ("শ্রমিক", "স্রমিক"),
        ("أنقذوني", "انقذوني"),
        ("وَضَرَبَني", "ضربني"),
        ("ســـاعدوني", "ساعدوني"),
        ("غرفة", "غرفه"),
        ("ｈｅｌｐ", "help"),
        ("help😭me", "help me"),
        ("he\u200dlp", "help"),
    ],
)
def test_two_ways_to_write_the_same_are_the_same(one: str, other: str) -> None:
    assert words(one) == words(other)
    assert words(f"so {one}, so") == words(f"so {other} so")


@pytest.mark.parametrize(
    ("one", "other"),
    [("qatar", "khatar"), ("11", "1"), ("15", "५"), ("hit", "heat"), ("عمري", "عمر")],
)
def test_what_is_not_the_same_stays_apart(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_a_sentence_ends_where_a_sign_says_so() -> None:
    assert words("he hits. me!\nno? हो। لا؟ so") == [
        *("he", "hits", END, "me", END, END, "no", END, "हो", END, "لا", END, "so")
    ]


def test_vowels_within_a_word_are_nothing_and_the_last_one_is_kept() -> None:
    assert unvowelled(words("darabni byedrebne el 7ayet")) == ["drbnI", "bdrbnE", "l", "7t"]
    assert unvowelled(["मलाई", "w"]) == ["मलाई", ""]
    assert unvowelled([]) == []


@given(st.text(max_size=200))
def test_every_word_keeps_its_place_without_its_vowels(text: str) -> None:
    spelt = words(text)

    assert len(unvowelled(spelt)) == len(spelt)
    assert all(spelt)
