"""Ciphertexts have one shape: they say what they are, and belong to one place."""

import pytest
from hypothesis import assume, given

from bot.privacy.sealed import CannotOpen, Kind, Where, binding, head, key_expected, key_named
from tests.privacy.cast import ELSEWHERE, HERE, patient, wheres

KEY = "00112233445566ff"


@pytest.mark.parametrize("kind", Kind)
def test_a_ciphertext_names_its_key_without_being_opened(kind: Kind) -> None:
    blob = head(kind, KEY) + b"shut"

    assert key_named(blob) == KEY
    assert key_expected(blob, kind, HERE) == KEY


@pytest.mark.parametrize("kind", Kind)
def test_one_kind_is_never_taken_for_another(kind: Kind) -> None:
    blob = head(kind, KEY) + b"shut"

    for other in set(Kind) - {kind}:
        with pytest.raises(CannotOpen, match=r"reports\.story does not open"):
            key_expected(blob, other, HERE)


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"a story",
        head(Kind.BOX, KEY),
        b"\0" + head(Kind.BOX, KEY)[1:] + b"shut",
        b"\2" + head(Kind.BOX, KEY)[1:] + b"shut",
        b"\1\0" + head(Kind.BOX, KEY)[2:] + b"shut",
        b"\1" + bytes([max(Kind) + 1]) + head(Kind.BOX, KEY)[2:] + b"shut",
    ],
)
def test_what_is_no_ciphertext_names_no_key(blob: bytes) -> None:
    with pytest.raises(CannotOpen, match="no ciphertext that this version knows"):
        key_named(blob)


@patient
@given(wheres, wheres)
def test_two_places_are_never_bound_alike(one: Where, other: Where) -> None:
    assume(one != other)

    assert binding(b"front", one) != binding(b"front", other)


@pytest.mark.parametrize("where", ELSEWHERE)
def test_parts_of_a_place_cannot_be_shifted_into_one_another(where: Where) -> None:
    assert binding(b"front", where) != binding(b"front", HERE)
    assert binding(b"frontreports", Where("", "story", "row-1")) != binding(b"front", HERE)


def test_a_place_named_by_a_broken_text_is_a_place_still() -> None:
    assert binding(b"", Where("t", "c", "\ud800")) != binding(b"", Where("t", "c", "\ud801"))
