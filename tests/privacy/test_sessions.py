"""A session's secret is in the cookie only: its row finds the session and opens nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.pairs import SecretKey
from bot.privacy.sealed import CannotOpen, Where, key_named
from bot.privacy.sessions import (
    NotACookie,
    as_cookie,
    from_cookie,
    lock,
    new_session_secret,
    session_id,
    unlock,
)
from tests.privacy.cast import ELSEWHERE, HERE, damaged, patient

ANA = SecretKey(bytes(range(32)))
SECRET = bytes(range(100, 132))


def test_the_cookie_opens_the_members_key() -> None:
    blob = lock(ANA, SECRET, HERE)

    assert unlock(blob, SECRET, HERE).raw == ANA.raw
    assert key_named(blob) == ANA.public.id


def test_what_the_row_holds_does_not_open_it() -> None:
    blob = lock(ANA, SECRET, HERE)

    for guess in (session_id(SECRET), bytes(32), new_session_secret()):
        with pytest.raises(CannotOpen):
            unlock(blob, guess, HERE)


def test_the_same_cookie_finds_the_same_session() -> None:
    assert len(session_id(SECRET)) == 32
    assert session_id(SECRET) == session_id(bytes(SECRET))
    assert session_id(SECRET) != session_id(bytes(32))
    assert SECRET not in session_id(SECRET)


def test_a_damaged_session_does_not_open() -> None:
    for blob in damaged(lock(ANA, SECRET, HERE)):
        with pytest.raises(CannotOpen):
            unlock(blob, SECRET, HERE)


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_session_that_was_moved_does_not_open(where: Where) -> None:
    with pytest.raises(CannotOpen):
        unlock(lock(ANA, SECRET, HERE), SECRET, where)


def test_new_sessions_are_never_the_same() -> None:
    secrets = {new_session_secret() for _ in range(20)}

    assert len(secrets) == 20
    assert {len(secret) for secret in secrets} == {32}


@patient
@given(st.binary(min_size=32, max_size=32))
def test_a_cookie_gives_back_its_secret(secret: bytes) -> None:
    text = as_cookie(secret)

    assert from_cookie(text) == secret
    assert text.isascii()


@patient
@given(st.text() | st.sampled_from(["", "A" * 42, "A" * 44, "A" * 43 + "\n", "é" * 43]))
def test_what_is_no_cookie_is_refused(text: str) -> None:
    with pytest.raises(NotACookie, match="sign in again"):
        from_cookie(text)
