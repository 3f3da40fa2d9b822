"""Long texts are cut where a reader would pause, and never through a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.pieces import LONGEST, pieces, units

CHARACTERS = (
    "a", "1", ".", "ب", "न", "😀",
    "e\u0301",  # a letter and its accent
    "م\u064e",
    "क्षि",
    "ක්\u200dෂ",
    "က္က",
    "กำ",
    "\u1100\u1161\u11a8",
    "\u06001",
    "👩🏽\u200d🌾",
    "🇳🇵",
    "1\ufe0f\u20e3",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
)  # fmt: skip
SPACES = (" ", "\n", "\n\n", ". ", "। ", "؟ ")
LONGEST_CHARACTER = max(units(character) for character in CHARACTERS)


@given(
    st.lists(st.sampled_from(CHARACTERS + SPACES), min_size=1),
    st.integers(min_value=LONGEST_CHARACTER, max_value=60),
)
def test_every_piece_fits_and_nothing_is_lost(parts: list[str], longest: int) -> None:
    text = "a" + "".join(parts)

    cut = pieces(text, longest)

    assert all(0 < units(piece) <= longest for piece in cut)
    assert all(piece == piece.strip() for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


@given(
    st.lists(st.sampled_from(CHARACTERS + SPACES), min_size=1),
    st.integers(min_value=LONGEST_CHARACTER, max_value=60),
)
def test_no_character_is_split(parts: list[str], longest: int) -> None:
    parts = ["a", *parts, "a"]
    text = "".join(parts)
    edges = {len("".join(parts[:count])) for count in range(len(parts) + 1)}
    edges |= {place for place, character in enumerate(text) if character.isspace()}

    place = 0
    for piece in pieces(text, longest):
        start = text.index(piece, place)
        place = start + len(piece)
        assert start in edges
        assert place in edges


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", ["short"]),
        ("One two three.\n\n4\n5. 6 7 8 9", ["One two three.", "4\n5. 6 7 8 9"]),
        ("One two three.\n4. 5 6 7 8 9", ["One two three.", "4. 5 6 7 8 9"]),
        ("One two three. Four five", ["One two three.", "Four five"]),
        ("وان دو سه چهار؟ پنج شش", ["وان دو سه چهار؟", "پنج شش"]),
        ("Ek do tin char। Panch chha", ["Ek do tin char।", "Panch chha"]),
        ("One two three four five", ["One two three four", "five"]),
        ("One. Two three four five", ["One. Two three four", "five"]),
        ("Onetwothreefourfivesix", ["Onetwothreefourfives", "ix"]),
        ("A\n\n" + "b" * 25, ["A\n\n" + "b" * 17, "b" * 8]),
    ],
)
def test_the_best_pause_is_taken(text: str, expected: list[str]) -> None:
    assert pieces(text, 20) == expected


def test_the_limit_counts_utf16() -> None:
    assert pieces("😀" * (LONGEST // 2)) == ["😀" * (LONGEST // 2)]
    assert pieces("😀" * (LONGEST // 2) + "a") == ["😀" * (LONGEST // 2), "a"]


def test_a_row_of_flags_is_cut_between_flags() -> None:
    assert pieces("🇳🇵" * 5, 10) == ["🇳🇵🇳🇵", "🇳🇵🇳🇵", "🇳🇵"]


def test_a_character_without_end_is_cut_somewhere() -> None:
    text = "a" + "\u0301" * 100

    assert "".join(pieces(text, 30)) == text
    assert max(units(piece) for piece in pieces(text, 30)) == 30


def test_nothing_stays_nothing() -> None:
    assert pieces(" \n") == [" \n"]
