"""How phrases are written down."""

import pytest

from bot.domain.phrasing import BEGIN, GAP, NEAR, STOP, Phrasing

PHRASING = Phrasing({"they": "he it", "end": "ed ing (s,)"})


def test_a_phrase_is_words_in_their_order() -> None:
    assert PHRASING.read("^ <they> .. hit(s,ting,) me/us $") == (
        BEGIN,
        frozenset({"he", "it"}),
        GAP,
        frozenset({"hit", "hits", "hiting"}),
        frozenset({"me", "us"}),
        STOP,
    )
    assert PHRASING.read("jump & bridge") == (frozenset({"jump"}), NEAR, frozenset({"bridge"}))


def test_a_group_can_be_a_part_of_a_word() -> None:
    assert PHRASING.words("burn<end>") == frozenset({"burned", "burning", "burns", "burn"})


def test_a_word_whose_vowels_are_written_anyhow_is_marked() -> None:
    assert PHRASING.words("~darab(ni,na)/so") == frozenset({"~drbnI", "~drbnA", "so"})


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [
        ("^ ..", "has no word"),
        ("<who> hit me", "no group who"),
        ("hit(s me", "opened or closed"),
        ("hit) me", "opened or closed"),
        ("! me", "no word"),
    ],
)
def test_what_cannot_be_read_is_refused(phrase: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        PHRASING.read(phrase)
