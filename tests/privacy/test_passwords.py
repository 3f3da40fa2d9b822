"""A password opens its member's key; each guess is expensive, though never too expensive."""

import struct
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.privacy.locks import locked
from bot.privacy.pairs import SecretKey
from bot.privacy.passwords import (
    DEFAULT_COST,
    LONGEST_PASSWORD,
    Cost,
    PasswordTooLong,
    Stretch,
    UnreasonableCost,
    WrongPassword,
    lock,
    unlock,
)
from bot.privacy.sealed import (
    HEAD_BYTES,
    CannotOpen,
    Kind,
    Where,
    head,
    key_named,
    seal_under,
)
from tests.privacy.cast import CHEAP, ELSEWHERE, HERE, damaged, patient

ANA = SecretKey(bytes(range(32)))
BEN = SecretKey(bytes(range(1, 33)))
ANY = st.characters(exclude_categories=())


@patient
@given(st.text(ANY, max_size=40))
@example("half a character \ud800")
def test_the_password_opens_the_key(password: str) -> None:
    blob = lock(ANA, password, HERE, CHEAP)

    assert unlock(blob, password, HERE).raw == ANA.raw
    assert key_named(blob) == ANA.public.id


@patient
@given(st.text(max_size=20), st.sampled_from(["x", " ", "\N{FULLWIDTH DIGIT ONE}", "é"]))
def test_another_password_does_not(password: str, more: str) -> None:
    blob = lock(ANA, password, HERE, CHEAP)

    with pytest.raises(WrongPassword, match="does not open the key"):
        unlock(blob, password + more, HERE)


@pytest.mark.parametrize(
    ("typed", "also"),
    [("caf\u00e9", "cafe\u0301"), ("ABC\uff11", "abc1".upper()), ("\ufefb", "\u0644\u0627")],
)
def test_the_same_letters_from_another_keyboard_are_the_same_password(
    typed: str, also: str
) -> None:
    assert unlock(lock(ANA, typed, HERE, CHEAP), also, HERE).raw == ANA.raw


@pytest.mark.parametrize("other", ["secret word", "Secret  Word", " Secret Word"])
def test_case_and_spaces_count(other: str) -> None:
    with pytest.raises(WrongPassword):
        unlock(lock(ANA, "Secret Word", HERE, CHEAP), other, HERE)


def test_the_same_password_locks_differently_each_time() -> None:
    salts = {lock(ANA, "word", HERE, CHEAP)[HEAD_BYTES : HEAD_BYTES + 16] for _ in range(20)}

    assert len(salts) == 20


def test_a_damaged_lock_does_not_open() -> None:
    for blob in damaged(lock(ANA, "word", HERE, CHEAP)):
        with pytest.raises(CannotOpen):
            unlock(blob, "word", HERE)


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_lock_that_was_moved_does_not_open(where: Where) -> None:
    with pytest.raises(CannotOpen):
        unlock(lock(ANA, "word", HERE, CHEAP), "word", where)


@pytest.mark.parametrize(
    ("opslimit", "memlimit"),
    [(1, 2**32 - 1), (1, 256 * 2**20 + 1), (11, 8192), (2**32 - 1, 8192), (0, 8192), (1, 8191)],
)
def test_a_forged_cost_is_refused_before_a_single_guess(opslimit: int, memlimit: int) -> None:
    blob = lock(ANA, "word", HERE, CHEAP)
    cost_at = HEAD_BYTES + 16
    forged = blob[:cost_at] + struct.pack(">II", opslimit, memlimit) + blob[cost_at + 8 :]

    with pytest.raises(CannotOpen) as refusal:
        unlock(forged, "word", HERE)

    assert refusal.type is CannotOpen


@pytest.mark.parametrize(
    ("opslimit", "memlimit"), [(0, 8192), (11, 8192), (1, 8191), (1, 256 * 2**20 + 1)]
)
def test_no_lock_is_made_at_an_unreasonable_cost(opslimit: int, memlimit: int) -> None:
    with pytest.raises(UnreasonableCost, match="choose one between"):
        Cost(opslimit, memlimit)


def test_by_default_a_guess_costs_more_than_libsodium_asks_for_interactive_use() -> None:
    assert DEFAULT_COST.opslimit > 2
    assert DEFAULT_COST.memlimit >= 64 * 2**20
    assert unlock(lock(ANA, "word", HERE), "word", HERE).raw == ANA.raw


def test_a_password_that_nobody_types_is_refused_before_it_takes_time() -> None:
    longest = "\u0301\u0323" * (LONGEST_PASSWORD // 2)
    blob = lock(ANA, longest, HERE, CHEAP)

    assert unlock(blob, longest, HERE).raw == ANA.raw
    with pytest.raises(PasswordTooLong, match="at most 1000 characters"):
        lock(ANA, longest + "x", HERE, CHEAP)
    start = time.process_time()
    with pytest.raises(WrongPassword):
        unlock(blob, longest * 40, HERE)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("inner", [BEN.raw, b"short"])
def test_a_row_that_opens_to_something_else_than_it_named_gives_no_key(inner: bytes) -> None:
    stretch = Stretch.new(CHEAP)
    front = head(Kind.PASSWORD, ANA.public.id) + stretch.packed()
    key = stretch.key(b"word")

    assert unlock(locked(ANA, key, front, HERE), "word", HERE).raw == ANA.raw
    with pytest.raises(WrongPassword):
        unlock(seal_under(key, front, inner, HERE), "word", HERE)
