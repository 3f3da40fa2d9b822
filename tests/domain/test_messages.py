"""Messages keep their words to themselves, and hold no character that cannot be kept."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.messages import Address, Button, Incoming, Outgoing, keepable

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANY_TEXT)
@example("a\0b\ud800c\udfff")
def test_kept_text_can_be_encoded_and_stored(text: str) -> None:
    kept = keepable(text)

    assert "\0" not in kept
    assert kept.encode().decode() == kept


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")))
def test_text_that_can_be_kept_is_not_touched(text: str) -> None:
    assert keepable(text) == text


def test_two_halves_of_a_pair_become_one_character() -> None:
    assert keepable("\ud83d\ude00") == "😀"


def test_no_repr_tells_who_or_what() -> None:
    ana = Address("telegram", "canary")
    incoming = Incoming(ana, "canary", choice="canary", text="canary")
    outgoing = Outgoing("canary", "en", "ltr", 1, ((Button("canary", "canary"),),))

    assert "canary" not in f"{ana!r} {incoming!r} {outgoing!r}"
