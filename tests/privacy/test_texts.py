"""What people typed can be kept and shown, and stays what they meant."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.privacy.texts import is_blank, isolated, storable
from tests.privacy.cast import patient

FSI, PDI = "\u2068", "\u2069"
EMBEDDINGS, OVERRIDES, ISOLATES = "\u202a\u202b", "\u202d\u202e", "\u2066\u2067\u2068"
NASTY = "\0\x08\t\n\v\f\r\x1b\x7f\x85\x9f\u2028\u2029\ud800\udfff\u202c\u2069" + (
    EMBEDDINGS + OVERRIDES + ISOLATES + "a é\u0301\u0344\u0627م\u200d\u200c\U0001f600"
)
texts = st.text(st.sampled_from(NASTY) | st.characters(exclude_categories=()), max_size=60)


def reach(line: str) -> tuple[int, int]:
    """The lowest and the last depth of directions by rules X5a to X7 of Unicode's annex 9."""
    stack: list[str] = ["outer isolate"]
    depths = [1]
    for char in line:
        if char in ISOLATES:
            stack.append("isolate")
        elif char in EMBEDDINGS + OVERRIDES:
            stack.append("embedding")
        elif char == "\u202c" and stack and stack[-1] == "embedding":
            stack.pop()
        elif char == "\u202c":
            depths.append(0)  # closes something that is not in this text
        elif char == PDI:
            while stack and stack.pop() == "embedding":
                pass
        depths.append(len(stack))
    return min(depths), depths[-1]


@patient
@given(texts)
def test_a_stored_text_can_be_kept_and_shown_anywhere(text: str) -> None:
    stored = storable(text)

    assert stored.encode().decode() == stored
    assert not {char for char in stored if unicodedata.category(char) == "Cc"} - {"\t", "\n"}
    assert not set(stored) & set("\u2028\u2029" + OVERRIDES)
    assert unicodedata.is_normalized("NFC", stored)


@patient
@given(texts)
@example("\u0344" * 30)
@example("\u2067" * 200 + "\u2069" * 300)
def test_storing_a_stored_text_changes_nothing(text: str) -> None:
    assert storable(storable(text)) == storable(text)


@patient
@given(texts)
@example("\u2067a\u202b\u2069\u202c")
@example("\u202ba\u2067\u202c")
@example("\u2069\u202c")
def test_no_direction_leaks_out_of_a_stored_text(text: str) -> None:
    stored = storable(text)

    for shown in (*stored.split("\n"), stored.replace("\n", " ")):
        assert reach(shown) == (1, 1)


@patient
@given(texts)
def test_no_direction_leaks_out_of_an_isolated_text(text: str) -> None:
    for line in isolated(text).split("\n"):
        assert reach(line) == (1, 1)
        assert line == "" or (line[0], line[-1]) == (FSI, PDI)


@pytest.mark.parametrize(
    "text",
    [
        "They keep my passport.\n\tSince May.",
        "जवाफ क्\u200dष र्\u200dय",
        "می\u200cخواهم",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308",
        "قال \u2066Ana\u2069 ثم \u200fخرج\u061c.",
        "\u202bعربي\u202c \u2067a \u2068b\u2069\u2069",
        "Đã trả 500",
        "မြန်မာ ភាសាខ្មែរ འབྲུག",
        "",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert storable(text) == text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a\0b\x07c\x7fd\x9be", "abcde"),
        (
            "one\r\ntwo\rthree\vfour\ffive\x85six\u2028seven\u2029",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\n",
        ),
        ("a\ud800b\udfff", "a\ufffdb\ufffd"),
        ("\ud83d\ude00", "\U0001f600"),
        ("cafe\u0301", "caf\u00e9"),
        ("cafe\0\u0301", "caf\u00e9"),
        ("invoice \u202egpj.exe", "invoice \u202bgpj.exe\u202c"),
        ("\u2067one\ntwo\u2069", "\u2067one\u2069\ntwo"),
        ("\u2067\u202aa\u2069b\u202c", "\u2067\u202aa\u202c\u2069b"),
        ("\u202ba\u2069b\u202c\u202c", "\u202bab\u202c"),
        ("\u202ba\u2067b\u202cc", "\u202ba\u2067bc\u2069\u202c"),
        ("a" + "\u0301\u0323" * 40, "\u1ea1\u0323" + "\u0323" * 13 + "\u0301" * 15),
    ],
)
def test_what_cannot_be_kept_is_mended(typed: str, stored: str) -> None:
    assert storable(typed) == stored


@pytest.mark.parametrize(
    "unit", ["\u0301\u0323", "\u202b\u2067", "\u202b\u2069", "\ud800", "\0\r"]
)
def test_a_hostile_text_of_50_000_characters_takes_little_time(unit: str) -> None:
    half = 25_000 // len(unit)
    text = unit[:1] * 25_000 + unit * half

    start = time.process_time()
    storable(text)

    assert time.process_time() - start < 1


def test_an_isolated_text_is_isolated_line_by_line() -> None:
    assert isolated("Ana") == f"{FSI}Ana{PDI}"
    assert isolated("one\n\ntwo") == f"{FSI}one{PDI}\n\n{FSI}two{PDI}"
    assert isolated("") == ""


def test_an_isolated_text_closes_what_it_left_open_and_nothing_else() -> None:
    assert isolated("\u2067a") == f"{FSI}\u2067a{PDI}{PDI}"
    assert isolated("a\u2069b\u202e") == f"{FSI}ab\u202b\u202c{PDI}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\u200b",
        "\u00ad\u2060\ufeff\u200e\u202a\u202c",
        "\u3000\u2028",
        "\U000e0041\U000e007f",  # tags
        "\ufe0f\u034f",  # marks on nothing
        "\u3164\u115f\u1160\uffa0",  # letters that are there to be empty
        "\u2800",
        " \u200d \0",
    ],
)
def test_what_nobody_can_see_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "\u200b.", "ठ", "؟", "١", "👍🏽", "\u200f!", "ㅤㅤk", "€"])
def test_what_can_be_seen_is_not(text: str) -> None:
    assert not is_blank(text)


@given(st.text(), st.text())
def test_a_text_is_blank_when_all_of_it_is(one: str, other: str) -> None:
    assert is_blank(one + other) == (is_blank(one) and is_blank(other))
