"""Anybody seals to a public key; only its secret half opens, and only in the same place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_box_seal

from bot.privacy.pairs import (
    NotAKey,
    PublicKey,
    SecretKey,
    new_pair,
    open_with,
    seal_to,
    unwrap,
    wrap,
)
from bot.privacy.sealed import CannotOpen, Kind, Where, binding, head, key_named
from tests.privacy.cast import ELSEWHERE, HERE, STORY, damaged, patient, wheres

ANA = SecretKey(bytes(range(32)))
BEN = SecretKey(bytes(range(1, 33)))


@patient
@given(st.binary(), wheres)
def test_what_was_sealed_to_a_key_opens_with_its_other_half(plain: bytes, where: Where) -> None:
    blob = seal_to(ANA.public, plain, where)

    assert open_with(ANA, blob, where) == plain
    assert key_named(blob) == ANA.public.id


def test_nothing_of_what_was_sealed_can_be_seen_and_no_two_seals_are_alike() -> None:
    blob, again = seal_to(ANA.public, STORY, HERE), seal_to(ANA.public, STORY, HERE)

    assert b"CANARY" not in blob
    assert blob != again


def test_a_damaged_box_does_not_open() -> None:
    for blob in damaged(seal_to(ANA.public, STORY, HERE)):
        with pytest.raises(CannotOpen):
            open_with(ANA, blob, HERE)


def test_another_key_does_not_open_even_where_the_box_is_made_to_name_it() -> None:
    blob = seal_to(ANA.public, STORY, HERE)
    renamed = head(Kind.BOX, BEN.public.id) + blob[len(head(Kind.BOX, BEN.public.id)) :]

    for box in (blob, renamed):
        with pytest.raises(CannotOpen):
            open_with(BEN, box, HERE)


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_box_that_was_moved_does_not_open(where: Where) -> None:
    with pytest.raises(CannotOpen):
        open_with(ANA, seal_to(ANA.public, STORY, HERE), where)
    with pytest.raises(CannotOpen):
        unwrap(wrap(BEN, ANA.public, HERE), ANA, where)


def test_a_wrapped_key_is_the_same_key() -> None:
    blob = wrap(BEN, ANA.public, HERE)

    assert unwrap(blob, ANA, HERE).raw == BEN.raw
    assert unwrap(blob, ANA, HERE).public == BEN.public
    assert key_named(blob) == ANA.public.id


def test_a_damaged_wrapped_key_does_not_open() -> None:
    for blob in damaged(wrap(BEN, ANA.public, HERE)):
        with pytest.raises(CannotOpen):
            unwrap(blob, ANA, HERE)


def test_a_sealed_text_is_never_taken_for_a_key() -> None:
    blob = seal_to(ANA.public, BEN.raw, HERE)
    relabelled = bytes([blob[0], Kind.WRAPPED]) + blob[2:]

    for box in (blob, relabelled):
        with pytest.raises(CannotOpen):
            unwrap(box, ANA, HERE)
    with pytest.raises(CannotOpen):
        open_with(ANA, wrap(BEN, ANA.public, HERE), HERE)


def test_a_wrapped_key_of_another_length_is_refused() -> None:
    front = head(Kind.WRAPPED, ANA.public.id)
    blob = front + crypto_box_seal(binding(front, HERE) + b"short", ANA.public.raw)

    with pytest.raises(CannotOpen):
        unwrap(blob, ANA, HERE)


def test_the_id_of_a_key_comes_from_the_key() -> None:
    assert PublicKey(ANA.public.raw) == ANA.public
    assert len(ANA.public.id) == 16
    assert ANA.public.id != BEN.public.id


def test_new_pairs_are_never_the_same() -> None:
    assert len({new_pair().public.id for _ in range(20)}) == 20


@pytest.mark.parametrize("raw", [b"", b"CANARY", bytes(31), bytes(33)])
def test_bytes_of_another_length_are_no_key(raw: bytes) -> None:
    for half in (PublicKey, SecretKey):
        with pytest.raises(NotAKey, match="has 32 bytes"):
            half(raw)


def test_a_public_key_that_hides_nothing_is_not_sealed_to() -> None:
    with pytest.raises(NotAKey, match="Nothing can be sealed"):
        seal_to(PublicKey(bytes(32)), STORY, HERE)
