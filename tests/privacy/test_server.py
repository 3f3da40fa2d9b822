"""The server keys seal, hash and are kept in a file; a newer version comes before the older."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.sealed import CannotOpen, UnknownKey, Where, key_named
from bot.privacy.server import MalformedKeyFile, ServerKeys
from tests.privacy.cast import (
    ELSEWHERE,
    HERE,
    STORY,
    damaged,
    patient,
    repeatable,
    wheres,
)

KEYS = ServerKeys.new(repeatable(1))
ROTATED = KEYS.rotated(repeatable(2))
OTHERS = ServerKeys.new(repeatable(3))


@patient
@given(st.binary(), wheres)
def test_what_was_sealed_opens_in_its_place(plain: bytes, where: Where) -> None:
    blob = KEYS.seal(plain, where)

    assert KEYS.open(blob, where) == plain
    assert key_named(blob) == KEYS.fingerprint()


def test_nothing_of_what_was_sealed_can_be_seen_and_no_two_seals_are_alike() -> None:
    blob, again = KEYS.seal(STORY, HERE), KEYS.seal(STORY, HERE)

    assert b"CANARY" not in blob
    assert blob != again


def test_a_damaged_ciphertext_does_not_open() -> None:
    for blob in damaged(KEYS.seal(STORY, HERE)):
        with pytest.raises(CannotOpen):
            KEYS.open(blob, HERE)


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_ciphertext_that_was_moved_does_not_open(where: Where) -> None:
    with pytest.raises(CannotOpen, match="does not open"):
        KEYS.open(KEYS.seal(STORY, HERE), where)


def test_a_missing_key_is_said_by_its_public_name() -> None:
    with pytest.raises(UnknownKey, match=OTHERS.fingerprint()):
        KEYS.open(OTHERS.seal(STORY, HERE), HERE)


def test_after_a_rotation_the_newest_seals_and_the_old_still_opens() -> None:
    old, new = KEYS.seal(STORY, HERE), ROTATED.seal(STORY, HERE)

    assert ROTATED.open(old, HERE) == ROTATED.open(new, HERE) == STORY
    assert key_named(new) == ROTATED.fingerprint() != KEYS.fingerprint()
    with pytest.raises(UnknownKey):
        KEYS.open(new, HERE)


def test_a_key_file_is_known_to_its_database_also_after_a_rotation() -> None:
    assert ROTATED.knows(KEYS.fingerprint())
    assert ROTATED.knows(ROTATED.fingerprint())
    assert not ROTATED.knows(OTHERS.fingerprint())


@patient
@given(st.text(), st.text(), st.text())
def test_a_hash_finds_the_same_value_of_the_same_kind_only(
    kind: str, value: str, other: str
) -> None:
    found = KEYS.hash(kind, value)

    assert len(found) == 32
    assert found == KEYS.hash(kind, value)
    assert (found == KEYS.hash(kind, other)) == (value == other)
    assert (found == KEYS.hash(other, value)) == (kind == other)
    assert found[8:] != OTHERS.hash(kind, value)[8:]


def test_a_value_with_half_a_character_has_a_hash_too() -> None:
    assert KEYS.hash("chat", "\ud800") != KEYS.hash("chat", "\ud801")


def test_hashes_begin_with_the_key_they_were_made_with_newest_first() -> None:
    newest, oldest = ROTATED.hashes("chat", "web:1")

    assert newest == ROTATED.hash("chat", "web:1")
    assert newest[:8].hex() == ROTATED.fingerprint()
    assert oldest == KEYS.hash("chat", "web:1")
    assert oldest[:8].hex() == KEYS.fingerprint()


def test_the_pepper_needs_the_named_key() -> None:
    first = KEYS.fingerprint()

    assert len(KEYS.peppered(b"1", under=first)) == 32
    assert KEYS.peppered(b"1", under=first) == ROTATED.peppered(b"1", under=first)
    assert KEYS.peppered(b"1", under=first) != KEYS.peppered(b"2", under=first)
    assert ROTATED.peppered(b"1", under=ROTATED.fingerprint()) != KEYS.peppered(b"1", under=first)
    with pytest.raises(UnknownKey):
        OTHERS.peppered(b"1", under=first)


def test_new_keys_are_never_the_same_unless_chance_is_repeated() -> None:
    assert ServerKeys.new().fingerprint() != ServerKeys.new().fingerprint()
    assert ROTATED.rotated().fingerprint() != ROTATED.rotated().fingerprint()
    assert ServerKeys.new(repeatable(1)).dump() == KEYS.dump()


@pytest.mark.parametrize("keys", [KEYS, ROTATED])
def test_the_key_file_gives_back_the_same_keys(keys: ServerKeys) -> None:
    text = keys.dump()

    assert text.startswith("# Haki server key.")
    assert ServerKeys.parse(text).dump() == text
    assert ServerKeys.parse(text).open(keys.seal(STORY, HERE), HERE) == STORY


def test_a_key_file_may_have_passed_through_an_editor() -> None:
    comment, newest, oldest = ROTATED.dump().splitlines()
    text = f"\ufeff{comment}\r\n\r\n  {oldest} \r\n  # kept in the safe\r\n\t{newest}\r\n"

    assert ServerKeys.parse(text).dump() == ROTATED.dump()


def line(keys: ServerKeys) -> str:
    return keys.dump().splitlines()[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no key"),
        ("# only a comment\n", "holds no key"),
        ("\0\0\0", "Line 1 of the key file is no key"),
        (line(KEYS)[:-1], "Line 1 of the key file is no key"),
        ("#\n" + line(KEYS).replace("key 1", "key 0"), "Line 2 of the key file is no key"),
        (line(KEYS).replace("key 1", "key ١"), "Line 1 of the key file is no key"),
        (line(KEYS) + "\n" + line(OTHERS), "a version or a key twice"),
        (line(KEYS) + "\n" + line(KEYS).replace("key 1", "key 2"), "a version or a key twice"),
    ],
)
def test_what_is_no_key_file_is_refused_in_a_clear_sentence(text: str, said: str) -> None:
    with pytest.raises(MalformedKeyFile, match=said):
        ServerKeys.parse(text)


def test_a_key_with_one_wrong_digit_is_not_taken_for_another_key() -> None:
    good = line(KEYS)

    for at in range(len("key 1 "), len(good)):
        if good[at] != " ":
            wrong = good[:at] + ("0" if good[at] != "0" else "1") + good[at + 1 :]
            with pytest.raises(MalformedKeyFile, match="Line 1 of the key file was altered"):
                ServerKeys.parse(wrong)
